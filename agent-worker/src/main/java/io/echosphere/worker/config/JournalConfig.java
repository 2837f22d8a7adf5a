package io.echosphere.worker.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where what is said waits for the database.
 *
 * @param directory what all workers of this machine share, absolute; empty for memory only. It need
 *     not exist, and may be full or read-only for a while
 * @param maxBytes from how many bytes on a worker's journal is full
 * @param maxAge what could not be stored for so long is given up
 */
public record JournalConfig(Optional<Path> directory, long maxBytes, Duration maxAge) {
  private static final int MOST_MB = 65_536;
  private static final int MOST_DAYS = 3_650;

  static JournalConfig read(ConfigReader read) {
    var directory = read.value(Setting.JOURNAL_DIR, JournalConfig::directory);
    var megabytes = read.value(Setting.JOURNAL_MAX_MB, Parsers.wholeNumber(1, MOST_MB));
    var days = read.value(Setting.JOURNAL_MAX_DAYS, Parsers.wholeNumber(1, MOST_DAYS));
    return read.whenValid(
        () ->
            new JournalConfig(
                directory.get(), megabytes.get() * 1_000_000L, Duration.ofDays(days.get())));
  }

  private static Optional<Path> directory(String text) throws Unacceptable {
    if (text.equals("none")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(text).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw new Unacceptable("is no path (" + text + ")", "name a directory, or use 'none'");
    }
  }
}
