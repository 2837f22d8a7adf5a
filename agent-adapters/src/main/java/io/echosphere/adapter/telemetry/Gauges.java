package io.echosphere.adapter.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleGaugeBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Metrics that are looked up when they are read: the one place that asks the worker about itself.
 * Thread-safe.
 */
final class Gauges {
  private static final AttributeKey<String> ITEM = AttributeKey.stringKey("item");

  private final Meter meter;
  private volatile @Nullable WorkerFigures figures;

  Gauges(Meter meter, CollectorWatch watch) {
    this.meter = meter;
    counter("telemetry.export.failures", "{export}", "Exports the collector did not take")
        .buildWithCallback(out -> out.record(watch.failures()));
    ProcessMemory.register(meter);
  }

  /** From now on this worker is asked; once. */
  void observe(WorkerFigures worker) {
    if (figures != null) {
      throw new IllegalStateException("a worker is observed already");
    }
    figures = worker;
    journal("journal.depth", "{fact}", "Facts not in the database yet", it -> it.depth());
    journal("journal.size", "By", "What waiting facts take on the disk", it -> it.bytes());
    gauge(
        "journal.age",
        "s",
        "How long the oldest of them has waited",
        (it, out) -> out.record(it.journal().oldest().toMillis() / 1e3));
    lost("journal.dropped", "Facts that were never stored", it -> it.dropped());
    lost("journal.poison", "Facts set aside as the database refuses them", it -> it.poison());
    gauge(
        "worker.load",
        "1",
        "Load as reported to LiveKit",
        (it, out) -> out.record(it.standing().load()));
    gauge(
        "worker.accepting",
        "1",
        "1 while further calls are taken, else 0",
        (it, out) -> out.record(it.standing().accepting() ? 1 : 0));
    gauge(
        "worker.registered",
        "1",
        "1 while LiveKit knows the worker, else 0",
        (it, out) -> out.record(it.standing().registered() ? 1 : 0));
    gauge(
        "aws.cost.daily",
        "{USD}",
        "Estimated cost of the UTC day, all workers together",
        (it, out) ->
            it.cost().usd().forEach((item, usd) -> out.record(usd, Attributes.of(ITEM, item))));
    gauge(
        "aws.cost.limit",
        "{USD}",
        "The day's limit, if there is one",
        (it, out) -> it.cost().limit().ifPresent(out::record));
    gauge(
        "aws.usage.unpriced",
        "{unit}",
        "What was used today without a known price",
        (it, out) ->
            it.cost()
                .unpriced()
                .forEach((item, n) -> out.record((double) n, Attributes.of(ITEM, item))));
  }

  private void journal(
      String name, String unit, String description, ToLongFunction<WorkerFigures.Journal> value) {
    gauge(
        name, unit, description, (it, out) -> out.record((double) value.applyAsLong(it.journal())));
  }

  private void lost(String name, String description, ToLongFunction<WorkerFigures.Journal> value) {
    counter(name, "{fact}", description)
        .buildWithCallback(
            out -> {
              var worker = figures;
              if (worker != null) {
                out.record(value.applyAsLong(worker.journal()));
              }
            });
  }

  private void gauge(
      String name,
      String unit,
      String description,
      BiConsumer<WorkerFigures, ObservableDoubleMeasurement> read) {
    DoubleGaugeBuilder builder = meter.gaugeBuilder(name).setUnit(unit).setDescription(description);
    var _ =
        builder.buildWithCallback(
            out -> {
              var worker = figures;
              if (worker != null) {
                read.accept(worker, out);
              }
            });
  }

  private io.opentelemetry.api.metrics.LongCounterBuilder counter(
      String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description);
  }
}
