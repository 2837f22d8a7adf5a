package io.echosphere.domain.turn;

import io.echosphere.domain.turn.TurnState.Conversing;
import java.util.List;

/** When faults of ours, one after another, end a session. */
final class Faults {
  private Faults() {}

  /** Memory with one more fault; it may be one too many. */
  static Memory counted(Memory memory) {
    return memory.withFailures(memory.failures() + 1);
  }

  static boolean areTooMany(Memory counted) {
    return counted.failures() >= TurnSettings.MAX_FAILURES;
  }

  static Step giveUp(Conversing now, String detail, List<TurnEffect> effects) {
    return TurnMachine.closeAfter(
        now, false, TurnSettings.MAX_FAILURES + " failures in a row, the last: " + detail, effects);
  }
}
