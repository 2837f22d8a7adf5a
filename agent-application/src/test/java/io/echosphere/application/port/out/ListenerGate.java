package io.echosphere.application.port.out;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What the fakes share of the ports' promises: one thread at a time, one last call, silence after
 * cancelling. Thread-safe.
 */
final class ListenerGate<L> {
  private final ReentrantLock lock = new ReentrantLock();
  private final L listener;
  private boolean over;

  ListenerGate(L listener) {
    this.listener = listener;
  }

  /** Calls the listener unless its last call was made or it was silenced. */
  void tell(Consumer<L> call) {
    deliver(call, false);
  }

  /** Calls the listener for the last time. */
  void tellLast(Consumer<L> call) {
    deliver(call, true);
  }

  /** Silences the listener; waits for a call of another thread that is under way. */
  boolean silence() {
    lock.lock();
    try {
      boolean wasOpen = !over;
      over = true;
      return wasOpen;
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  private void deliver(Consumer<L> call, boolean last) {
    lock.lock();
    try {
      if (over) {
        return;
      }
      over = last;
      call.accept(listener);
    } finally {
      lock.unlock();
    }
  }
}
