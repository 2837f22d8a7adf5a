package io.echosphere.worker.config;

import java.util.Locale;

/**
 * The logs.
 *
 * @param level least severe level shown
 * @param format how a line looks
 * @param debug whether DEBUG is set: shows at least level DEBUG
 */
public record LoggingConfig(Level level, Format format, boolean debug) {
  static LoggingConfig read(ConfigReader read) {
    var level = read.value(Setting.LOG_LEVEL, Parsers.oneOf(Level.class, Locale.ROOT));
    var format = read.value(Setting.LOG_FORMAT, Parsers.oneOf(Format.class, Locale.ROOT));
    var debug = read.value(Setting.DEBUG, Parsers::yesOrNo);
    return read.whenValid(() -> new LoggingConfig(level.get(), format.get(), debug.get()));
  }

  /** Log levels, the most talkative first. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    OFF
  }

  /** The look of a log line. */
  public enum Format {
    /** Pretty on a terminal, JSON elsewhere. */
    AUTO,
    /** One JSON object a line. */
    JSON,
    /** For people. */
    PRETTY
  }
}
