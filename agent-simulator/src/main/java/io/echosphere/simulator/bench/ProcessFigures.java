package io.echosphere.simulator.bench;

import io.echosphere.simulator.stack.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux says of a process, by {@code /proc}.
 *
 * @param threads its platform threads
 * @param descriptors its open files and sockets
 * @param sockets the sockets among them
 * @param pssMegabytes its memory, shared pages counted by its share
 */
public record ProcessFigures(int threads, int descriptors, int sockets, double pssMegabytes) {
  /** Looks at a process. */
  public static ProcessFigures of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
      List<String> targets = descriptors.map(ProcessFigures::target).toList();
      return new ProcessFigures(
          (int) number(process.resolve("status"), "Threads:"),
          targets.size(),
          (int) targets.stream().filter(target -> target.startsWith("socket:")).count(),
          number(process.resolve("smaps_rollup"), "Pss:") / 1_024.0);
    } catch (IOException e) {
      throw new LocalStackException(
          "cannot look at process " + pid + ": measuring needs Linux and its /proc", e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  private static long number(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IOException(file + " has no " + name));
  }
}
