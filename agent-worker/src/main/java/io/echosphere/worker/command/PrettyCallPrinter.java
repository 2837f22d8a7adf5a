package io.echosphere.worker.command;

import static io.echosphere.worker.command.CallPrinter.millis;

import io.echosphere.worker.call.CallNews;
import io.echosphere.worker.call.CallNews.AgentJoined;
import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Disturbed;
import io.echosphere.worker.call.CallNews.Ended;
import io.echosphere.worker.call.CallNews.Greeted;
import io.echosphere.worker.call.CallNews.Interrupted;
import io.echosphere.worker.call.CallNews.NotGreeted;
import io.echosphere.worker.call.CallNews.Said;
import io.echosphere.worker.call.CallNews.Unanswered;
import io.echosphere.worker.call.CallSummary;
import io.echosphere.worker.call.CallSummary.Spread;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** A transcript as it is spoken, and a table of latencies at the end. */
final class PrettyCallPrinter implements CallPrinter {
  /** Less than two frames, in ms, is the comparison's own error. */
  private static final double NOT_HELD = 20;

  private final PrintStream out;
  private final Ansi ansi;

  PrettyCallPrinter(PrintStream out, boolean coloured) {
    this.out = out;
    this.ansi = coloured ? Ansi.ON : Ansi.OFF;
  }

  @Override
  public void news(CallNews news) {
    switch (news) {
      case AgentJoined(String identity, long after) ->
          aside("the agent joined as %s after %d ms".formatted(identity, millis(after)));
      case Greeted(long after, _, _) -> aside("it greeted after %d ms".formatted(millis(after)));
      case NotGreeted() -> aside("it does not greet");
      case Said(boolean agent, _, String text, boolean isFinal) when isFinal ->
          out.println(ansi.string(agent ? "@|cyan agent |@ " : "@|green caller|@ ") + text);
      case Said _ -> {}
      case Answered turn ->
          aside(
              "turn %d was answered after %d ms%s"
                  .formatted(
                      turn.turn(),
                      millis(turn.afterNanos()),
                      turn.cutIn() ? ", the agent cutting in" : ""));
      case Unanswered(int turn, _) -> aside("turn " + turn + " was not answered");
      case Interrupted(int turn, long silence) ->
          aside(
              "the reply to turn %d, spoken over, was silent after %d ms"
                  .formatted(turn, millis(silence)));
      case Disturbed reply -> aside(disturbed(reply));
      case Ended _ -> {}
    }
    out.flush();
  }

  @Override
  public void summary(CallSummary summary, long worstLatenessNanos) {
    if (!summary.answered().isEmpty()) {
      table(summary, worstLatenessNanos);
    }
    out.println();
    out.println(
        summary.succeeded()
            ? ansi.string("@|bold,green ok|@: ")
                + summary.answered().size()
                + " of "
                + summary.turns()
                + " turns answered"
            : ansi.string("@|bold,red failed|@: ") + summary.problem());
    out.flush();
  }

  private void table(CallSummary summary, long worstLatenessNanos) {
    Map<Integer, Interrupted> interrupted =
        summary.interrupted().stream()
            .collect(Collectors.toMap(Interrupted::turn, Function.identity(), (one, _) -> one));
    out.println();
    out.println(ansi.string("@|bold turn  voice to voice  reply    level      said|@"));
    for (Answered turn : summary.answered()) {
      var over = interrupted.get(turn.turn());
      out.printf(
          Locale.ROOT,
          "%4d  %11d ms  %5.1f s  %5.1f dB  %s%s%s%n",
          turn.turn(),
          millis(turn.afterNanos()),
          turn.lastedNanos() / 1e9,
          turn.levelDbfs(),
          turn.typed() ? "(typed) " + turn.line() : turn.line(),
          turn.cutIn() ? " (the agent cut in)" : "",
          over == null
              ? ""
              : " (spoken over; silent after " + millis(over.untilSilenceNanos()) + " ms)");
    }
    out.println();
    out.println(ansi.string("@|bold                    p50        p95        max|@"));
    summary.voiceToVoice().ifPresent(spread -> row("voice to voice", spread));
    summary.messageToVoice().ifPresent(spread -> row("typed to voice", spread));
    summary.bargeIn().ifPresent(spread -> row("barge-in", spread));
    summary.silentFor().ifPresent(spread -> row("disturbed", spread));
    summary
        .agentJoined()
        .ifPresent(agent -> out.printf("agent joined    %4d ms%n", millis(agent.joinNanos())));
    summary
        .greeted()
        .ifPresent(
            greeting -> out.printf("greeting        %4d ms%n", millis(greeting.afterNanos())));
    out.printf("own lateness    %4d ms at worst%n", millis(worstLatenessNanos));
  }

  private static String disturbed(Disturbed reply) {
    String over =
        "a %s (%s) over the reply to turn %d"
            .formatted(reply.kind().word(), reply.clip(), reply.turn());
    if (!reply.wentOn()) {
      return over + " ended it";
    }
    return over
        + reply
            .compared()
            .map(
                it ->
                    String.format(
                        Locale.ROOT,
                        it.heldMillis() < NOT_HELD
                            ? " did not hold it; lost %2$.0f ms, repeated %3$.0f ms"
                            : " held it for %.0f ms; then it went on; lost %.0f ms, repeated %.0f"
                                + " ms",
                        it.heldMillis(),
                        it.lostMillis(),
                        it.repeatedMillis()))
            .orElse(
                "; it went on, and its longest silence was %d ms"
                    .formatted(millis(reply.silentNanos())));
  }

  private void row(String name, Spread spread) {
    out.printf(
        "%-14s  %5d ms   %5d ms   %5d ms%n",
        name, millis(spread.p50()), millis(spread.p95()), millis(spread.max()));
  }

  private void aside(String text) {
    out.println(ansi.string("@|faint        " + text + "|@"));
  }
}
