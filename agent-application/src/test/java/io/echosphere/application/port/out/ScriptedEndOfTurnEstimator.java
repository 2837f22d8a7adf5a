package io.echosphere.application.port.out;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An estimator that thinks what a test tells it to. Questions are answered before {@code estimate}
 * returns, on the thread that asks; while it is held they wait as the port says.
 */
public final class ScriptedEndOfTurnEstimator implements EndOfTurnEstimator {
  private static final double UNDECIDED = 0.5;

  private final Queue<Double> script = new ConcurrentLinkedQueue<>();
  private final List<OpenChannel> channels = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final List<OpenChannel> waiting = new ArrayList<>();
  private boolean held;
  private volatile double otherwise = UNDECIDED;

  /** The next questions of any channel are answered with these, in order. */
  public ScriptedEndOfTurnEstimator then(double... probabilities) {
    Arrays.stream(probabilities).forEach(script::add);
    return this;
  }

  /** What is answered when nothing else is scripted; 0.5 at first. */
  public ScriptedEndOfTurnEstimator otherwise(double probability) {
    otherwise = probability;
    return this;
  }

  /** Takes questions and begins none, as a busy estimator does. */
  public ScriptedEndOfTurnEstimator hold() {
    lock.lock();
    try {
      held = true;
    } finally {
      lock.unlock();
    }
    return this;
  }

  /** Answers what waits, in order, on this thread, and questions at once from now on. */
  public void release() {
    List<OpenChannel> due;
    lock.lock();
    try {
      held = false;
      due = List.copyOf(waiting);
      waiting.clear();
    } finally {
      lock.unlock();
    }
    due.forEach(OpenChannel::answer);
  }

  /** Every channel opened so far, oldest first. */
  public List<OpenChannel> channels() {
    return List.copyOf(channels);
  }

  /** The newest channel. */
  public OpenChannel last() {
    return channels.getLast();
  }

  @Override
  public Channel open() {
    var channel = new OpenChannel();
    channels.add(channel);
    return channel;
  }

  private double next() {
    return Optional.ofNullable(script.poll()).orElse(otherwise);
  }

  private boolean waits(OpenChannel channel) {
    lock.lock();
    try {
      if (held && !waiting.contains(channel)) {
        waiting.add(channel);
      }
      return held;
    } finally {
      lock.unlock();
    }
  }

  private record Question(long pause, Listener listener) {}

  /** A channel as the estimator sees it. Thread-safe. */
  public final class OpenChannel implements Channel {
    private final ReentrantLock turn = new ReentrantLock();
    private final List<Long> asked = new CopyOnWriteArrayList<>();
    private Optional<Question> pending = Optional.empty();
    private final AtomicLong heard = new AtomicLong();
    private volatile OptionalLong turnFrom = OptionalLong.empty();
    private volatile boolean closed;

    /** Samples heard so far. */
    public long heard() {
      return heard.get();
    }

    /** How many samples had been heard when the last turn started; empty when none did. */
    public OptionalLong turnFrom() {
      return turnFrom;
    }

    /** The numbers of all questions, in the order they were asked. */
    public List<Long> asked() {
      return List.copyOf(asked);
    }

    /** Whether it was closed. */
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void audio(short[] samples, int length) {
      turn.lock();
      try {
        heard.addAndGet(closed ? 0 : length);
      } finally {
        turn.unlock();
      }
    }

    @Override
    public void turnStarted() {
      turnFrom = OptionalLong.of(heard.get());
    }

    @Override
    public void estimate(long pause, Listener listener) {
      turn.lock();
      try {
        if (closed) {
          return;
        }
        asked.add(pause);
        pending = Optional.of(new Question(pause, listener));
      } finally {
        turn.unlock();
      }
      if (!waits(this)) {
        answer();
      }
    }

    @Override
    public void close() {
      turn.lock();
      try {
        closed = true;
        pending = Optional.empty();
      } finally {
        turn.unlock();
      }
    }

    private void answer() {
      turn.lock();
      try {
        var question = pending;
        pending = Optional.empty();
        question.ifPresent(due -> due.listener().estimated(due.pause(), next()));
      } finally {
        turn.unlock();
      }
    }
  }
}
