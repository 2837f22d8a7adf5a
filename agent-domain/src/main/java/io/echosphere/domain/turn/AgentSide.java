package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.speech.TurnClaims;
import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.DuckReply;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
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
import io.echosphere.domain.turn.TurnState.Away;
import io.echosphere.domain.turn.TurnState.Closing;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules while a reply is under way: when a sound is an interruption and when it is not. A reply
 * is held at the first sound and called off only when the sound lasts or turns out to hold words
 * that are neither a listener's noise nor the agent's own.
 */
final class AgentSide {
  private final TurnSettings settings;
  private final Moves moves;
  private final ReplyEnds ends;
  private final InterruptionClaims claims;
  private final LateWords lateWords;

  AgentSide(TurnSettings settings, Moves moves) {
    this.settings = settings;
    this.moves = moves;
    this.ends = new ReplyEnds(moves);
    this.lateWords = new LateWords(settings.endpointing(), moves);
    this.claims = new InterruptionClaims(settings.interrupting().minCharacters());
  }

  Step whileReplying(Replying now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() -> hold(now.memory(), now.reply(), Words.none(), nowMillis);
      case TranscriptHeard(var transcript) -> wordsDuringReply(now, transcript, nowMillis);
      case TextReceived(var text) ->
          moves.typed(now, Speech.voiceless(Words.none(), nowMillis), text, nowMillis);
      case ClauseVoiced voiced when voiced.reply().equals(now.reply().id()) ->
          clause(now, voiced, nowMillis);
      case ReplyEnded ended when ended.reply().equals(now.reply().id()) ->
          ends.finish(now, ended, nowMillis);
      case ReplyEnded ended -> recorded(now, ended);
      case TranscriptionFailed(var detail) -> moves.count(now, detail, now::with);
      case DeadlinePassed(Deadline.ReplyExpected(var reply)) when reply.equals(now.reply().id()) ->
          overdue(now);
      case SpeechEnded _,
          TranscriptWithdrawn _,
          ClauseVoiced _,
          DeadlinePassed _,
          Noted _,
          Presence _ ->
          Step.to(now);
    };
  }

  /**
   * Nothing begins to sound while the caller may be speaking; what sounds goes on until they do.
   */
  Step suspected(Replying now, boolean suspected) {
    if (now.reply().isVoiced()) {
      return Step.to(now);
    }
    var id = now.reply().id();
    return Step.to(now, suspected ? new PauseReply(id) : new ResumeReply(id));
  }

  Step whileContested(Contested now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechEnded(var voiceEnded, var pause) -> doubt(now, voiceEnded, pause, nowMillis);
      case TranscriptHeard(var transcript) -> {
        var late = Late.of(now.memory(), transcript);
        var effects = new ArrayList<TurnEffect>();
        var heard = now.with(late.correct(effects)).with(late.addedTo(now.words()));
        boolean echoes = hasEcho(now, now.reply(), heard.words(), nowMillis);
        yield claims.alreadyMadeBy(heard.words(), now.reply(), echoes)
            ? interrupt(heard, nowMillis, effects)
            : listenedTo(
                now,
                heard.with(
                    InterruptionClaims.noteEcho(
                        heard.memory(), heard.words(), now.reply(), nowMillis)),
                effects);
      }
      case TranscriptWithdrawn(var segments) -> Step.to(now.with(now.words().without(segments)));
      case TextReceived(var text) -> {
        var marked = now.memory().marked();
        yield Typing.read(marked, text)
            .map(typed -> now.with(marked).with(now.words().with(typed)))
            .map(heard -> interrupt(heard, nowMillis, new ArrayList<>()))
            .orElse(Step.to(now));
      }
      case DeadlinePassed(Deadline.InterruptionCounts(var mark)) when mark == now.mark() ->
          interrupt(now, nowMillis, new ArrayList<>());
      case ClauseVoiced voiced when voiced.reply().equals(now.reply().id()) ->
          Step.to(now.with(now.reply().heardTo(voiced.text(), nowMillis)));
      case ReplyEnded ended when ended.reply().equals(now.reply().id()) -> {
        var effects = new ArrayList<TurnEffect>();
        var memory = Moves.settle(now.memory(), ended, effects);
        yield moves.hear(memory, now.words(), now.startedMillis(), nowMillis, effects);
      }
      case ReplyEnded ended -> recorded(now, ended);
      case TranscriptionFailed(var detail) -> moves.count(now, detail, now::with);
      case SpeechStarted _, ClauseVoiced _, DeadlinePassed _, Noted _, Presence _ -> Step.to(now);
    };
  }

  Step whileDoubting(Doubting now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() -> hold(now.memory(), now.reply(), now.speech().words(), nowMillis);
      case TranscriptHeard(var transcript) -> wordsInDoubt(now, transcript, nowMillis);
      case TranscriptWithdrawn(var segments) ->
          Step.to(now.with(now.speech().words().without(segments)));
      case TextReceived(var text) -> moves.typed(now, now.speech(), text, nowMillis);
      case DeadlinePassed(Deadline.ReplyResumes(var mark)) when mark == now.mark() ->
          lastWords(now, nowMillis);
      case ReplyEnded ended when ended.reply().equals(now.reply().id()) ->
          endedInDoubt(now, ended, nowMillis);
      case ReplyEnded ended -> recorded(now, ended);
      case TranscriptionFailed(var detail) -> moves.count(now, detail, now::with);
      case SpeechEnded _, ClauseVoiced _, DeadlinePassed _, Noted _, Presence _ -> Step.to(now);
    };
  }

  /** Who only agrees is not kept waiting: the reply goes on quietly until their voice ends. */
  private static Step listenedTo(Contested before, Contested now, List<TurnEffect> effects) {
    String words = now.words().text();
    boolean fresh = !words.equals(before.words().text());
    if (fresh && now.reply().isVoiced() && TurnClaims.isNoise(words)) {
      effects.add(new DuckReply(now.reply().id()));
    }
    return Step.to(now, effects);
  }

  private Step hold(Memory memory, Reply reply, Words words, long nowMillis) {
    var marked = memory.marked();
    var contested = new Contested(marked, reply, words, nowMillis, marked.marks());
    if (reply.onlyDucks()) {
      return Step.to(contested, new DuckReply(reply.id()));
    }
    return Step.to(
        contested,
        new PauseReply(reply.id()),
        new SetDeadline(
            new Deadline.InterruptionCounts(marked.marks()), settings.interrupting().minMillis()));
  }

  /** The sound is over. Words that mean nothing settle it; without words some may still come. */
  private Step doubt(Contested now, long voiceEndedMillis, long pause, long nowMillis) {
    var marked = now.memory().marked();
    var speech = new Speech(now.words(), now.startedMillis(), voiceEndedMillis, pause);
    var doubting = new Doubting(marked, now.reply(), speech, marked.marks());
    boolean echoes = hasEcho(now, now.reply(), now.words(), nowMillis);
    boolean claimed =
        now.words().isFinal()
            ? claims.madeBy(now.words(), now.reply(), echoes)
            : claims.alreadyMadeBy(now.words(), now.reply(), echoes);
    if (claimed) {
      return takeOver(doubting, nowMillis, new ArrayList<>());
    }
    if (!now.words().isBlank() && !claims.mayStillBeMadeBy(now.words(), now.reply(), echoes)) {
      return goOn(doubting, nowMillis, new ArrayList<>());
    }
    return Step.to(
        doubting,
        new SetDeadline(
            new Deadline.ReplyResumes(marked.marks()),
            settings.interrupting().resumeAfterMillis()));
  }

  /** A reply is over, and its last sound was the caller's: words of theirs are a turn after all. */
  private Step endedInDoubt(Doubting now, ReplyEnded ended, long nowMillis) {
    var words = now.speech().words();
    if (words.isBlank() && !now.reply().isVoiced()) {
      return ends.finish(new Replying(now.memory(), now.reply()), ended, nowMillis);
    }
    var effects = new ArrayList<TurnEffect>();
    var memory = Moves.settle(now.memory(), ended, effects);
    if (TurnClaims.mayAnswer(words.text(), now.reply().voiced())
        && !hasEcho(now, now.reply(), words, nowMillis)) {
      return moves.settle(memory, now.speech(), nowMillis, effects);
    }
    var taken = memory.withSpoken(memory.spoken().take(words));
    return moves.listenAfterReply(taken, nowMillis, effects);
  }

  /** The agent hears itself: what holds its reply is no voice of the caller's. */
  Step hearsItself(Conversing state) {
    return switch (state) {
      case Contested now
          when now.reply().isVoiced() && !claims.alreadyMadeBy(now.words(), now.reply(), true) ->
          resume(now.memory().marked(), now.reply(), now.words(), new ArrayList<>());
      case Doubting now
          when now.reply().isVoiced()
              && !claims.alreadyMadeBy(now.speech().words(), now.reply(), true) ->
          resume(now, new ArrayList<>());
      case Contested _, Doubting _ -> Step.to(state);
      case Listening _, Hearing _, Settling _, Replying _, Away _, Closing _ -> Step.to(state);
    };
  }

  private Step resume(Doubting now, List<TurnEffect> effects) {
    return resume(now.memory(), now.reply(), now.speech().words(), effects);
  }

  private Step resume(Memory memory, Reply reply, Words words, List<TurnEffect> effects) {
    var taken = memory.withSpoken(memory.spoken().take(words));
    if (!reply.allowed()) {
      return Moves.allow(taken, reply, effects);
    }
    effects.add(new ResumeReply(reply.id()));
    var resumed = reply.isVoiced() ? reply.falselyPaused() : reply;
    return Step.to(new Replying(taken, resumed), effects);
  }

  /** Whether the agent is known to hear itself, or the words are how its reply begins. */
  private static boolean hasEcho(Conversing now, Reply reply, Words words, long nowMillis) {
    return now.memory().caller().line().hasEcho(nowMillis)
        || reply.opensWith(words.text(), nowMillis);
  }

  /** The caller takes the floor, and goes on speaking. */
  private Step interrupt(Contested now, long nowMillis, List<TurnEffect> effects) {
    callOff(now.memory(), now.reply(), now.words(), effects);
    var learned = learned(now.memory(), now.reply(), now.startedMillis());
    return moves.hear(learned, now.words(), now.startedMillis(), nowMillis, effects);
  }

  /** The caller has taken the floor, and is silent by now. */
  private Step takeOver(Doubting now, long nowMillis, List<TurnEffect> effects) {
    var speech = now.speech();
    callOff(now.memory(), now.reply(), speech.words(), effects);
    var learned = learned(now.memory(), now.reply(), speech.startedMillis());
    return moves.settle(learned, speech, nowMillis, effects);
  }

  private Memory learned(Memory memory, Reply reply, long startedMillis) {
    long longestWait = settings.endpointing().maxDelayMillis();
    return InterruptionClaims.learn(memory, reply, startedMillis, longestWait);
  }

  private static void callOff(Memory memory, Reply reply, Words words, List<TurnEffect> effects) {
    effects.add(new CancelReply(reply.id()));
    effects.add(new PublishState(AgentState.LISTENING));
    Moves.show(memory, Words.none(), words, effects);
  }

  private Step wordsInDoubt(Doubting now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    var effects = new ArrayList<TurnEffect>();
    var heard = now.with(late.correct(effects)).with(late.addedTo(now.speech().words()));
    var words = heard.speech().words();
    boolean echoes = hasEcho(now, now.reply(), words, nowMillis);
    if (claims.madeBy(words, now.reply(), transcript, echoes)) {
      return takeOver(heard, nowMillis, effects);
    }
    if (words.isBlank() || claims.mayStillBeMadeBy(words, now.reply(), echoes)) {
      return Step.to(heard, effects);
    }
    return goOn(heard, nowMillis, effects);
  }

  /** No more words come of the sound: those that were not taken back count. */
  private Step lastWords(Doubting now, long nowMillis) {
    if (!now.reply().isVoiced() && now.memory().caller().line().isSuspected(nowMillis)) {
      var resumes = new Deadline.ReplyResumes(now.mark());
      return Step.to(now, new SetDeadline(resumes, TurnSettings.SUSPICION_MILLIS));
    }
    var words = now.speech().words();
    boolean echoes = hasEcho(now, now.reply(), words, nowMillis);
    return claims.mayStillBeMadeBy(words, now.reply(), echoes)
        ? takeOver(now, nowMillis, new ArrayList<>())
        : resume(now, new ArrayList<>());
  }

  /**
   * Words that do not claim the turn, or not yet: where one may be an answer, its final decides.
   */
  private Step goOn(Doubting now, long nowMillis, List<TurnEffect> effects) {
    var words = now.speech().words();
    var noted = now.with(InterruptionClaims.noteEcho(now.memory(), words, now.reply(), nowMillis));
    return isOpen(words, now.reply()) && !hasEcho(now, now.reply(), words, nowMillis)
        ? resume(noted.memory(), now.reply(), Words.none(), effects)
        : resume(noted, effects);
  }

  private static boolean isOpen(Words words, Reply reply) {
    return !words.isFinal() && TurnClaims.mayAnswer(words.text(), reply.voiced());
  }

  /** Words without a voice: the recogniser's last word on the turn, or speech the VAD missed. */
  private Step wordsDuringReply(Replying now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    boolean completes = late.completesTurn(nowMillis);
    if (completes || !late.isNew()) {
      return lateWords.heard(now, late, completes, nowMillis);
    }
    var effects = new ArrayList<TurnEffect>();
    var memory = late.correct(effects);
    var words = Words.none().with(late.fresh());
    var line = memory.caller().line();
    boolean echoes = hasEcho(now, now.reply(), words, nowMillis) || line.lacksVoice(nowMillis);
    if (!claims.madeBy(late, now.reply(), echoes)) {
      var noted = InterruptionClaims.noteEcho(memory, words, now.reply(), nowMillis);
      return isOpen(words, now.reply())
          ? Step.to(now.with(noted), effects)
          : Step.to(now.with(noted.withSpoken(noted.spoken().take(words))), effects);
    }
    callOff(memory, now.reply(), words, effects);
    return moves.settle(memory, Speech.voiceless(words, nowMillis), nowMillis, effects);
  }

  /** Nothing was heard of the reply, whatever its services promised. */
  private Step overdue(Replying now) {
    if (now.reply().isVoiced()) {
      return Step.to(now);
    }
    var effects = new ArrayList<TurnEffect>();
    if (!Faults.areTooMany(Faults.counted(now.memory()))) { // else the end calls it off
      effects.add(new CancelReply(now.reply().id()));
    }
    return moves.apologise(now, "a reply did not come", effects);
  }

  private static Step clause(Replying now, ClauseVoiced voiced, long nowMillis) {
    var effects = new ArrayList<TurnEffect>();
    var memory = Records.flush(now.memory(), effects);
    if (!now.reply().isVoiced()) {
      effects.add(new PublishState(AgentState.SPEAKING));
    }
    return Step.to(new Replying(memory, now.reply().heardTo(voiced.text(), nowMillis)), effects);
  }

  /** An earlier reply, called off, has told what was heard of it. */
  private static Step recorded(Conversing now, ReplyEnded ended) {
    var effects = new ArrayList<TurnEffect>();
    return Step.to(now.with(Moves.settle(now.memory(), ended, effects)), effects);
  }
}
