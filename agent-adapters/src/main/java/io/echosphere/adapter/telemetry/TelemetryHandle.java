package io.echosphere.adapter.telemetry;

import io.echosphere.application.port.out.Telemetry;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The process's telemetry from its first call to its last. Thread-safe. Knows nothing of
 * OpenTelemetry itself, so that none of it is loaded when telemetry is switched off.
 */
public interface TelemetryHandle extends AutoCloseable {
  /** What the application reports to. */
  Telemetry telemetry();

  /** Sees the requests of AWS clients, for spans of their own; empty when switched off. */
  Optional<ExecutionInterceptor> awsSpans();

  /** From now on the worker is asked about itself whenever metrics are read; once. */
  void observe(WorkerFigures figures);

  /** Where Prometheus finds the metrics: the port, 0 for nowhere. */
  int prometheusPort();

  /** Sends what is left, two seconds at most. */
  @Override
  void close();

  /**
   * Starts the SDK as the standard {@code OTEL_*} variables say, or nothing at all when it is
   * switched off. The collector need not be there.
   *
   * @param meter also hears what is used, whether or not anything is exported
   * @throws IllegalArgumentException if a variable has a value that the SDK refuses, or Prometheus'
   *     address cannot be had
   */
  static TelemetryHandle start(TelemetrySettings settings, Telemetry.Meter meter) {
    return settings.enabled() ? SdkHandle.start(settings, meter) : new Off(new NoTelemetry(meter));
  }

  /**
   * Switched off.
   *
   * @param telemetry forgets
   */
  record Off(Telemetry telemetry) implements TelemetryHandle {
    @Override
    public Optional<ExecutionInterceptor> awsSpans() {
      return Optional.empty();
    }

    @Override
    public void observe(WorkerFigures figures) {}

    @Override
    public int prometheusPort() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
