package io.echosphere.adapter.telemetry;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.ToLongFunction;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The virtual machine's own figures, by the names of OpenTelemetry's semantic conventions. */
final class JvmMetrics {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("jvm.memory.type");
  private static final AttributeKey<String> COLLECTOR = AttributeKey.stringKey("jvm.gc.name");
  private static final AttributeKey<String> ACTION = AttributeKey.stringKey("jvm.gc.action");
  private static final Attributes HEAP = Attributes.of(TYPE, "heap");
  private static final Attributes OTHER = Attributes.of(TYPE, "non_heap");

  /** From a young collection to a pause that callers hear. */
  private static final List<Double> PAUSES =
      List.of(0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.5, 1.0);

  private JvmMetrics() {}

  static void register(Meter meter) {
    memory(meter, "jvm.memory.used", "Memory used", MemoryUsage::getUsed);
    memory(meter, "jvm.memory.committed", "Memory committed", MemoryUsage::getCommitted);
    var threads = ManagementFactory.getThreadMXBean();
    var _ =
        meter
            .upDownCounterBuilder("jvm.thread.count")
            .setUnit("{thread}")
            .setDescription("Platform threads")
            .buildWithCallback(out -> out.record(threads.getThreadCount()));
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      var _ =
          meter
              .gaugeBuilder("jvm.cpu.recent_utilization")
              .setUnit("1")
              .setDescription("Share of the machine's processors this process takes")
              .buildWithCallback(out -> out.record(Math.max(0, system.getProcessCpuLoad())));
    }
    collections(meter);
  }

  private static void memory(
      Meter meter, String name, String description, ToLongFunction<MemoryUsage> part) {
    var memory = ManagementFactory.getMemoryMXBean();
    var _ =
        meter
            .upDownCounterBuilder(name)
            .setUnit("By")
            .setDescription(description)
            .buildWithCallback(
                out -> {
                  out.record(part.applyAsLong(memory.getHeapMemoryUsage()), HEAP);
                  out.record(part.applyAsLong(memory.getNonHeapMemoryUsage()), OTHER);
                });
  }

  private static void collections(Meter meter) {
    DoubleHistogram pauses =
        meter
            .histogramBuilder("jvm.gc.duration")
            .setUnit("s")
            .setDescription("Garbage collections")
            .setExplicitBucketBoundariesAdvice(PAUSES)
            .build();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener((notice, _) -> pause(notice, pauses), null, null);
      }
    }
  }

  private static void pause(Notification notice, DoubleHistogram pauses) {
    if (notice.getUserData() instanceof CompositeData data) {
      var collection = GarbageCollectionNotificationInfo.from(data);
      pauses.record(
          collection.getGcInfo().getDuration() / 1e3,
          Attributes.of(COLLECTOR, collection.getGcName(), ACTION, collection.getGcAction()));
    }
  }
}
