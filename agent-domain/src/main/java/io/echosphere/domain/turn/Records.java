package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.Memory.PendingTurn;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordCallerSoFar;
import io.echosphere.domain.turn.TurnState.Away;
import io.echosphere.domain.turn.TurnState.Closing;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.List;

/** What the caller said becomes part of the conversation, once and in order. */
final class Records {
  private Records() {}

  /**
   * Takes the words as the caller's turn. They are kept at once, and shown as their last when the
   * recogniser has had its last word.
   */
  static Memory takeTurn(Memory memory, Speech speech, long nowMillis, List<TurnEffect> effects) {
    var flushed = flush(memory, effects);
    var words = speech.words();
    var turn = new PendingTurn(flushed.turns() + 1, words, nowMillis, speech.audioMillis());
    var taken =
        flushed
            .withSpoken(flushed.spoken().take(words))
            .withTurn(turn, words.language(flushed.language()))
            .withCaller(flushed.caller().spoke(speech.voiceEndedMillis()));
    if (words.isFinal()) {
      return flush(taken, effects);
    }
    keep(turn, effects);
    return taken;
  }

  /** Keeps a turn's words as they are known now. */
  static void keep(PendingTurn turn, List<TurnEffect> effects) {
    effects.add(
        new RecordCallerSoFar(
            turn.turn(), turn.words().text(), turn.atMillis(), turn.audioMillis()));
  }

  /** Records the caller's newest turn if that is still owed. */
  static Memory flush(Memory memory, List<TurnEffect> effects) {
    memory
        .pendingTurn()
        .ifPresent(
            turn ->
                effects.add(
                    new RecordCaller(
                        turn.turn(),
                        turn.words().text(),
                        memory.language(),
                        turn.atMillis(),
                        turn.audioMillis(),
                        Typing.isAll(turn.words()))));
    return memory.recorded();
  }

  /** Before a caller goes or a session ends: words whose turn was still open are kept. */
  static Memory keepUnfinished(Conversing state, Memory memory, List<TurnEffect> effects) {
    return switch (state) {
      case Hearing now -> keep(memory, now.words(), now.startedMillis(), effects);
      case Settling now ->
          keep(memory, now.speech().words(), now.speech().startedMillis(), effects);
      case Contested now -> keep(memory, now.words(), now.startedMillis(), effects);
      case Doubting now ->
          keep(memory, now.speech().words(), now.speech().startedMillis(), effects);
      case Listening _, Replying _, Away _, Closing _ -> flush(memory, effects);
    };
  }

  private static Memory keep(
      Memory memory, Words words, long startedMillis, List<TurnEffect> effects) {
    if (words.isBlank()) {
      return flush(memory, effects);
    }
    var speech = new Speech(words, startedMillis, startedMillis, 0);
    return flush(takeTurn(memory, speech, startedMillis, effects), effects);
  }
}
