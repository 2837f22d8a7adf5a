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
import io.echosphere.domain.turn.TurnEvent.Presence;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechEnded;
import io.echosphere.domain.turn.TurnEvent.SpeechStarted;
import io.echosphere.domain.turn.TurnEvent.TranscriptHeard;
import io.echosphere.domain.turn.TurnEvent.TranscriptWithdrawn;
import io.echosphere.domain.turn.TurnEvent.TranscriptionFailed;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
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

  AgentSide(TurnSettings settings, Moves moves) {
    this.settings = settings;
    this.moves = moves;
  }

  Step whileReplying(Replying now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() -> hold(now.memory(), now.reply(), Words.none(), nowMillis);
      case TranscriptHeard(var transcript) -> wordsDuringReply(now, transcript, nowMillis);
      case ClauseVoiced voiced when voiced.reply().equals(now.reply().id()) -> clause(now, voiced);
      case ReplyEnded ended when ended.reply().equals(now.reply().id()) -> finish(now, ended);
      case ReplyEnded ended -> {
        var effects = new ArrayList<TurnEffect>();
        yield Step.to(
            new Replying(Moves.settle(now.memory(), ended, effects), now.reply()), effects);
      }
      case TranscriptionFailed(var detail) ->
          Faults.count(now, detail, memory -> new Replying(memory, now.reply()));
      case SpeechEnded _, TranscriptWithdrawn _, ClauseVoiced _, DeadlinePassed _, Presence _ ->
          Step.to(now);
    };
  }

  Step whileContested(Contested now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechEnded(var voiceEnded) -> doubt(now, voiceEnded);
      case TranscriptHeard(var transcript) -> {
        var late = Late.of(now.memory(), transcript);
        var effects = new ArrayList<TurnEffect>();
        var words = late.addedTo(now.words());
        var heard =
            new Contested(
                late.correct(effects), now.reply(), words, now.startedMillis(), now.mark());
        yield claimsTurn(words, now.reply()) ? interrupt(heard, effects) : Step.to(heard, effects);
      }
      case TranscriptWithdrawn(var segments) ->
          Step.to(
              new Contested(
                  now.memory(),
                  now.reply(),
                  now.words().without(segments),
                  now.startedMillis(),
                  now.mark()));
      case DeadlinePassed(Deadline.InterruptionCounts(var mark)) when mark == now.mark() ->
          interrupt(now, new ArrayList<>());
      case ClauseVoiced voiced when voiced.reply().equals(now.reply().id()) ->
          Step.to(
              new Contested(
                  now.memory(),
                  now.reply().heardTo(voiced.text()),
                  now.words(),
                  now.startedMillis(),
                  now.mark()));
      case ReplyEnded ended -> {
        var effects = new ArrayList<TurnEffect>();
        var memory = Moves.settle(now.memory(), ended, effects);
        yield ended.reply().equals(now.reply().id())
            ? Step.to(new Hearing(memory, now.words(), now.startedMillis()), effects)
            : Step.to(
                new Contested(memory, now.reply(), now.words(), now.startedMillis(), now.mark()),
                effects);
      }
      case TranscriptionFailed(var detail) ->
          Faults.count(
              now,
              detail,
              memory ->
                  new Contested(memory, now.reply(), now.words(), now.startedMillis(), now.mark()));
      case SpeechStarted _, ClauseVoiced _, DeadlinePassed _, Presence _ -> Step.to(now);
    };
  }

  Step whileDoubting(Doubting now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case SpeechStarted() -> hold(now.memory(), now.reply(), now.words(), nowMillis);
      case TranscriptHeard(var transcript) -> wordsInDoubt(now, transcript, nowMillis);
      case TranscriptWithdrawn(var segments) ->
          Step.to(doubting(now, now.memory(), now.words().without(segments)));
      case DeadlinePassed(Deadline.ReplyResumes(var mark)) when mark == now.mark() -> resume(now);
      case ReplyEnded ended -> {
        var effects = new ArrayList<TurnEffect>();
        var memory = Moves.settle(now.memory(), ended, effects);
        if (!ended.reply().equals(now.reply().id())) {
          yield Step.to(doubting(now, memory, now.words()), effects);
        }
        effects.add(new PublishState(AgentState.LISTENING));
        yield Step.to(new Listening(memory.withSpoken(memory.spoken().take(now.words()))), effects);
      }
      case TranscriptionFailed(var detail) ->
          Faults.count(now, detail, memory -> doubting(now, memory, now.words()));
      case SpeechEnded _, ClauseVoiced _, DeadlinePassed _, Presence _ -> Step.to(now);
    };
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
            new Deadline.InterruptionCounts(marked.marks()), settings.interruptMinMillis()));
  }

  private Step doubt(Contested now, long voiceEndedMillis) {
    var marked = now.memory().marked();
    return Step.to(
        new Doubting(
            marked,
            now.reply(),
            now.words(),
            now.startedMillis(),
            voiceEndedMillis,
            marked.marks()),
        new SetDeadline(new Deadline.ReplyResumes(marked.marks()), settings.resumeAfterMillis()));
  }

  private static Step resume(Doubting now) {
    var memory = now.memory().withSpoken(now.memory().spoken().take(now.words()));
    return Step.to(
        new Replying(memory, now.reply().falselyPaused()), new ResumeReply(now.reply().id()));
  }

  private static Step interrupt(Contested now, List<TurnEffect> effects) {
    effects.add(new CancelReply(now.reply().id()));
    effects.add(new PublishState(AgentState.LISTENING));
    return Step.to(new Hearing(now.memory(), now.words(), now.startedMillis()), effects);
  }

  private Step wordsInDoubt(Doubting now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    var effects = new ArrayList<TurnEffect>();
    var memory = late.correct(effects);
    var words = late.addedTo(now.words());
    if (!claimsTurn(words, now.reply())) {
      return Step.to(doubting(now, memory, words), effects);
    }
    effects.add(new CancelReply(now.reply().id()));
    effects.add(new PublishState(AgentState.LISTENING));
    return moves.settle(
        memory, new Speech(words, now.startedMillis(), now.voiceEndedMillis()), nowMillis, effects);
  }

  /** Words without a voice: the recogniser's last word on the turn, or speech the VAD missed. */
  private Step wordsDuringReply(Replying now, Transcript transcript, long nowMillis) {
    var late = Late.of(now.memory(), transcript);
    var effects = new ArrayList<TurnEffect>();
    var memory = late.correct(effects);
    if (!late.isNew()) {
      return late.changesTurn() && mayRestart(now.reply())
          ? restart(now, memory, effects)
          : Step.to(new Replying(memory, now.reply()), effects);
    }
    var words = Words.none().with(late.fresh());
    if (!claimsTurn(words, now.reply())) {
      return Step.to(
          new Replying(memory.withSpoken(memory.spoken().take(words)), now.reply()), effects);
    }
    effects.add(new CancelReply(now.reply().id()));
    effects.add(new PublishState(AgentState.LISTENING));
    return moves.settle(memory, Speech.voiceless(words, nowMillis), nowMillis, effects);
  }

  private static boolean mayRestart(Reply reply) {
    return reply.kind() == Reply.Kind.ANSWER
        && !reply.isVoiced()
        && reply.restarts() < TurnSettings.MAX_RESTARTS;
  }

  private static Step restart(Replying now, Memory memory, List<TurnEffect> effects) {
    effects.add(new CancelReply(now.reply().id()));
    long voiceEnded =
        now.memory().pendingTurn().map(Memory.PendingTurn::voiceEndedMillis).orElse(0L);
    var answer = new TurnEffect.Answer(memory.soFar(), memory.language(), voiceEnded);
    return Moves.speak(memory, Reply.Kind.ANSWER, answer, now.reply().restarts() + 1, effects);
  }

  private static Step clause(Replying now, ClauseVoiced voiced) {
    var effects = new ArrayList<TurnEffect>();
    var memory = Moves.flush(now.memory(), effects);
    if (!now.reply().isVoiced()) {
      effects.add(new PublishState(AgentState.SPEAKING));
    }
    return Step.to(new Replying(memory, now.reply().heardTo(voiced.text())), effects);
  }

  private static Step finish(Replying now, ReplyEnded ended) {
    var effects = new ArrayList<TurnEffect>();
    var memory = Moves.settle(now.memory(), ended, effects);
    var after = new Replying(memory, now.reply());
    return switch (ended.outcome()) {
      case COMPLETED -> {
        boolean answered = now.reply().kind() == Reply.Kind.ANSWER;
        effects.add(new PublishState(AgentState.LISTENING));
        yield Step.to(new Listening(answered ? memory.withFailures(0) : memory), effects);
      }
      case CANCELLED -> {
        effects.add(new PublishState(AgentState.LISTENING));
        yield Step.to(new Listening(memory), effects);
      }
      case FAILED -> {
        if (now.reply().kind() != Reply.Kind.APOLOGY) {
          yield Faults.apologise(after, ended.detail(), effects);
        }
        yield shrug(after, ended, effects);
      }
      case UNVOICED -> shrug(after, ended, effects);
    };
  }

  private static Step shrug(Replying now, ReplyEnded ended, List<TurnEffect> effects) {
    effects.add(new PublishState(AgentState.LISTENING));
    return Faults.count(now, now.memory(), ended.detail(), Listening::new, effects);
  }

  private static Doubting doubting(Doubting now, Memory memory, Words words) {
    return new Doubting(
        memory, now.reply(), words, now.startedMillis(), now.voiceEndedMillis(), now.mark());
  }

  private static boolean claimsTurn(Words words, Reply reply) {
    return TurnClaims.alreadyClaimTurn(words.text(), 1, reply.voiced());
  }
}
