package io.echosphere.simulator.bench;

import io.echosphere.simulator.bench.Callers.Caller;
import java.util.ArrayList;
import java.util.List;

/** One call of five minutes and then eight at once: what each waits for is to be the same. */
final class LongRun {
  /** Five minutes of conversation. */
  private static final int TURNS = Integer.getInteger("performance.longTurns", 36);

  private static final int BARGE_INS = TURNS / 5;
  private static final int CROWD = 8;

  /** How much more a figure of the crowd may be. */
  private static final double MORE = 1.2;

  private static final List<String> CLIPS =
      List.of("ja-story", "ja-stop", "en-hello", "ja-dinner", "en-music", "ja-tokyo", "en-learn");

  private final Callers callers;
  private final Table table;

  LongRun(Callers callers, Table table) {
    this.callers = callers;
    this.table = table;
  }

  private record Figures(Spread voice, Spread silence) {
    static Figures of(List<CallReport> reports) {
      return new Figures(
          of(reports, "turn", "voice_to_voice_ms"), of(reports, "interruption", "barge_in_ms"));
    }

    private static Spread of(List<CallReport> reports, String event, String field) {
      return Spread.of(
          reports.stream().flatMap(report -> report.figures(event, field).stream()).toList());
    }
  }

  /** Makes the calls, about ten minutes, and adds the rows. */
  void run() throws InterruptedException {
    Figures one = Figures.of(List.of(callers.call(CLIPS, options())));
    List<Caller> crowd = new ArrayList<>();
    for (int count = 0; count < CROWD; count++) {
      crowd.add(callers.begin(CLIPS, options()));
    }
    List<CallReport> reports = new ArrayList<>();
    for (Caller caller : crowd) {
      reports.add(caller.finish());
    }
    long succeeded = reports.stream().filter(CallReport::succeeded).count();
    table.must(CROWD + " long calls at once", succeeded == CROWD, succeeded + " of " + CROWD);
    Figures eight = Figures.of(reports);
    compare("voice to voice, p50", one.voice(), eight.voice(), 0.5);
    compare("voice to voice, p95", one.voice(), eight.voice(), 0.95);
    compare("barge-in, p95", one.silence(), eight.silence(), 0.95);
    table.note("  one call, voice to voice, ms", one.voice().toString());
    table.note("  eight calls, voice to voice, ms", eight.voice().toString());
    table.note("  one call, barge-in, ms", one.silence().toString());
    table.note("  eight calls, barge-in, ms", eight.silence().toString());
  }

  private void compare(String what, Spread one, Spread eight, double share) {
    double target = Math.rint(MORE * one.percentile(share));
    table.atMost("eight long calls: " + what, target, eight.percentile(share), "ms");
  }

  private static List<String> options() {
    return List.of("--turns", String.valueOf(TURNS), "--barge-in=" + BARGE_INS);
  }
}
