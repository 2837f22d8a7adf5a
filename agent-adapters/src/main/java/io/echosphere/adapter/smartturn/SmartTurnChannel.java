package io.echosphere.adapter.smartturn;

import io.echosphere.application.port.out.EndOfTurnEstimator;
import io.echosphere.domain.audio.AudioFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One caller's newest speech and at most one question about it. Sound and questions come on the
 * ear's thread, answers go out on the estimator's.
 */
final class SmartTurnChannel implements EndOfTurnEstimator.Channel {
  private static final long LEAD_IN = AudioFormat.speechSamples(EndOfTurnEstimator.LEAD_IN_MS);

  private final SpeechRing ring = new SpeechRing();
  private final Predicate<SmartTurnChannel> queue;
  private final AtomicReference<@Nullable Question> pending = new AtomicReference<>();

  /** Held while the listener is called, so that closing can wait for it. */
  private final ReentrantLock answering = new ReentrantLock();

  private long turnFrom;
  private volatile boolean closed;

  /**
   * A channel that has heard nothing.
   *
   * @param queue takes a channel that has a question; false when too many wait
   */
  SmartTurnChannel(Predicate<SmartTurnChannel> queue) {
    this.queue = queue;
  }

  /** What is to be estimated: the sound between two positions of the ring. */
  record Question(long pause, long from, long end, EndOfTurnEstimator.Listener listener) {}

  @Override
  public void audio(short[] samples, int length) {
    if (!closed) {
      ring.write(samples, length);
    }
  }

  @Override
  public void turnStarted() {
    turnFrom = Math.max(turnFrom, ring.position() - LEAD_IN);
  }

  @Override
  public void estimate(long pause, EndOfTurnEstimator.Listener listener) {
    if (closed) {
      return;
    }
    var question = new Question(pause, turnFrom, ring.position(), listener);
    if (pending.getAndSet(question) == null && !queue.test(this)) {
      pending.set(null); // too many wait: the next pause asks again
    }
  }

  @Override
  public void close() {
    answering.lock();
    try {
      closed = true;
      pending.set(null);
    } finally {
      answering.unlock();
    }
  }

  /** Takes the question, which is begun with that. The estimator's thread. */
  Optional<Question> begin() {
    return Optional.ofNullable(pending.getAndSet(null));
  }

  /** Copies a question's sound: see {@link SpeechRing#read}. The estimator's thread. */
  int read(Question question, short[] window) {
    return ring.read(question.from(), question.end(), window);
  }

  /** Tells the listener unless the channel is closed. The estimator's thread. */
  void answer(Question question, double probability) {
    answering.lock();
    try {
      if (!closed) {
        question.listener().estimated(question.pause(), probability);
      }
    } finally {
      answering.unlock();
    }
  }
}
