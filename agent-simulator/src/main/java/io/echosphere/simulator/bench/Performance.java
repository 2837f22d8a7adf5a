package io.echosphere.simulator.bench;

import io.echosphere.simulator.bench.Callers.Caller;
import io.echosphere.simulator.demo.DemoStack;
import io.echosphere.simulator.stack.LocalStackException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final boolean LONG = isSet("performance.long");
  private static final int DISTURBANCES = Integer.getInteger("performance.disturbances", 10);

  /** Of a disturbed reply, lost or repeated: the fading, and what the measure itself may err. */
  private static final double TOLERANCE_MS = 30;

  private static final List<String> CLIPS =
      List.of("ja-weather", "en-hello", "ja-dinner", "en-music", "ja-tokyo", "en-learn");

  /** A long reply, and a line that is spoken over it. */
  private static final List<String> INTERRUPTING = List.of("ja-story", "ja-stop");

  /** Sounds that claim no turn, in turn, and the line whose reply they are heard over. */
  private static final List<String> LISTENING = List.of("ja-un", "noise-cough", "ja-hai");

  private static final String DISTURBED = "ja-tokyo";

  /** Telemetry is on by default; there is no collector here, as on most first starts. */
  private static final Map<String, String> DEFAULTS = Map.of("OTEL_ENABLED", "true");

  private final DemoStack stack;
  private final Callers callers;
  private final Table table = new Table();

  private Performance(DemoStack stack) {
    this.stack = stack;
    this.callers = new Callers(stack);
  }

  /**
   * Measures and prints the table; ends the process with 1 when something broke, or when a target
   * was missed and that is to count.
   *
   * @param arguments none: system properties {@code demo.launcher}, {@code performance.strict},
   *     {@code performance.long}
   */
  public static void main(String[] arguments) {
    int code = 1;
    try (DemoStack stack = DemoStack.simulated(System.getProperties())) {
      code = new Performance(stack).run() || !isSet("performance.strict") ? 0 : 1;
    } catch (LocalStackException e) {
      say("\n" + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code);
  }

  /** Returns whether every target was met. */
  private boolean run() throws InterruptedException {
    say("Measuring, about " + (LONG ? 25 : 13) + " minutes. Load of the machine before: " + load());
    var ready = new ArrayList<Double>();
    for (int start = 1; start < STARTS; start++) {
      try (var worker = MeasuredWorker.start(stack, DEFAULTS)) {
        ready.add(worker.readyMillis());
        if (start == 1) {
          useServer();
        }
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
      disturbances();
      pacer("one call at a time", worker.end());
    }
    try (var worker = MeasuredWorker.start(stack, DEFAULTS)) {
      crowd(worker);
      pacer(CROWD + " calls at once", worker.end());
    }
    if (LONG) {
      say("One call of five minutes, and then eight at once ...");
      try (var worker = MeasuredWorker.start(stack, DEFAULTS)) {
        new LongRun(callers, table).run();
        pacer("the long calls", worker.end());
      }
    }
    say("\n" + table + "\nLoad of the machine after: " + load());
    return !table.hasMiss();
  }

  /** A livekit-server's own first room takes some 100 ms longer, whoever joins it. */
  private void useServer() throws InterruptedException {
    CallReport report = callers.call(CLIPS, List.of("--turns", "1"));
    table.must("a call before, to warm LiveKit", report.succeeded(), outcome(report));
  }

  private void conversation() throws InterruptedException {
    say("One call of " + TURNS + " turns in two languages ...");
    CallReport report = callers.call(CLIPS, List.of("--turns", String.valueOf(TURNS)));
    var voice = Spread.of(report.figures("turn", "voice_to_voice_ms"));
    table.must(TURNS + " turns answered", report.succeeded(), outcome(report));
    table.atMost("voice to voice, p50", 720, voice.percentile(0.5), "ms");
    table.atMost("voice to voice, p95", 800, voice.percentile(0.95), "ms");
    table.atMost("  the least that is asked", 1_000, voice.percentile(0.95), "ms");
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
        callers.call(
            INTERRUPTING,
            List.of("--turns", String.valueOf(2 * BARGE_INS), "--barge-in=" + BARGE_INS));
    var silence = Spread.of(report.figures("interruption", "barge_in_ms"));
    table.must(BARGE_INS + " interruptions", silence.sorted().length == BARGE_INS, outcome(report));
    table.atMost("barge-in, p95", 260, silence.percentile(0.95), "ms");
    table.atMost("  the least that is asked", 350, silence.percentile(0.95), "ms");
    table.note("  of all interruptions, ms", silence.toString());
    table.atMost("join, a later call", 400, first(report, "agent_joined", "join_ms"), "ms");
    table.atMost("greeting, a later call", 700, first(report, "greeting", "greeting_ms"), "ms");
  }

  private void disturbances() throws InterruptedException {
    say("One call with " + DISTURBANCES + " sounds that claim no turn ...");
    var options = new ArrayList<>(List.of("--turns", String.valueOf(DISTURBANCES)));
    for (int turn = 1; turn <= DISTURBANCES; turn++) {
      String clip = LISTENING.get((turn - 1) % LISTENING.size());
      options.add(clip.startsWith("noise") ? "--noise" : "--backchannel");
      options.add(turn + "=" + stack.clip(clip));
    }
    CallReport report = callers.call(List.of(DISTURBED), options);
    long wentOn = report.count("disturbance", "went_on");
    table.must(DISTURBANCES + " replies went on", wentOn == DISTURBANCES, outcome(report));
    var lost = Spread.of(report.figures("disturbance", "lost_ms"));
    var repeated = Spread.of(report.figures("disturbance", "repeated_ms"));
    table.must(
        "  compared with the replies undisturbed",
        lost.sorted().length == DISTURBANCES,
        String.valueOf(lost.sorted().length));
    table.atMost("  voice lost, max", TOLERANCE_MS, lost.max(), "ms");
    table.atMost("  voice repeated, max", TOLERANCE_MS, repeated.max(), "ms");
    table.note("  held, ms", Spread.of(report.figures("disturbance", "held_ms")).toString());
    table.note(
        "  silent, its own pauses too, ms",
        Spread.of(report.figures("disturbance", "silent_ms")).toString());
  }

  private void crowd(MeasuredWorker worker) throws InterruptedException {
    say(CROWD + " calls at once ...");
    double before = worker.figures().pssMegabytes();
    var crowd = new ArrayList<Caller>();
    for (int count = 0; count < CROWD; count++) {
      crowd.add(callers.begin(CLIPS, List.of("--turns", String.valueOf(CROWD_TURNS))));
    }
    while (!crowd.stream().allMatch(caller -> caller.passed("greeting"))) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    long from = System.nanoTime();
    double cpu = worker.cpuSeconds();
    double peak = before;
    while (crowd.stream().allMatch(caller -> caller.process().isAlive())) {
      TimeUnit.MILLISECONDS.sleep(500);
      peak = Math.max(peak, worker.figures().pssMegabytes());
    }
    double minutes = (System.nanoTime() - from) / 6e10;
    double cpuPerMinute = (worker.cpuSeconds() - cpu) / (CROWD * minutes);
    var voice = new ArrayList<Double>();
    int succeeded = 0;
    for (Caller caller : crowd) {
      CallReport report = caller.finish();
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

  private static double first(CallReport report, String event, String field) {
    return report.figures(event, field).stream().findFirst().orElse(Double.NaN);
  }

  private static String outcome(CallReport report) {
    return report.succeeded() ? "yes" : report.problem();
  }

  private static boolean isSet(String property) {
    String value = System.getProperty(property, "false");
    return value.isEmpty() || Boolean.parseBoolean(value);
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
