package io.echosphere.simulator.bench;

import io.echosphere.simulator.demo.DemoStack;
import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LocalStackException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures the distribution on this machine: {@code ./mvnw -Pperformance}. The simulator answers
 * after 200 ms (final), 300 ms (first token) and 100 ms (first byte).
 */
public final class Performance {
  private static final int STARTS = Integer.getInteger("performance.starts", 5);
  private static final int TURNS = Integer.getInteger("performance.turns", 20);
  private static final int BARGE_INS = Integer.getInteger("performance.bargeIns", 10);
  private static final int CROWD = 8;
  private static final int CROWD_TURNS = 6;
  private static final Duration CALL_LIMIT = Duration.ofMinutes(15);
  private static final List<String> CLIPS =
      List.of("ja-weather", "en-hello", "ja-dinner", "en-music", "ja-tokyo", "en-learn");

  /** A long reply, and a line that is spoken over it. */
  private static final List<String> INTERRUPTING = List.of("ja-story", "ja-stop");

  /** Telemetry is on by default; there is no collector here, as on most first starts. */
  private static final Map<String, String> DEFAULTS = Map.of("OTEL_ENABLED", "true");

  private final DemoStack stack;
  private final Table table = new Table();
  private int calls;

  private Performance(DemoStack stack) {
    this.stack = stack;
  }

