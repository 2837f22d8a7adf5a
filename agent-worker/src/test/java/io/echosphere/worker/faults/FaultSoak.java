package io.echosphere.worker.faults;

import io.echosphere.simulator.bench.LiveHeap;
import io.echosphere.simulator.bench.ProcessFigures;
import io.echosphere.simulator.bench.Soak;
import io.echosphere.worker.endtoend.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Calls for an hour while one thing after the other breaks: {@code ./mvnw -Psoak -Dsoak.faults=true
 * -Dsoak.minutes=60 -Dsoak.calls=6}. Without {@code soak.faults} it is the {@link Soak} of many
 * short calls. Ends with 1 when threads, descriptors or the heap grew, when a message was lost or
 * doubled, or when the worker logged an error.
 */
public final class FaultSoak {
  private static final int MINUTES = Integer.getInteger("soak.minutes", 60);
  private static final int CALLS = Integer.getInteger("soak.calls", 6);
  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

  /** How long leavings may take to go: connection pools close what is idle within a minute. */
  private static final int SETTLE_SECONDS = 90;

  /** Pools breathe; one leaving a call would be far more. */
  private static final int TOLERANCE = 8;

  /** Of a call that was given up; a whole one has some twenty. */
  private static final int LINES_A_ROOM = 200;

  private static final double HEAP_TOLERANCE_MB = 15;

  private final FaultStack stack;
  private final SoakCalls calls;
  private final SoakFaults faults;

  private FaultSoak(FaultStack stack) {
    this.stack = stack;
    this.calls = new SoakCalls(stack, CALLS);
    this.faults = new SoakFaults(stack, new Random(SEED), calls::anyRoom);
  }

  /**
   * Runs it and prints a line a minute.
   *
   * @param arguments none: system properties {@code soak.faults}, {@code soak.minutes}, {@code
   *     soak.calls}, {@code soak.seed}
   */
  public static void main(String[] arguments) throws Exception {
    if (!Boolean.getBoolean("soak.faults")) {
      Soak.main(arguments);
      return;
    }
    int code = 1;
    try (FaultStack stack = FaultStack.start()) {
      code = new FaultSoak(stack).run() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(code); // native threads would keep the process
  }

  /** What the worker's process looks like. */
  private record Sample(int sessions, ProcessFigures figures, double heap) {
    static Sample of(Program worker, int sessions) {
      ProcessHandle java = worker.java().orElseThrow();
      double heap = LiveHeap.megabytes(java);
      return new Sample(sessions, ProcessFigures.of(java.pid()), heap);
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "| %8d | %7d | %11d | %7d | %8.1f | %9.1f |",
          sessions,
          figures.threads(),
          figures.descriptors(),
          figures.sockets(),
          figures.pssMegabytes(),
          heap);
    }

    boolean grewSince(Sample first) {
      return figures.threads() > first.figures.threads() + TOLERANCE
          || figures.descriptors() > first.figures.descriptors() + TOLERANCE
          || heap > first.heap + HEAP_TOLERANCE_MB;
    }
  }

  private boolean run() throws Exception {
    stack.requireWorker(Map.of());
    Program worker = stack.worker();
    say(MINUTES + " minutes, " + CALLS + " calls at a time, seed " + SEED);
    say("| sessions | threads | descriptors | sockets | PSS (MB) | heap (MB) | broken so far");
    say("| -------- | ------- | ----------- | ------- | -------- | --------- | -------------");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
    var samples = new ArrayList<Sample>();
    calls.start();
    faults.start();
    while (System.nanoTime() < end && worker.isRunning()) {
      TimeUnit.NANOSECONDS.sleep(
          Math.clamp(end - System.nanoTime(), 1, TimeUnit.MINUTES.toNanos(1)));
      samples.add(Sample.of(worker, calls.ended()));
      say(samples.getLast().row() + " " + faults.count());
    }
    faults.stop();
    calls.stop();
    RowFailed.unless(worker.isRunning(), "the worker ended:\n" + worker.output());
    return verdict(worker, samples);
  }

  private boolean verdict(Program worker, List<Sample> samples) throws Exception {
    // by then every pool has been used, and the code that runs often is compiled
    Sample first = samples.get(Math.min(samples.size() - 1, Math.max(0, samples.size() / 10)));
    Sample last = Sample.of(worker, calls.ended());
    for (int waited = 0; waited < SETTLE_SECONDS && last.grewSince(first); waited += 3) {
      TimeUnit.SECONDS.sleep(3);
      last = Sample.of(worker, calls.ended());
    }
    say(last.row() + " settled");
    int sessions = Math.max(1, last.sessions() - first.sessions());
    double growth = last.figures().pssMegabytes() - first.figures().pssMegabytes();
    double heap = last.heap() - first.heap();
    say(
        String.format(
            Locale.ROOT,
            "%nGrowth a session: PSS %.2f MB, of it live heap %.2f MB, so native %.2f MB.",
            growth / sessions,
            heap / sessions,
            (growth - heap) / sessions));
    List<String> problems = new ArrayList<>(calls.problems(Duration.ofSeconds(60)));
    if (last.grewSince(first)) {
      problems.add("LEFT BEHIND: see the first columns");
    }
    for (String line : worker.lines()) {
      String error = Play.error(line);
      if (!error.isEmpty()) {
        problems.add("an error was logged: " + error);
      }
    }
    say(faults.summary());
    say(calls.summary());
    calls.unanswered().forEach(room -> say(linesOf(worker, room)));
    problems.stream().limit(50).forEach(FaultSoak::say);
    say(problems.isEmpty() ? "Nothing was lost, doubled or left behind." : "FAILED");
    return problems.isEmpty();
  }

  private static String linesOf(Program worker, String room) {
    return worker.lines().stream()
        .filter(line -> line.contains(room))
        .limit(LINES_A_ROOM)
        .collect(Collectors.joining("\n", "\nOf " + room + ", given up, the worker says:\n", "\n"));
  }

  private static void say(String text) {
    System.out.println(text);
    System.out.flush();
  }
}
