package io.echosphere.worker.config;

/**
 * What can be seen from outside.
 *
 * @param enabled whether traces and metrics are exported
 * @param serviceName name in traces and metrics
 * @param logging the logs
 */
public record TelemetryConfig(boolean enabled, String serviceName, LoggingConfig logging) {
  static TelemetryConfig read(ConfigReader read) {
    var enabled = read.value(Setting.OTEL_ENABLED, Parsers::yesOrNo);
    var name =
        read.value(
            Setting.OTEL_SERVICE_NAME,
            text ->
                Parsers.matching(text, ".{1,255}", "is too long", "use at most 255 characters"));
    var logging = LoggingConfig.read(read);
    return read.whenValid(() -> new TelemetryConfig(enabled.get(), name.get(), logging));
  }
}
