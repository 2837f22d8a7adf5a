package io.echosphere.worker.config;

import io.echosphere.worker.config.HttpConfig.Address;
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
 * @param captureSpeech whether spans hold the words that were said
 * @param prometheus where metrics are served to Prometheus; empty for nowhere
 * @param cost what AWS costs
 */
public record TelemetryConfig(
    boolean enabled,
    String serviceName,
    LoggingConfig logging,
    Optional<Path> sessionEvents,
    boolean captureSpeech,
    Optional<Address> prometheus,
    CostConfig cost) {
  private static final int LAST_PORT = 65_535;

  static TelemetryConfig read(ConfigReader read) {
    var enabled = read.value(Setting.OTEL_ENABLED, Parsers::yesOrNo);
    var name =
        read.value(
            Setting.OTEL_SERVICE_NAME,
            text ->
                Parsers.matching(text, ".{1,255}", "is too long", "use at most 255 characters"));
    var logging = LoggingConfig.read(read);
    var events = read.value(Setting.SESSION_EVENT_LOG, TelemetryConfig::directory);
    var speech = read.value(Setting.OTEL_CAPTURE_SPEECH, Parsers::yesOrNo);
    var prometheus = prometheus(read);
    var cost = CostConfig.read(read);
    return read.whenValid(
        () ->
            new TelemetryConfig(
                enabled.get(),
                name.get(),
                logging,
                events.get(),
                speech.get(),
                prometheus.filter(_ -> enabled.get()),
                cost));
  }

  private static Optional<Address> prometheus(ConfigReader read) {
    var wanted = read.value(Setting.PROMETHEUS_ENABLED, Parsers::yesOrNo);
    var host = read.value(Setting.PROMETHEUS_HOST, HttpConfig::host);
    var port = read.value(Setting.PROMETHEUS_PORT, Parsers.wholeNumber(0, LAST_PORT));
    return wanted.ifValid().orElse(false)
            && host.ifValid().isPresent()
            && port.ifValid().isPresent()
        ? Optional.of(new Address(host.get(), port.get()))
        : Optional.empty();
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
