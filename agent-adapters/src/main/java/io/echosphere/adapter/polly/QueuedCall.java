package io.echosphere.adapter.polly;

import io.echosphere.adapter.aws.StartQueue;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.TextToSpeech.Urgency;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that may still wait for its turn. Cancelling takes it out of the queue or aborts what was
 * started. Thread-safe; the lock guards all fields and is never held while another object is called
 * off, whose own lock a listener may hold.
 */
final class QueuedCall implements Cancellable {
  private final ReentrantLock lock = new ReentrantLock();
  private Cancellable stage = () -> {};
  private StartQueue.@Nullable Place<Urgency> place;
  private boolean started;
  private boolean cancelled;

  /**
   * Waits for its turn, then starts what is supplied.
   *
   * @param refused called instead when there is no room, unless it was cancelled
   */
  void enqueue(
      StartQueue<Urgency> queue, Urgency urgency, Supplier<Cancellable> start, Runnable refused) {
    StartQueue.Place<Urgency> waiting = queue.submit(urgency, () -> begin(queue, start), refused);
    lock.lock();
    try {
      place = waiting;
    } finally {
      lock.unlock();
    }
    if (!keep(waiting, false)) {
      waiting.cancel();
    }
  }

  /** Moves it up in the queue, if it still waits. */
  void raise(Urgency urgency) {
    StartQueue.Place<Urgency> now;
    lock.lock();
    try {
      now = place;
    } finally {
      lock.unlock();
    }
    if (now != null) {
      now.raise(urgency);
    }
  }

  @Override
  public void cancel() {
    Cancellable now;
    lock.lock();
    try {
      cancelled = true;
      now = stage;
    } finally {
      lock.unlock();
    }
    now.cancel();
  }

  private void begin(StartQueue<Urgency> queue, Supplier<Cancellable> start) {
    if (isCancelled()) {
      queue.release();
      return;
    }
    Cancellable running = start.get();
    if (!keep(running, true)) {
      running.cancel();
    }
  }

  /** Remembers what cancelling calls off; false if it is to be called off now. */
  private boolean keep(Cancellable next, boolean starts) {
    lock.lock();
    try {
      if (starts || !started) {
        stage = next;
      }
      started |= starts;
      return !cancelled;
    } finally {
      lock.unlock();
    }
  }

  private boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }
}
