package io.echosphere.worker.call;

import io.echosphere.worker.call.CallNews.AgentJoined;
import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Disturbed;
import io.echosphere.worker.call.CallNews.Ended;
import io.echosphere.worker.call.CallNews.Greeted;
import io.echosphere.worker.call.CallNews.Interrupted;
import io.echosphere.worker.call.CallNews.NotGreeted;
import io.echosphere.worker.call.CallNews.Said;
import io.echosphere.worker.call.CallNews.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What a call came to. Owned by one thread. */
public final class CallSummary {
  private final int turns;
  private final List<CallNews> reported = new ArrayList<>();
  private String problem = "the call was broken off";

  /** Expects that many turns. */
  public CallSummary(int turns) {
    this.turns = turns;
  }

  /** Takes note of what happened. */
  public void note(CallNews news) {
    switch (news) {
      case AgentJoined _, Greeted _, Answered _, Unanswered _, Interrupted _, Disturbed _ ->
          reported.add(news);
      case Ended(String why) -> problem = why;
      case NotGreeted _, Said _ -> {}
    }
  }

  /** Whether every turn was answered, every disturbed reply went on, and nothing else failed. */
  public boolean succeeded() {
    return problem.isEmpty()
        && answered().size() == turns
        && disturbed().stream().allMatch(Disturbed::unharmed);
  }

  /** Why the call failed, in words; empty if it did not. */
  public String problem() {
    long unanswered = all(Unanswered.class).size();
    if (problem.isEmpty() && unanswered > 0) {
      return unanswered + (unanswered == 1 ? " turn was" : " turns were") + " not answered";
    }
    long harmed = disturbed().stream().filter(reply -> !reply.unharmed()).count();
    if (problem.isEmpty() && harmed > 0) {
      return harmed
          + (harmed == 1 ? " disturbed reply was" : " disturbed replies were")
          + " not heard whole";
    }
    return problem;
  }

  /** How many turns there should have been. */
  public int turns() {
    return turns;
  }

  /** The turns that were answered, in order. */
  public List<Answered> answered() {
    return all(Answered.class);
  }

  /** The replies that were spoken over, in order. */
  public List<Interrupted> interrupted() {
    return all(Interrupted.class);
  }

  /** The replies over which a sound was made that claims no turn, in order. */
  public List<Disturbed> disturbed() {
    return all(Disturbed.class);
  }

  /** From the caller's connecting to the agent's joining; empty if it never did. */
  public Optional<AgentJoined> agentJoined() {
    return all(AgentJoined.class).stream().findFirst();
  }

  /** From the caller's joining to the greeting; empty if there was none. */
  public Optional<Greeted> greeted() {
    return all(Greeted.class).stream().findFirst();
  }

  /** Voice to voice over all turns in which the agent let the caller finish. */
  public Optional<Spread> voiceToVoice() {
    return Spread.of(
        answered().stream().filter(turn -> !turn.cutIn() && !turn.typed()).toList(),
        Answered::afterNanos);
  }

  /** From a message's sending to the voice that answers it. */
  public Optional<Spread> messageToVoice() {
    return Spread.of(answered().stream().filter(Answered::typed).toList(), Answered::afterNanos);
  }

  /** The silences of the replies that went on after a sound, pauses of their own included. */
  public Optional<Spread> silentFor() {
    return Spread.of(
        disturbed().stream().filter(Disturbed::wentOn).toList(), Disturbed::silentNanos);
  }

  /** From the caller's speaking over a reply to its silence. */
  public Optional<Spread> bargeIn() {
    return Spread.of(interrupted(), Interrupted::untilSilenceNanos);
  }

  private <T extends CallNews> List<T> all(Class<T> type) {
    return reported.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * How times spread, in ns, by the nearest rank: every figure is one that was measured.
   *
   * @param p50 the median
   * @param p95 95 % were no longer than this
   * @param max the longest
   */
  public record Spread(long p50, long p95, long max) {
    static <T> Optional<Spread> of(List<T> items, ToLongFunction<T> time) {
      long[] sorted = items.stream().mapToLong(time).sorted().toArray();
      if (sorted.length == 0) {
        return Optional.empty();
      }
      return Optional.of(
          new Spread(rank(sorted, 0.5), rank(sorted, 0.95), sorted[sorted.length - 1]));
    }

    private static long rank(long[] sorted, double share) {
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
  }
}
