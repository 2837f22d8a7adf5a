package io.echosphere.adapter.aws;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps what the ports promise about listeners: one thread at a time, one last call, and none after
 * silencing has returned. A call holds the gate while it runs, so that silencing from another
 * thread waits for it (listeners do not block); a listener may silence its own gate. Thread-safe.
 */
public final class ListenerGate<L> {
  private final ReentrantLock lock = new ReentrantLock();
  private final L listener;
  private boolean over;

  public ListenerGate(L listener) {
    this.listener = listener;
  }

  /** Calls the listener unless it is over. */
  public void tell(Consumer<L> call) {
    lock.lock();
    try {
      if (!over) {
        call.accept(listener);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls the listener for the last time, unless it is over.
   *
   * @return whether this was the last call
   */
  public boolean tellLast(Consumer<L> call) {
    lock.lock();
    try {
      if (over) {
        return false;
      }
      over = true;
      call.accept(listener);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Silences the listener. Idempotent.
   *
   * @return whether it was not over before
   */
  public boolean silence() {
    lock.lock();
    try {
      boolean wasOpen = !over;
      over = true;
      return wasOpen;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the listener hears no more. */
  public boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }
}
