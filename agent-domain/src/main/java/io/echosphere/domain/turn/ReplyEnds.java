package io.echosphere.domain.turn;

import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnState.Replying;
import java.util.ArrayList;
import java.util.List;

/** What follows when the reply under way is over, by how it went. */
final class ReplyEnds {
  private final Moves moves;

  ReplyEnds(Moves moves) {
    this.moves = moves;
  }

  Step finish(Replying now, ReplyEnded ended, long nowMillis) {
    var effects = new ArrayList<TurnEffect>();
    var memory = Moves.settle(now.memory(), ended, effects);
    return switch (ended.outcome()) {
      case COMPLETED -> {
        boolean answered = now.reply().kind() == Reply.Kind.ANSWER;
        var calm =
            answered
                ? memory.withFailures(0).withPauses(memory.caller().pauses().yielded())
                : memory;
        yield moves.listenAfterReply(calm, nowMillis, effects);
      }
      case CANCELLED -> moves.listenAfterReply(memory, nowMillis, effects);
      case FAILED ->
          switch (now.reply().kind()) {
            case GREETING, ANSWER -> moves.apologise(now.with(memory), ended.detail(), effects);
            case APOLOGY, CHECK_IN -> shrug(now.with(memory), ended.detail(), nowMillis, effects);
          };
      case UNVOICED -> shrug(now.with(memory), ended.detail(), nowMillis, effects);
    };
  }

  /** There is no voice to apologise with. */
  private Step shrug(Replying now, String detail, long nowMillis, List<TurnEffect> effects) {
    var memory = Faults.counted(now.memory());
    return Faults.areTooMany(memory)
        ? Faults.giveUp(now, detail, effects)
        : moves.listenAfterReply(memory, nowMillis, effects);
  }
}
