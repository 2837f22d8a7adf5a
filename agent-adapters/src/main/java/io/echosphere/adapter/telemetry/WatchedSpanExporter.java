package io.echosphere.adapter.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Reports failed exports of spans to the watch. Thread-safe.
 *
 * @param exporter does the work
 * @param watch hears how it went
 */
record WatchedSpanExporter(SpanExporter exporter, CollectorWatch watch) implements SpanExporter {
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return watch.watch(() -> exporter.export(spans));
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
