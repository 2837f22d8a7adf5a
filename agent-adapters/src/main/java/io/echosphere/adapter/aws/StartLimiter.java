package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps calls within an account's quota for the whole process: so many at once, and so many starts
 * a second with a burst (a token bucket). Thread-safe.
 */
public final class StartLimiter {
  private final ReentrantLock lock = new ReentrantLock();
  private final Timers timers;
  private final int concurrent;
  private final long nanosPerStart;
  private final long burstNanos;
  private int running;

  /** The time at which the bucket would be full; later than now by what has been taken. */
  private long fullAt;

  /**
   * A limiter with a full bucket.
   *
   * @param concurrent most calls at once, at least 1
   * @param startsPerSecond sustained rate, at least 1
   * @param burst starts that may come at once after a pause, at least 1
   */
  public StartLimiter(int concurrent, int startsPerSecond, int burst, Timers timers) {
    if (concurrent < 1 || startsPerSecond < 1 || burst < 1) {
      throw new IllegalArgumentException("a limit must be at least 1");
    }
    this.timers = timers;
    this.concurrent = concurrent;
    this.nanosPerStart = Duration.ofSeconds(1).toNanos() / startsPerSecond;
    this.burstNanos = nanosPerStart * burst;
    this.fullAt = timers.nanos();
  }

  /** Takes a place and a start; whoever got them calls {@link #release} once. */
  public boolean tryStart() {
    lock.lock();
    try {
      if (running >= concurrent || nanosUntilStart() > 0) {
        return false;
      }
      running++;
      take();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Counts a start that was made within a place already taken: a retry. */
  public void charge() {
    lock.lock();
    try {
      take();
    } finally {
      lock.unlock();
    }
  }

  /** Gives a place back. */
  public void release() {
    lock.lock();
    try {
      running--;
    } finally {
      lock.unlock();
    }
  }

  /** How long until the rate allows a start; zero if it does now. Says nothing of places. */
  public Duration untilStart() {
    lock.lock();
    try {
      return Duration.ofNanos(Math.max(0, nanosUntilStart()));
    } finally {
      lock.unlock();
    }
  }

  /** Calls under way. */
  public int running() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void take() {
    long now = timers.nanos();
    fullAt = (fullAt - now < 0 ? now : fullAt) + nanosPerStart;
  }

  private long nanosUntilStart() {
    return fullAt + nanosPerStart - burstNanos - timers.nanos();
  }
}
