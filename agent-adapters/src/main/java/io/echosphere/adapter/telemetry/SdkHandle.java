package io.echosphere.adapter.telemetry;

import io.echosphere.adapter.telemetry.OpenTelemetryTelemetry.Manner;
import io.echosphere.application.port.out.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Telemetry by OpenTelemetry's SDK. Its queues are bounded (2,048 spans by default, {@code
 * OTEL_BSP_MAX_QUEUE_SIZE}); what does not fit is dropped and counted. Thread-safe.
 */
final class SdkHandle implements TelemetryHandle {
  /** Logs go where the operator's log shipper reads them; the rest is the SDK's own defaults. */
  private static final Map<String, String> DEFAULTS =
      Map.of("otel.service.name", "echo-sphere-agent", "otel.logs.exporter", "none");

  private final OpenTelemetrySdk sdk;
  private final OpenTelemetryTelemetry telemetry;
  private final AwsSpans awsSpans;
  private final Gauges gauges;
  private final Optional<PrometheusServer> prometheus;

  private SdkHandle(
      OpenTelemetrySdk sdk, Manner manner, Gauges gauges, Optional<PrometheusServer> prometheus) {
    this.sdk = sdk;
    this.telemetry = new OpenTelemetryTelemetry(sdk, manner);
    this.awsSpans = new AwsSpans(sdk.getTracer(OpenTelemetryTelemetry.SCOPE));
    this.gauges = gauges;
    this.prometheus = prometheus;
  }

  static TelemetryHandle start(TelemetrySettings settings, Telemetry.Meter meter) {
    var watch = new CollectorWatch();
    var reader = new PrometheusReader();
    var server =
        settings.prometheus().map(address -> PrometheusServer.start(address, reader::text));
    try {
      var sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> properties(settings.environment()))
              .addResourceCustomizer((resource, _) -> instance().merge(resource))
              .addSpanExporterCustomizer((exporter, _) -> new WatchedSpanExporter(exporter, watch))
              .addMetricExporterCustomizer(
                  (exporter, _) -> new WatchedMetricExporter(exporter, watch))
              .addMeterProviderCustomizer(
                  (meters, _) -> server.isPresent() ? meters.registerMetricReader(reader) : meters)
              .build()
              .getOpenTelemetrySdk();
      var gauges = new Gauges(sdk.getMeter(OpenTelemetryTelemetry.SCOPE), watch);
      JvmMetrics.register(sdk.getMeter(OpenTelemetryTelemetry.SCOPE));
      var manner = new Manner(settings.captureSpeech(), settings.about(), meter);
      return new SdkHandle(sdk, manner, gauges, server);
    } catch (ConfigurationException e) {
      server.ifPresent(PrometheusServer::close);
      throw new IllegalArgumentException(
          "telemetry does not start: "
              + e.getMessage()
              + " (correct the OTEL_ variable, or switch telemetry off with OTEL_ENABLED=false)",
          e);
    }
  }

  @Override
  public Telemetry telemetry() {
    return telemetry;
  }

  @Override
  public Optional<ExecutionInterceptor> awsSpans() {
    return Optional.of(awsSpans);
  }

  @Override
  public void observe(WorkerFigures figures) {
    gauges.observe(figures);
  }

  @Override
  public int prometheusPort() {
    return prometheus.map(PrometheusServer::port).orElse(0);
  }

  @Override
  public void close() {
    prometheus.ifPresent(PrometheusServer::close);
    CollectorWatch.shutDown(sdk);
  }

  /** Tells workers apart, unless {@code OTEL_RESOURCE_ATTRIBUTES} does. */
  private static Resource instance() {
    return Resource.create(
        Attributes.of(AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString()));
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
