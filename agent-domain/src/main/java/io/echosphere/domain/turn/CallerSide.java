package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEvent.ClauseVoiced;
import io.echosphere.domain.turn.TurnEvent.DeadlinePassed;
import io.echosphere.domain.turn.TurnEvent.Presence;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechStarted;
import io.echosphere.domain.turn.TurnEvent.TranscriptHeard;
import io.echosphere.domain.turn.TurnEvent.TranscriptionFailed;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** The rules while the caller has the floor: when a turn begins and when it ends. */
final class CallerSide {
  private final Moves moves;

  CallerSide(Moves moves) {
    this.moves = moves;
  }

  Step whileListening(Listening now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() -> Step.to(new Hearing(now.memory(), Words.none(), nowMillis));
      case TranscriptHeard(var transcript) -> wordsWithoutVoice(now, transcript, nowMillis);
      case TranscriptionFailed(var detail) -> Faults.apologise(now, detail, new ArrayList<>());
      case ReplyEnded ended -> record(now, ended, (memory, _) -> new Listening(memory));
      case SpeechEnded _, ClauseVoiced _, DeadlinePassed _, Presence _ -> Step.to(now);
    };
  }

  Step whileHearing(Hearing now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechEnded(var voiceEnded) ->
          moves.settle(
              now.memory(),
              new Speech(now.words(), now.startedMillis(), voiceEnded),
              nowMillis,
              new ArrayList<>());
      case TranscriptHeard(var transcript) -> {
        var late = Late.of(now.memory(), transcript);
        var effects = new ArrayList<TurnEffect>();
        var memory = late.correct(effects);
        var words = late.addedTo(now.words());
        yield Step.to(new Hearing(memory, words, now.startedMillis()), effects);
      }
      case ReplyEnded ended ->
          record(now, ended, (memory, _) -> new Hearing(memory, now.words(), now.startedMillis()));
      case TranscriptionFailed(var detail) ->
          Faults.count(
              now, detail, memory -> new Hearing(memory, now.words(), now.startedMillis()));
      case SpeechStarted _, ClauseVoiced _, DeadlinePassed _, Presence _ -> Step.to(now);
    };
  }

  Step whileSettling(Settling now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() -> goOn(now);
      case TranscriptHeard(var transcript) -> moreWords(now, transcript, nowMillis);
      case DeadlinePassed(Deadline.TurnEnds(var mark)) when mark == now.mark() ->
          windowCloses(now, nowMillis);
      case ReplyEnded ended -> {
        var draft = now.draft().unless(ended.reply()); // a draft that failed is asked again
        yield record(
            now, ended, (memory, _) -> new Settling(memory, now.speech(), draft, now.mark()));
      }
      case TranscriptionFailed(var detail) ->
          now.speech().words().isBlank()
              ? Faults.apologise(now, detail, new ArrayList<>())
              : Faults.count(now, detail, memory -> settling(now, memory));
      case SpeechEnded _, ClauseVoiced _, DeadlinePassed _, Presence _ -> Step.to(now);
    };
  }

  private static Step goOn(Settling now) {
    var effects = new ArrayList<TurnEffect>();
    Moves.callOff(now.draft(), effects);
    var speech = now.speech();
    return Step.to(new Hearing(now.memory(), speech.words(), speech.startedMillis()), effects);
  }

  private Step wordsWithoutVoice(Listening now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    var effects = new ArrayList<TurnEffect>();
    var memory = late.correct(effects);
    if (!late.isNew()) {
      return Step.to(new Listening(memory), effects);
    }
    return moves.settle(
        memory, Speech.voiceless(Words.none().with(late.fresh()), nowMillis), nowMillis, effects);
  }

  private Step moreWords(Settling now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    var effects = new ArrayList<TurnEffect>();
    var memory = late.correct(effects);
    var speech = now.speech();
    if (!late.concerns(speech.words())) {
      return Step.to(settling(now, memory), effects);
    }
    var longer =
        new Speech(late.addedTo(speech.words()), speech.startedMillis(), speech.voiceEndedMillis());
    return moves.settle(new Settling(memory, longer, now.draft(), now.mark()), nowMillis, effects);
  }

  private Step windowCloses(Settling now, long nowMillis) {
    if (now.speech().words().isBlank()) { // a sound without words is no turn
      return Step.to(new Listening(now.memory()), new PublishState(AgentState.LISTENING));
    }
    return Moves.endTurn(now, nowMillis, new ArrayList<>());
  }

  private static Settling settling(Settling now, Memory memory) {
    return new Settling(memory, now.speech(), now.draft(), now.mark());
  }

  private static Step record(
      Conversing now, ReplyEnded ended, BiFunction<Memory, ReplyEnded, Conversing> next) {
    List<TurnEffect> effects = new ArrayList<>();
    var memory = Moves.settle(now.memory(), ended, effects);
    return Step.to(next.apply(memory, ended), effects);
  }
}
