package io.echosphere.domain.turn;

import io.echosphere.domain.speech.SpokenEcho;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.TurnEvent.ClauseVoiced;
import io.echosphere.domain.turn.TurnEvent.DeadlinePassed;
import io.echosphere.domain.turn.TurnEvent.Noted;
import io.echosphere.domain.turn.TurnEvent.Presence;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechStarted;
import io.echosphere.domain.turn.TurnEvent.TextReceived;
import io.echosphere.domain.turn.TurnEvent.TranscriptHeard;
import io.echosphere.domain.turn.TurnEvent.TranscriptWithdrawn;
import io.echosphere.domain.turn.TurnEvent.TranscriptionFailed;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.ArrayList;
import java.util.List;

/** The rules while the caller has the floor: when a turn begins and when it ends. */
final class CallerSide {
  private final Moves moves;

  CallerSide(Moves moves) {
    this.moves = moves;
  }

  Step whileListening(Listening now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() ->
          moves.hear(now.memory(), Words.none(), nowMillis, nowMillis, new ArrayList<>());
      case TranscriptHeard(var transcript) -> wordsWithoutVoice(now, transcript, nowMillis);
      case TextReceived(var text) ->
          moves.typed(now, Speech.voiceless(Words.none(), nowMillis), text, nowMillis);
      case TranscriptionFailed(var detail) -> moves.apologise(now, detail, new ArrayList<>());
      case ReplyEnded ended -> record(now, ended);
      case DeadlinePassed(Deadline.CallerQuiet(var mark)) when mark == now.mark() ->
          quiet(now, nowMillis);
      case SpeechEnded _,
          TranscriptWithdrawn _,
          ClauseVoiced _,
          DeadlinePassed _,
          Noted _,
          Presence _ ->
          Step.to(now);
    };
  }

  Step whileHearing(Hearing now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechEnded(var voiceEnded, var pause) ->
          moves.settleAfterVoice(
              now.memory(),
              new Speech(now.words(), now.startedMillis(), voiceEnded, pause),
              nowMillis);
      case TranscriptHeard(var transcript) -> {
        var late = Late.of(now.memory(), transcript);
        var effects = new ArrayList<TurnEffect>();
        var memory = late.correct(effects);
        var words = late.addedTo(now.words());
        Moves.show(memory, now.words(), words, effects);
        yield Step.to(new Hearing(memory, words, now.startedMillis()), effects);
      }
      case TranscriptWithdrawn(var segments) -> Step.to(now.with(now.words().without(segments)));
      case TextReceived(var text) -> {
        var marked = now.memory().marked();
        yield Typing.read(marked, text)
            .map(typed -> Step.to(now.with(marked).with(now.words().with(typed))))
            .orElse(Step.to(now));
      }
      case ReplyEnded ended -> record(now, ended);
      case TranscriptionFailed(var detail) -> moves.count(now, detail, now::with);
      case DeadlinePassed(Deadline.TurnTooLong(var started)) when started == now.startedMillis() ->
          tooLong(now, nowMillis);
      case SpeechStarted _, ClauseVoiced _, DeadlinePassed _, Noted _, Presence _ -> Step.to(now);
    };
  }

  Step whileSettling(Settling now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() -> goOn(now, nowMillis);
      case TranscriptHeard(var transcript) -> moreWords(now, transcript, nowMillis);
      case TranscriptWithdrawn(var segments) ->
          moves.settle(
              heardAnew(now, now.speech().words().without(segments), nowMillis),
              nowMillis,
              new ArrayList<>());
      case TextReceived(var text) -> moves.typed(now, now.speech(), text, nowMillis);
      case DeadlinePassed(Deadline.TurnEnds(var mark)) when mark == now.mark() ->
          windowCloses(now, nowMillis);
      case DeadlinePassed(Deadline.WordsSettled(var pause))
          when pause == now.speech().pause() && now.draft().awaited() ->
          moves.draftNow(now);
      case ReplyEnded ended -> // a draft that failed is asked again
          record(now.with(now.draft().unless(ended.reply())), ended);
      case TranscriptionFailed(var detail) ->
          now.speech().words().isBlank()
              ? moves.apologise(now, detail, new ArrayList<>())
              : moves.count(now, detail, now::with);
      case SpeechEnded _, ClauseVoiced _, DeadlinePassed _, Noted _, Presence _ -> Step.to(now);
    };
  }

  /** The sound of a pause has been judged; an open window may become shorter or longer by it. */
  Step estimated(Conversing state, long pause, long nowMillis) {
    return state instanceof Settling now && now.speech().pause() == pause
        ? moves.settle(now, nowMillis, new ArrayList<>())
        : Step.to(state);
  }

  /** Who may be speaking again is waited for; a window that should have closed closes after. */
  Step suspected(Settling now, boolean suspected, long nowMillis) {
    return suspected ? Step.to(now) : moves.settle(now, nowMillis, new ArrayList<>());
  }

  private Step goOn(Settling now, long nowMillis) {
    var effects = new ArrayList<TurnEffect>();
    Moves.callOff(now.draft(), effects);
    var speech = now.speech();
    return moves.hear(
        moves.learned(now, nowMillis - speech.voiceEndedMillis()),
        speech.words(),
        speech.startedMillis(),
        nowMillis,
        effects);
  }

  /** A voice that never stops: its words are taken as a turn, and without words it is none. */
  private Step tooLong(Hearing now, long nowMillis) {
    return now.words().isBlank()
        ? moves.listen(now.memory(), nowMillis, new ArrayList<>())
        : moves.endTurnWhileSpeaking(now, nowMillis);
  }

  private Step quiet(Listening now, long nowMillis) {
    var memory = now.memory();
    if (memory.caller().checkedIn()) {
      return TurnMachine.closeAfter(now, true, "the caller was silent", new ArrayList<>());
    }
    var asked = memory.withCaller(memory.caller().checked());
    if (memory.caller().muted()) { // they know, and could not answer
      return moves.listen(asked, nowMillis, new ArrayList<>());
    }
    var plan = new TurnEffect.CheckIn(memory.language());
    return moves.speak(asked, Reply.Kind.CHECK_IN, plan, 0, new ArrayList<>());
  }

  private Step wordsWithoutVoice(Listening now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    var effects = new ArrayList<TurnEffect>();
    var memory = late.correct(effects);
    if (!late.isNew()) {
      return Step.to(now.with(memory), effects);
    }
    var words = Words.none().with(late.fresh());
    var line = memory.caller().line();
    if (line.hasEcho(nowMillis)
        && line.lacksVoice(nowMillis)
        && SpokenEcho.isLikely(words.text(), line.lastReply())) {
      return Step.to(now.with(memory.withSpoken(memory.spoken().take(words))), effects);
    }
    Moves.show(memory, Words.none(), words, effects);
    return moves.settle(memory, Speech.voiceless(words, nowMillis), nowMillis, effects);
  }

  private Step moreWords(Settling now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    var effects = new ArrayList<TurnEffect>();
    var memory = late.correct(effects);
    var speech = now.speech();
    if (!late.concerns(speech.words())) {
      return Step.to(now.with(memory), effects);
    }
    var words = late.addedTo(speech.words());
    Moves.show(memory, speech.words(), words, effects);
    return moves.settle(resettled(now, memory, words), nowMillis, effects);
  }

  private Step windowCloses(Settling now, long nowMillis) {
    if (now.speech().words().isBlank()) { // a sound without words is no turn
      return moves.listen(now.memory(), nowMillis, new ArrayList<>());
    }
    if (now.memory().caller().line().isSuspected(nowMillis)) {
      return moves.settle(now, nowMillis, new ArrayList<>());
    }
    return moves.endTurn(now, nowMillis, new ArrayList<>());
  }

  private static Settling resettled(Settling now, Memory memory, Words words) {
    return new Settling(memory, now.speech().with(words), now.draft(), now.mark());
  }

  private static Settling heardAnew(Settling now, Words left, long nowMillis) {
    return new Settling(
        now.memory(), now.speech().heardAnew(left, nowMillis), now.draft(), now.mark());
  }

  private static Step record(Conversing now, ReplyEnded ended) {
    List<TurnEffect> effects = new ArrayList<>();
    return Step.to(now.with(Moves.settle(now.memory(), ended, effects)), effects);
  }
}
