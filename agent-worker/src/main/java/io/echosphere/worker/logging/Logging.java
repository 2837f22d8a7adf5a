package io.echosphere.worker.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.echosphere.worker.config.LoggingConfig;
import io.echosphere.worker.config.LoggingConfig.Format;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up Logback by calls: reading its XML costs the start-up more than all of this. The
 * diagnostic context's {@code session}, {@code room}, {@code job}, {@code trace_id} and {@code
 * span_id} appear in every line that has them.
 */
public final class Logging {
  /** Libraries whose INFO is noise to whoever operates the worker. */
  private static final List<String> NOISY =
      List.of(
          "io.netty",
          "okhttp3",
          "org.flywaydb",
          "com.zaxxer.hikari",
          "software.amazon.awssdk",
          "org.postgresql",
          "io.livekit",
          "dev.onvoid",
          "io.opentelemetry");

  private static final String PRETTY =
      "%d{HH:mm:ss.SSS} %-5level %-24logger{0} %msg%mdc{session: [%s]}%n%wordless{12}";

  private Logging() {}

  /**
   * Replaces whatever logging there is.
   *
   * @param out where the lines go
   * @param terminal whether a person is watching
   * @param quiet for commands whose results are not logs: nothing below WARN unless asked for
   */
  public static void install(
      LoggingConfig config, OutputStream out, boolean terminal, boolean quiet) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.addTurboFilter(limit(context));
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("out");
    appender.setEncoder(encoder(context, pretty(config.format(), terminal), terminal));
    appender.setOutputStream(out);
    appender.start();

    Level level = level(config, quiet);
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(appender);
    Level library = level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN;
    for (String name : NOISY) {
      context
          .getLogger(name)
          .setLevel(config.level() == LoggingConfig.Level.TRACE ? level : library);
    }
  }

  private static RepeatLimit limit(LoggerContext context) {
    var limit =
        new RepeatLimit(
            (task, delay) -> {
              var _ =
                  context
                      .getScheduledExecutorService()
                      .schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            });
    limit.setContext(context);
    limit.start();
    return limit;
  }

  private static Level level(LoggingConfig config, boolean quiet) {
    Level asked = Level.valueOf(config.level().name());
    if (config.debug() && asked.isGreaterOrEqual(Level.DEBUG)) {
      return Level.DEBUG;
    }
    return quiet && asked == Level.INFO ? Level.WARN : asked;
  }

  private static boolean pretty(Format format, boolean terminal) {
    return switch (format) {
      case AUTO -> terminal;
      case PRETTY -> true;
      case JSON -> false;
    };
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggerContext context, boolean pretty, boolean terminal) {
    if (pretty) {
      var layout = new PatternLayout();
      layout.setContext(context);
      layout.getInstanceConverterMap().put("wordless", WordlessTraces::new);
      layout.setPattern(terminal ? PRETTY.replace("%-5level", "%highlight(%-5level)") : PRETTY);
      layout.start();
      var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
      encoder.setContext(context);
      encoder.setCharset(StandardCharsets.UTF_8);
      encoder.setLayout(layout);
      encoder.start();
      return encoder;
    }
    var names = new LogstashFieldNames();
    names.setTimestamp("time");
    names.setLogger("logger");
    names.setThread("thread");
    names.setVersion(LogstashFieldNames.IGNORE_FIELD_INDICATOR);
    names.setLevelValue(LogstashFieldNames.IGNORE_FIELD_INDICATOR);
    var encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setFieldNames(names);
    var traces = new WordlessTraces();
    traces.start();
    encoder.setThrowableConverter(traces);
    encoder.setTimeZone("UTC");
    encoder.setTimestampPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");
    encoder.start();
    return encoder;
  }
}
