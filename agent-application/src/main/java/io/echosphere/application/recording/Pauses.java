package io.echosphere.application.recording;

import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Growing pauses between attempts of one thread; other threads may cut them short. */
final class Pauses {
  private final Timers timers;
  private final Duration first;
  private final Duration longest;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean woken;
  private boolean hurrying;

  Pauses(Timers timers, Duration first, Duration longest) {
    this.timers = timers;
    this.first = first;
    this.longest = longest;
  }

  /** Waits: the first pause doubled for each earlier attempt, up to the longest. */
  void pause(int earlier) throws InterruptedException {
    var growing = first.multipliedBy(1L << Math.min(earlier, 10));
    boolean hurry;
    lock.lock();
    try {
      hurry = hurrying;
      woken = woken && hurry;
    } finally {
      lock.unlock();
    }
    var length = hurry ? first : growing.compareTo(longest) > 0 ? longest : growing;
    var timer = timers.after(length, this::wake);
    try {
      nap();
    } finally {
      timer.cancel();
    }
  }

  /** Ends the present pause, or the next; later ones are all as long as the first. */
  void hurry() {
    lock.lock();
    try {
      hurrying = true;
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void nap() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!woken) {
        changed.await();
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }
}
