package io.echosphere.worker.config;

import java.time.Duration;

/**
 * How much, and how long.
 *
 * @param maxSessions calls at once, at least 1
 * @param drainTimeout how long calls may go on after SIGTERM
 * @param joinTimeout how long the agent waits in a room for a caller
 * @param rejoinTimeout how long a caller who left may take to come back
 */
public record LimitsConfig(
    int maxSessions, Duration drainTimeout, Duration joinTimeout, Duration rejoinTimeout) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  static LimitsConfig read(ConfigReader read) {
    var sessions = read.value(Setting.MAX_SESSIONS, Parsers.wholeNumber(1, 500));
    var drain =
        read.value(Setting.DRAIN_TIMEOUT, Parsers.duration(Duration.ZERO, Duration.ofHours(24)));
    var join = read.value(Setting.JOIN_TIMEOUT, Parsers.duration(SECOND, HOUR));
    var rejoin = read.value(Setting.REJOIN_TIMEOUT, Parsers.duration(Duration.ZERO, HOUR));
    return read.whenValid(
        () -> new LimitsConfig(sessions.get(), drain.get(), join.get(), rejoin.get()));
  }
}
