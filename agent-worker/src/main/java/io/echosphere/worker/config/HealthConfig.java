package io.echosphere.worker.config;

import java.util.Optional;

/**
 * When a worker takes no further calls, or ends for a new one.
 *
 * @param stutterMillis how late one in a hundred of the pacer's beats may be; empty for however
 *     late
 * @param memoryMegabytes resident memory at which the worker ends, 0 for never; empty to go by the
 *     bound of its container or unit
 */
public record HealthConfig(Optional<Integer> stutterMillis, Optional<Integer> memoryMegabytes) {
  private static final String BY_BOUND = "auto";
  private static final int LONGEST_STUTTER = 1_000;

  /** Less than any worker needs; a smaller number would be a mistaken unit. */
  private static final int LEAST_MEMORY = 64;

  private static final int MOST_MEMORY = 1_048_576;

  static HealthConfig read(ConfigReader read) {
    var stutter = read.value(Setting.STUTTER_LIMIT_MS, Parsers.wholeNumber(0, LONGEST_STUTTER));
    var memory = read.value(Setting.MEMORY_LIMIT_MB, HealthConfig::megabytes);
    return read.whenValid(
        () ->
            new HealthConfig(
                Optional.of(stutter.get()).filter(millis -> millis > 0), memory.get()));
  }

  private static Optional<Integer> megabytes(String text) throws Unacceptable {
    if (text.equalsIgnoreCase(BY_BOUND)) {
      return Optional.empty();
    }
    int megabytes = Parsers.wholeNumber(0, MOST_MEMORY).parse(text);
    if (megabytes > 0 && megabytes < LEAST_MEMORY) {
      throw new Unacceptable(
          "is less than any worker needs (" + text + ")",
          "use auto, 0 for never, or 64 to 1048576 MB");
    }
    return Optional.of(megabytes);
  }
}
