package io.echosphere.worker.config;

import java.time.Duration;

/**
 * How soon a worker counts as lost.
 *
 * @param lease how long a worker may be silent, 3 s to 5 min
 */
public record RecoveryConfig(Duration lease) {
  static RecoveryConfig read(ConfigReader read) {
    var seconds = read.value(Setting.LEASE_SECONDS, Parsers.wholeNumber(3, 300));
    return read.whenValid(() -> new RecoveryConfig(Duration.ofSeconds(seconds.get())));
  }
}
