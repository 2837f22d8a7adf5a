package io.echosphere.worker.evaluate;

import io.echosphere.simulator.corpus.Kind;
import io.echosphere.simulator.corpus.Split;
import io.echosphere.worker.evaluate.Verdicts.Interruption;
import io.echosphere.worker.evaluate.Verdicts.Stored;
import io.echosphere.worker.evaluate.Verdicts.Turn;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The tables of one run. Owned by the thread that prints them. */
final class Report {
  private final PrintStream out;
  private final List<Group> groups = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  /** The calls of one language, half and detector. */
  record Group(String language, Split split, Detector detector, List<Verdicts> verdicts) {
    List<Turn> turns() {
      return verdicts.stream().flatMap(call -> call.turns().stream()).toList();
    }

    List<Interruption> interruptions(Predicate<Kind> kinds) {
      return verdicts.stream()
          .flatMap(call -> call.interruptions().stream())
          .filter(sound -> kinds.test(sound.clip().kind()))
          .toList();
    }

    List<Stored> stored() {
      return verdicts.stream().flatMap(call -> call.stored().stream()).toList();
    }

    String head() {
      return "%-6s %-12s %-6s".formatted(language, split.code(), detector.code());
    }
  }

  void add(Group group) {
    groups.add(group);
  }

  void print() {
    turns();
    kinds();
    interruptions();
  }

  private void turns() {
    out.println("\nTurns: when a reply may sound, ms after the end of the voice");
    out.printf(
        "%-26s %5s  %-12s %-12s %-12s %6s %6s%n",
        "", "turns", "cut in", "split", "missed", "p50", "p95");
    for (Group group : groups) {
      List<Turn> turns = group.turns();
      var delays = turns.stream().filter(turn -> !turn.isCutIn()).toList();
      out.printf(
          "%s %5d  %-12s %-12s %-12s %6s %6s%n",
          group.head(),
          turns.size(),
          Figures.share(turns.stream().filter(Turn::isCutIn).count(), turns.size()),
          Figures.share(turns.stream().filter(Turn::split).count(), turns.size()),
          Figures.share(turns.stream().filter(Turn::isMissed).count(), turns.size()),
          delay(delays, 0.5),
          delay(delays, 0.95));
    }
  }

  private void kinds() {
    out.println("\nBy kind: cut in / split / missed of turns, p95");
    for (Group group : groups) {
      var line = new StringBuilder(group.head());
      for (Kind kind : Kind.values()) {
        var turns = group.turns().stream().filter(turn -> turn.clip().kind() == kind).toList();
        if (!turns.isEmpty()) {
          line.append(
              "  %s %d/%d/%d of %d, %s"
                  .formatted(
                      kind.code(),
                      turns.stream().filter(Turn::isCutIn).count(),
                      turns.stream().filter(Turn::split).count(),
                      turns.stream().filter(Turn::isMissed).count(),
                      turns.size(),
                      delay(turns.stream().filter(turn -> !turn.isCutIn()).toList(), 0.95)));
        }
      }
      out.println(line);
    }
  }

  private void interruptions() {
    out.println("\nSounds during a reply: ms that the reply was held, or took to stop");
    out.printf(
        "%-26s %-15s %5s %5s  %-15s  %-15s %5s  %-15s %5s  %-12s %5s%n",
        "",
        "false: resumed",
        "p50",
        "p95",
        "echo: cancelled",
        "back: survived",
        "p95",
        "barge: stopped",
        "p95",
        "stored wrong",
        "most");
    for (Group group : groups) {
      var falseOnes = group.interruptions(Kind::isFalseInterruption);
      var echoes = group.interruptions(kind -> kind == Kind.ECHO);
      var agreeing = group.interruptions(kind -> kind == Kind.BACKCHANNEL);
      var real = group.interruptions(kind -> kind == Kind.BARGE_IN);
      var stored = group.stored();
      out.printf(
          "%s %-15s %5s %5s  %-15s  %-15s %5s  %-15s %5s  %-12s %5s%n",
          group.head(),
          right(falseOnes),
          silent(falseOnes, 0.5),
          silent(falseOnes, 0.95),
          Figures.share(echoes.stream().filter(echo -> !echo.completed()).count(), echoes.size()),
          right(agreeing),
          silent(agreeing, 0.95),
          right(real),
          Figures.percentile(
              real.stream().flatMapToLong(sound -> sound.stopAfter().stream()), 0.95),
          Figures.share(stored.stream().filter(one -> !one.isRight()).count(), stored.size()),
          Figures.percentile(stored.stream().mapToLong(one -> Math.abs(one.off())), 1));
    }
  }

  private static String right(List<Interruption> sounds) {
    return Figures.share(
        sounds.stream().filter(Interruption::isAsItShouldBe).count(), sounds.size());
  }

  /** Of those that held the reply at all and did not end it. */
  private static String silent(List<Interruption> sounds, double share) {
    return Figures.percentile(
        sounds.stream()
            .filter(sound -> sound.completed() && sound.silent() > 0)
            .mapToLong(Interruption::silent),
        share);
  }

  private static String delay(List<Turn> turns, double share) {
    String value =
        Figures.percentile(
            turns.stream().mapToLong(turn -> turn.delay().orElse(Long.MAX_VALUE)), share);
    return value.equals(Long.toString(Long.MAX_VALUE)) ? "never" : value;
  }
}
