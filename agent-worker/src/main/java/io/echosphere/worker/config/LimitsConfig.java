package io.echosphere.worker.config;

import java.time.Duration;

/**
 * How much, and how long.
 *
 * @param maxSessions calls at once, at least 1
 * @param drainTimeout how long calls may go on after SIGTERM
 * @param joinTimeout how long the agent waits in a room for a caller
 * @param rejoinTimeout how long a caller who left may take to come back
 * @param away how long a caller may be silent before they are asked; zero for ever
 * @param awayLimit how long they may then go on being silent
 * @param health when no further calls are taken, or the worker ends for a new one
 */
public record LimitsConfig(
    int maxSessions,
    Duration drainTimeout,
    Duration joinTimeout,
    Duration rejoinTimeout,
    Duration away,
    Duration awayLimit,
    HealthConfig health) {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int HOUR_MS = 3_600_000;

  static LimitsConfig read(ConfigReader read) {
    var sessions = read.value(Setting.MAX_SESSIONS, Parsers.wholeNumber(1, 500));
    var drain =
        read.value(Setting.DRAIN_TIMEOUT, Parsers.duration(Duration.ZERO, Duration.ofHours(24)));
    var join = read.value(Setting.JOIN_TIMEOUT, Parsers.duration(SECOND, HOUR));
    var rejoin = read.value(Setting.REJOIN_TIMEOUT, Parsers.duration(Duration.ZERO, HOUR));
    var away = read.value(Setting.USER_AWAY_MS, Parsers.millis(0, HOUR_MS));
    var awayLimit = read.value(Setting.USER_AWAY_LIMIT_MS, Parsers.millis(1_000, HOUR_MS));
    var health = HealthConfig.read(read);
    return read.whenValid(
        () ->
            new LimitsConfig(
                sessions.get(),
                drain.get(),
                join.get(),
                rejoin.get(),
                away.get(),
                awayLimit.get(),
                health));
  }
}
