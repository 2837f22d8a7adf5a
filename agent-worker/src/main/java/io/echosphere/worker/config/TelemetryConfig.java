package io.echosphere.worker.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be seen from outside.
 *
 * @param enabled whether traces and metrics are exported
 * @param serviceName name in traces and metrics
 * @param logging the logs
 * @param sessionEvents the directory for the event logs of calls, absolute; empty for none
 */
public record TelemetryConfig(
    boolean enabled, String serviceName, LoggingConfig logging, Optional<Path> sessionEvents) {
  static TelemetryConfig read(ConfigReader read) {
    var enabled = read.value(Setting.OTEL_ENABLED, Parsers::yesOrNo);
    var name =
        read.value(
            Setting.OTEL_SERVICE_NAME,
            text ->
                Parsers.matching(text, ".{1,255}", "is too long", "use at most 255 characters"));
    var logging = LoggingConfig.read(read);
    var events = read.value(Setting.SESSION_EVENT_LOG, TelemetryConfig::directory);
    return read.whenValid(
        () -> new TelemetryConfig(enabled.get(), name.get(), logging, events.get()));
  }

  private static Optional<Path> directory(String text) throws Unacceptable {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String fix = "make one that only the worker may read, or leave it unset";
    Path directory;
    try {
      directory = Path.of(text).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new Unacceptable("is no path (" + text + ")", fix);
    }
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new Unacceptable("is no directory that can be written to (" + text + ")", fix);
    }
    return Optional.of(directory);
  }
}
