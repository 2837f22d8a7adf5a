package io.echosphere.adapter.livekit.room;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How patiently a broken connection is restored. The first attempt is made at once, later ones
 * after growing waits with jitter, so that the calls of a restarted server do not come back all at
 * once. Pure but for its random.
 */
final class ReconnectPolicy {
  /** As livekit-client begins; it goes on to 7 s, which is long for somebody on the telephone. */
  private static final long FIRST_WAIT_MILLIS = 300;

  private static final long MOST_WAIT_MILLIS = 2_000;

  private final Duration limit;
  private final RandomGenerator random;

  /**
   * A policy for one connection.
   *
   * @param limit how long an outage may last before the connection is given up; zero never restores
   */
  ReconnectPolicy(Duration limit, RandomGenerator random) {
    this.limit = limit;
    this.random = random;
  }

  /** How long an outage may last. */
  Duration limit() {
    return limit;
  }

  /**
   * How long to wait before an attempt; empty when there is no time for another.
   *
   * @param attempt counted from 0
   * @param elapsed since the outage began
   */
  Optional<Duration> waitBefore(int attempt, Duration elapsed) {
    Duration wait = attempt == 0 ? Duration.ZERO : jittered(attempt);
    return elapsed.plus(wait).compareTo(limit) < 0 ? Optional.of(wait) : Optional.empty();
  }

  /** Between half and all of 0.3, 0.6, 1.2, then 2 s. */
  private Duration jittered(int attempt) {
    long most = Math.min(MOST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempt - 1, 10));
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
