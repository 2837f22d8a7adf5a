package io.echosphere.adapter.telemetry;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once in the life of the process that the collector does not take what we send. The SDK's own
 * warnings, several a minute for each signal, are switched off. Thread-safe.
 */
final class CollectorWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CollectorWatch.class);

  /** Held for ever: java.util.logging forgets the level of a logger that nobody holds. */
  private static final List<java.util.logging.Logger> SDK_LOGGERS =
      Stream.of(
              "io.opentelemetry.exporter",
              "io.opentelemetry.sdk.metrics.export",
              "io.opentelemetry.sdk.trace.export")
          .map(java.util.logging.Logger::getLogger)
          .toList();

  private static final Duration LONGEST_GOODBYE = Duration.ofMillis(1_500);

  private final AtomicBoolean told = new AtomicBoolean();
  private final LongAdder failures = new LongAdder();

  CollectorWatch() {
    SDK_LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
  }

  /** How many exports have failed. */
  long failures() {
    return failures.sum();
  }

  /** Runs and watches one export. */
  CompletableResultCode watch(Supplier<CompletableResultCode> exporting) {
    CompletableResultCode export;
    try {
      export = exporting.get();
    } catch (RuntimeException bug) {
      export = CompletableResultCode.ofExceptionalFailure(bug);
    }
    var watched = export;
    return export.whenComplete(
        () -> {
          if (!watched.isSuccess()) {
            failures.increment();
          }
          if (!watched.isSuccess() && told.compareAndSet(false, true)) {
            var cause = watched.getFailureThrowable();
            LOG.warn(
                "Telemetry is not taken by the collector ({}); said once. Check"
                    + " OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL, or set"
                    + " OTEL_ENABLED=false",
                cause == null ? "no reason given" : cause.toString());
          }
        });
  }

  /**
   * Sends what is left; gives up in time for a prompt exit. The SDK's own shutdown blocks for
   * another five seconds when an export hangs, so it gets a thread that the exit need not wait for.
   */
  static void shutDown(OpenTelemetrySdk sdk) {
    var goodbye =
        Thread.ofPlatform()
            .daemon()
            .name("telemetry-goodbye")
            .start(() -> sdk.shutdown().join(10, TimeUnit.SECONDS));
    try {
      goodbye.join(LONGEST_GOODBYE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
