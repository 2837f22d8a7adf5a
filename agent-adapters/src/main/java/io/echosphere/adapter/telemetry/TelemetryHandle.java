package io.echosphere.adapter.telemetry;

import io.echosphere.application.port.out.Telemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The process's telemetry from its first call to its last. Thread-safe.
 *
 * @param telemetry what the application reports to
 * @param closing sends what is left, two seconds at most
 */
public record TelemetryHandle(Telemetry telemetry, Runnable closing) implements AutoCloseable {
  /** Logs go where the operator's log shipper reads them; the rest is the SDK's own defaults. */
  private static final Map<String, String> DEFAULTS =
      Map.of("otel.service.name", "echo-sphere-agent", "otel.logs.exporter", "none");

  /**
   * Starts the SDK as the standard {@code OTEL_*} variables say, or nothing at all when {@code
   * enabled} is false. The collector need not be there.
   *
   * @param enabled {@code OTEL_ENABLED}
   * @param environment the environment, {@code .env} included; only {@code OTEL_*} is read
   * @throws IllegalArgumentException if a variable has a value that the SDK refuses
   */
  public static TelemetryHandle start(boolean enabled, Map<String, String> environment) {
    if (!enabled) {
      return new TelemetryHandle(new NoTelemetry(), () -> {});
    }
    var watch = new CollectorWatch();
    try {
      var sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> properties(environment))
              .addSpanExporterCustomizer((exporter, _) -> new WatchedSpanExporter(exporter, watch))
              .addMetricExporterCustomizer(
                  (exporter, _) -> new WatchedMetricExporter(exporter, watch))
              .build()
              .getOpenTelemetrySdk();
      return new TelemetryHandle(
          new OpenTelemetryTelemetry(sdk), () -> CollectorWatch.shutDown(sdk));
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(
          "telemetry does not start: "
              + e.getMessage()
              + " (correct the OTEL_ variable, or switch telemetry off with OTEL_ENABLED=false)",
          e);
    }
  }

  @Override
  public void close() {
    closing.run();
  }

  /** {@code OTEL_SERVICE_NAME} is the SDK's property {@code otel.service.name}, and so on. */
  private static Map<String, String> properties(Map<String, String> environment) {
    var properties = new HashMap<>(DEFAULTS);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith("OTEL_") && !value.isBlank()) {
            properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return properties;
  }
}
