package io.echosphere.adapter.telemetry;

import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The process's memory as the system sees it, native memory included; absent where there is no
 * {@code /proc}. Thread-safe.
 */
final class ProcessMemory {
  private static final Path SELF = Path.of("/proc/self");
  private static final Pattern KILOBYTES = Pattern.compile("(?m)^(Rss|Pss):\\s+(\\d+) kB$");

  private ProcessMemory() {}

  /**
   * What a process takes.
   *
   * @param rss bytes in memory, shared ones included
   * @param pss the same with shared ones divided among those who share them
   */
  record Figures(long rss, long pss) {}

  static void register(Meter meter) {
    if (!Files.isReadable(SELF.resolve("smaps_rollup"))) {
      return;
    }
    var _ =
        meter
            .upDownCounterBuilder("process.memory.usage")
            .setUnit("By")
            .setDescription("Physical memory in use (RSS)")
            .buildWithCallback(out -> read(SELF).ifPresent(it -> out.record(it.rss())));
    var _ =
        meter
            .upDownCounterBuilder("process.memory.pss")
            .setUnit("By")
            .setDescription("Physical memory in use, shared pages in part (PSS)")
            .buildWithCallback(out -> read(SELF).ifPresent(it -> out.record(it.pss())));
    var _ =
        meter
            .upDownCounterBuilder("process.open_file_descriptor.count")
            .setUnit("{file_descriptor}")
            .setDescription("Open files and sockets")
            .buildWithCallback(out -> descriptors(SELF).ifPresent(out::record));
  }

  /** Walks the page tables: a few ms, at most. */
  static Optional<Figures> read(Path process) {
    try {
      String text = Files.readString(process.resolve("smaps_rollup"));
      long rss = -1;
      long pss = -1;
      var found = KILOBYTES.matcher(text);
      while (found.find()) {
        long bytes = Long.parseLong(found.group(2)) * 1_024;
        if (found.group(1).equals("Rss")) {
          rss = bytes;
        } else {
          pss = bytes;
        }
      }
      return rss < 0 || pss < 0 ? Optional.empty() : Optional.of(new Figures(rss, pss));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static OptionalLong descriptors(Path process) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      long count = 0;
      for (var _ : files) {
        count++;
      }
      return OptionalLong.of(count);
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }
}
