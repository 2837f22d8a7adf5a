package io.echosphere.domain.turn;

import io.echosphere.domain.turn.TurnEffect.Apology;
import io.echosphere.domain.turn.TurnState.Conversing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What happens when a service of ours fails: a word of apology, and an end after three in a row.
 */
final class Faults {
  private Faults() {}

  /** Says sorry, or ends the session. */
  static Step apologise(Conversing now, String detail, List<TurnEffect> effects) {
    var memory = now.memory().withFailures(now.memory().failures() + 1);
    if (memory.failures() >= TurnSettings.MAX_FAILURES) {
      return giveUp(now, detail, effects);
    }
    return Moves.speak(memory, Reply.Kind.APOLOGY, new Apology(memory.language()), 0, effects);
  }

  /** Only counts it: an apology would not be heard, or would talk over someone. */
  static Step count(Conversing now, String detail, Function<Memory, Conversing> next) {
    return count(now, now.memory(), detail, next, new ArrayList<>());
  }

  static Step count(
      Conversing now,
      Memory memory,
      String detail,
      Function<Memory, Conversing> next,
      List<TurnEffect> effects) {
    var counted = memory.withFailures(memory.failures() + 1);
    if (counted.failures() >= TurnSettings.MAX_FAILURES) {
      return giveUp(now, detail, effects);
    }
    return Step.to(next.apply(counted), effects);
  }

  private static Step giveUp(Conversing now, String detail, List<TurnEffect> effects) {
    return TurnMachine.closeAfter(
        now, false, TurnSettings.MAX_FAILURES + " failures in a row, the last: " + detail, effects);
  }
}
