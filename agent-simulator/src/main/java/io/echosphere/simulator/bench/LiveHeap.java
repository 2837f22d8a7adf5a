package io.echosphere.simulator.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM, by jcmd, what of its heap is alive. */
public final class LiveHeap {
  private static final Pattern USED = Pattern.compile("garbage-first heap.* used (\\d+)K");

  private LiveHeap() {}

  /** Megabytes in use after a full collection; NaN when its JDK has no jcmd. */
  public static double megabytes(ProcessHandle java) {
    Path jcmd =
        java.info().command().map(command -> Path.of(command).resolveSibling("jcmd")).orElseThrow();
    if (!Files.isExecutable(jcmd)) {
      return Double.NaN;
    }
    ask(jcmd, java, "GC.run");
    Matcher used = USED.matcher(ask(jcmd, java, "GC.heap_info"));
    return used.find() ? Long.parseLong(used.group(1)) / 1_024.0 : Double.NaN;
  }

  private static String ask(Path jcmd, ProcessHandle java, String question) {
    try {
      Process process =
          new ProcessBuilder(List.of(jcmd.toString(), Long.toString(java.pid()), question))
              .redirectErrorStream(true)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      return answer;
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