  /**
   * Measures and prints the table; ends the process with 1 when something broke, or when a target
   * was missed and that is to count.
   *
   * @param arguments none: system properties {@code demo.launcher}, {@code performance.strict}
   */
  public static void main(String[] arguments) {
    int code = 1;
    try (DemoStack stack = DemoStack.simulated(System.getProperties())) {
      code = new Performance(stack).run() || !isStrict() ? 0 : 1;
    } catch (LocalStackException e) {
      say("\n" + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  /** Returns whether every target was met. */
  private boolean run() throws InterruptedException {
    say("Measuring, about ten minutes. Load of the machine before: " + load());
    var ready = new ArrayList<Double>();
    for (int start = 1; start < STARTS; start++) {
      try (var worker = MeasuredWorker.start(stack, DEFAULTS)) {
        ready.add(worker.readyMillis());
        worker.end();
      }
    }
    try (var worker = MeasuredWorker.start(stack, DEFAULTS)) {
      ready.add(worker.readyMillis());
      table.atMost("ready: exec to registered, max", 2_500, Spread.of(ready).max(), "ms");
      table.note("  of all starts, ms", Spread.of(ready).toString());
      TimeUnit.SECONDS.sleep(20);
      table.atMost(
          "idle memory (PSS) 20 s after start", 350, worker.figures().pssMegabytes(), "MB");
      conversation();
      interruptions();
      pacer("one call at a time", worker.end());
    }
    try (var worker = MeasuredWorker.start(stack, DEFAULTS)) {
      crowd(worker);
      pacer(CROWD + " calls at once", worker.end());
    }
    say("\n" + table + "\nLoad of the machine after: " + load());
    return !table.hasMiss();
  }

  private void conversation() throws InterruptedException {
    say("One call of " + TURNS + " turns in two languages ...");
    CallReport report = finish(begin(CLIPS, List.of("--turns", String.valueOf(TURNS))));
    var voice = Spread.of(report.figures("turn", "voice_to_voice_ms"));
    table.must(TURNS + " turns answered", report.succeeded(), outcome(report));
    table.atMost("voice to voice, p95", 1_000, voice.percentile(0.95), "ms");
    table.note("  of all turns, ms", voice.toString());
    table.atMost(
        "join: caller begins to connect to agent",
        400,
        first(report, "agent_joined", "join_ms"),
        "ms");
    table.atMost(
        "greeting: caller joined to voice", 700, first(report, "greeting", "greeting_ms"), "ms");
  }

  private void interruptions() throws InterruptedException {
    say("One call with " + BARGE_INS + " interruptions ...");
    CallReport report =
        finish(
            begin(
                INTERRUPTING,
                List.of("--turns", String.valueOf(2 * BARGE_INS), "--barge-in=" + BARGE_INS)));
    var silence = Spread.of(report.figures("interruption", "barge_in_ms"));
    table.must(BARGE_INS + " interruptions", silence.sorted().length == BARGE_INS, outcome(report));
    table.atMost("barge-in, p95", 350, silence.percentile(0.95), "ms");
    table.note("  of all interruptions, ms", silence.toString());
    table.atMost("join, a later call", 400, first(report, "agent_joined", "join_ms"), "ms");
    table.atMost("greeting, a later call", 700, first(report, "greeting", "greeting_ms"), "ms");
  }

  private void crowd(MeasuredWorker worker) throws InterruptedException {
    say(CROWD + " calls at once ...");
    double before = worker.figures().pssMegabytes();
    var callers = new ArrayList<Caller>();
    for (int count = 0; count < CROWD; count++) {
      callers.add(begin(CLIPS, List.of("--turns", String.valueOf(CROWD_TURNS))));
    }
    while (!callers.stream().allMatch(caller -> caller.passed("greeting"))) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    long from = System.nanoTime();
    double cpu = worker.cpuSeconds();
    double peak = before;
    while (callers.stream().allMatch(caller -> caller.process().isAlive())) {
      TimeUnit.MILLISECONDS.sleep(500);
      peak = Math.max(peak, worker.figures().pssMegabytes());
    }
    double minutes = (System.nanoTime() - from) / 6e10;
    double cpuPerMinute = (worker.cpuSeconds() - cpu) / (CROWD * minutes);
    var voice = new ArrayList<Double>();
    int succeeded = 0;
    for (Caller caller : callers) {
      CallReport report = finish(caller);
      succeeded += report.succeeded() ? 1 : 0;
      voice.addAll(report.figures("turn", "voice_to_voice_ms"));
    }
    table.must(CROWD + " calls at once answered", succeeded == CROWD, succeeded + " of " + CROWD);
    table.note("  voice to voice, callers here too, ms", Spread.of(voice).toString());
    table.note("  worker's CPU seconds a session-minute", Table.number(cpuPerMinute));
    table.note("  memory (PSS) a session", Table.number((peak - before) / CROWD) + " MB");
  }

  private void pacer(String when, String told) {
    int end = told.indexOf(" ms, ") + 3;
    table.note("pacer, " + when, told.substring(0, end));
    table.note("", told.substring(end + 2));
  }

  private record Caller(ChildProcess process, Path log) {
    /** Whether that has happened, or cannot any more. */
    boolean passed(String event) {
      return !process.isAlive() || CallReport.read(log).has(event);
    }
  }

  private Caller begin(List<String> clips, List<String> options) {
    calls++;
    Path log = stack.directory().resolve("call-" + calls + ".log");
    var all = new ArrayList<>(options);
    all.add("--json");
    String room = "performance-" + ProcessHandle.current().pid() + "-" + calls;
    return new Caller(stack.startCall(room, clips, all, Optional.of(log)), log);
  }

  private static CallReport finish(Caller caller) throws InterruptedException {
    try (ChildProcess process = caller.process()) {
      if (!process.waitFor(CALL_LIMIT)) {
        throw new LocalStackException("a call did not end in time:\n" + process.tail(20));
      }
    }
    return CallReport.read(caller.log());
  }

  private static double first(CallReport report, String event, String field) {
    return report.figures(event, field).stream().findFirst().orElse(Double.NaN);
  }

  private static String outcome(CallReport report) {
    return report.succeeded() ? "yes" : report.problem();
  }

  private static boolean isStrict() {
    String strict = System.getProperty("performance.strict", "false");
    return strict.isEmpty() || Boolean.parseBoolean(strict);
  }

  private static String load() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return Table.number(system.getSystemLoadAverage())
        + " on "
        + system.getAvailableProcessors()
        + " processors";
  }

  private static void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
