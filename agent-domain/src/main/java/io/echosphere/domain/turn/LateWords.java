package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Replying;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the recogniser still tells of a turn whose reply is under way. While nothing of the reply
 * has sounded, other words are answered anew, and words after which the caller rather goes on make
 * it wait as long as they would have.
 */
final class LateWords {
  private final EndpointingPolicy endpointing;
  private final Moves moves;

  LateWords(EndpointingPolicy endpointing, Moves moves) {
    this.endpointing = endpointing;
    this.moves = moves;
  }

  /**
   * Words that complete or correct the newest turn, or say nothing new of it.
   *
   * @param completes whether they are its end, told after it was taken
   */
  Step heard(Replying now, Late late, boolean completes, long nowMillis) {
    var effects = new ArrayList<TurnEffect>();
    var memory = completes ? late.complete(effects) : late.correct(effects);
    var turn = late.turn(completes);
    boolean changes = completes || late.changesTurn();
    var step =
        changes && mayRestart(now.reply())
            ? restart(now, memory, effects)
            : Step.to(now.with(memory), effects);
    return step.state() instanceof Replying reply ? waiting(reply, turn, nowMillis, step) : step;
  }

  private Step waiting(Replying now, Words turn, long nowMillis, Step step) {
    if (now.reply().kind() != Reply.Kind.ANSWER || now.reply().isVoiced()) {
      return step;
    }
    long left = left(now.memory(), turn, nowMillis);
    if (left <= 0) {
      return step;
    }
    var marked = now.memory().marked();
    var effects = new ArrayList<>(step.effects());
    effects.add(new PauseReply(now.reply().id()));
    effects.add(new SetDeadline(new Deadline.ReplyResumes(marked.marks()), left));
    var silence = Speech.voiceless(Words.none(), nowMillis);
    return Step.to(new Doubting(marked, now.reply(), silence, marked.marks()), effects);
  }

  /** How long a turn of these words would still have been waited for, if they rather go on. */
  private long left(Memory memory, Words turn, long nowMillis) {
    var said = Moves.said(memory, turn);
    if (turn.isBlank() || endpointing.looksComplete(said, OptionalDouble.empty())) {
      return 0;
    }
    var caller = memory.caller();
    long wait = endpointing.delayMillis(said, OptionalDouble.empty(), caller.pauses());
    return caller.voiceEndedMillis() + wait - nowMillis;
  }

  private static boolean mayRestart(Reply reply) {
    return reply.kind() == Reply.Kind.ANSWER
        && !reply.isVoiced()
        && reply.restarts() < TurnSettings.MAX_RESTARTS;
  }

  private Step restart(Replying now, Memory memory, List<TurnEffect> effects) {
    effects.add(new CancelReply(now.reply().id()));
    long voiceEnded = memory.caller().voiceEndedMillis();
    var answer = new TurnEffect.Answer(memory.soFar(), memory.language(), voiceEnded);
    return moves.speak(memory, Reply.Kind.ANSWER, answer, now.reply().restarts() + 1, effects);
  }
}
