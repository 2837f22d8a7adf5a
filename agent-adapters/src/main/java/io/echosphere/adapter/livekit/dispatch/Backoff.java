package io.echosphere.adapter.livekit.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that the workers of a
 * restarted server do not come back all at once. Not thread-safe.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 500;
  private static final long MAX_MILLIS = 10_000;

  /** Full jitter may draw zero; a refusing server must not be hammered even then. */
  private static final long MIN_MILLIS = 50;

  private final RandomGenerator random;
  private long ceiling = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Draws the next wait, 50 ms to 10 s. */
  Duration next() {
    long wait = Math.max(MIN_MILLIS, random.nextLong(ceiling + 1));
    ceiling = Math.min(2 * ceiling, MAX_MILLIS);
    return Duration.ofMillis(wait);
  }

  /** Begins again with short waits: an attempt succeeded. */
  void reset() {
    ceiling = FIRST_MILLIS;
  }
}
