package io.echosphere.simulator.bench;

import io.echosphere.simulator.demo.DemoStack;
import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LocalStackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes many short calls in a row and looks for what they leave behind: {@code ./mvnw -Psoak}. Ends
 * with 1 when threads, descriptors or sockets grew, or a call was not answered.
 */
public final class Soak {
  private static final int CALLS = Integer.getInteger("soak.calls", 200);
  private static final int BATCH = 10;
  private static final int AT_ONCE = Integer.getInteger("soak.atOnce", 5);
  private static final long CALL_LIMIT_SECONDS = 120;

  /** How long leavings may take to go: connection pools close what is idle within a minute. */
  private static final long SETTLE_SECONDS = 90;

  /** Pools breathe; one leaving a call would be far more. */
  private static final int TOLERANCE = 5;

  private static final Map<String, String> SHORT_CALLS =
      Map.of("AGENT_GREETING", "はい。", "REJOIN_TIMEOUT", "0s", "OTEL_ENABLED", "false");

  private final DemoStack stack;
  private int calls;
  private int unanswered;

  private Soak(DemoStack stack) {
    this.stack = stack;
  }

  /**
   * Makes the calls and prints the table.
   *
   * @param arguments none: system properties {@code demo.launcher}, {@code soak.calls}
   */
  public static void main(String[] arguments) {
    int code = 1;
    try (DemoStack stack = DemoStack.simulated(System.getProperties())) {
      code = new Soak(stack).run() ? 0 : 1;
    } catch (LocalStackException e) {
      say("\n" + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  private record Sample(int calls, ProcessFigures figures, double heap) {
    String row() {
      return String.format(
          Locale.ROOT,
          "| %5d | %7d | %11d | %7d | %8.1f | %8.1f |",
          calls,
          figures.threads(),
          figures.descriptors(),
          figures.sockets(),
          figures.pssMegabytes(),
          heap);
    }
  }

  /** Returns whether nothing was left behind and every call was answered. */
  private boolean run() throws InterruptedException {
    try (var worker = MeasuredWorker.start(stack, SHORT_CALLS)) {
      say(CALLS + " calls of one turn, " + AT_ONCE + " at a time");
      say("| calls | threads | descriptors | sockets | PSS (MB) | heap (MB) |");
      say("| ----- | ------- | ----------- | ------- | -------- | --------- |");
      say(new Sample(0, worker.figures(), worker.liveHeapMegabytes()).row());
      var samples = new ArrayList<Sample>();
      while (calls < CALLS) {
        batch(Math.min(BATCH, CALLS - calls));
        TimeUnit.SECONDS.sleep(3); // the worker has left the rooms by then
        samples.add(new Sample(calls, worker.figures(), worker.liveHeapMegabytes()));
        say(samples.getLast().row());
      }
      boolean clean = isClean(worker, samples);
      worker.end();
      return clean && unanswered == 0;
    }
  }

  private boolean isClean(MeasuredWorker worker, List<Sample> samples) throws InterruptedException {
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    for (int waited = 0; waited < SETTLE_SECONDS && hasGrown(first, last); waited++) {
      TimeUnit.SECONDS.sleep(1);
      last = new Sample(calls, worker.figures(), worker.liveHeapMegabytes());
    }
    say(last.row() + " settled");
    int between = Math.max(1, last.calls() - first.calls());
    double growth = (last.figures().pssMegabytes() - first.figures().pssMegabytes()) / between;
    say(
        String.format(
            Locale.ROOT,
            "%nGrowth a call after the first %d: PSS %.2f MB, of it live heap %.2f MB;"
                + " threads %d, descriptors %d, sockets %d in all.",
            first.calls(),
            growth,
            (last.heap() - first.heap()) / between,
            last.figures().threads() - first.figures().threads(),
            last.figures().descriptors() - first.figures().descriptors(),
            last.figures().sockets() - first.figures().sockets()));
    boolean clean = !hasGrown(first, last);
    say(clean ? "Nothing was left behind." : "LEFT BEHIND: see the first columns.");
    say(unanswered == 0 ? "Every call was answered." : unanswered + " CALLS WERE NOT ANSWERED.");
    return clean;
  }

  private static boolean hasGrown(Sample first, Sample last) {
    return last.figures().threads() > first.figures().threads() + TOLERANCE
        || last.figures().descriptors() > first.figures().descriptors() + TOLERANCE
        || last.figures().sockets() > first.figures().sockets() + TOLERANCE;
  }

  private void batch(int size) throws InterruptedException {
    var callers = new ArrayList<ChildProcess>();
    int begun = 0;
    while (begun < size || !callers.isEmpty()) {
      if (begun < size && callers.size() < AT_ONCE) {
        callers.add(begin());
        begun++;
      } else {
        finish(callers.removeFirst());
      }
    }
  }

  private ChildProcess begin() {
    calls++;
    String room = "soak-" + ProcessHandle.current().pid() + "-" + calls;
    var log = stack.directory().resolve("soak-" + calls + ".log");
    return stack.startCall(
        room,
        List.of("ja-stop"),
        List.of("--turns", "1", "--timeout", "20", "--json"),
        Optional.of(log));
  }

  private void finish(ChildProcess caller) throws InterruptedException {
    try (caller) {
      if (!caller.waitFor(Duration.ofSeconds(CALL_LIMIT_SECONDS)) || caller.exitCode() != 0) {
        unanswered++;
        say("a call failed: " + caller.tail(2));
      }
    }
  }

  private static void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
