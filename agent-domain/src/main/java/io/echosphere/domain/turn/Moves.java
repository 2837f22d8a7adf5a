package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.ReplyPlan;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import io.echosphere.domain.turn.ending.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Moves that more than one state makes: beginning a reply, ending a turn, falling silent. */
final class Moves {
  private final TurnSettings settings;

  Moves(TurnSettings settings) {
    this.settings = settings;
  }

  /** Nobody speaks and nothing is owed, until the caller has been quiet for too long. */
  Step listen(Memory memory, long nowMillis, List<TurnEffect> effects) {
    var marked = memory.marked();
    effects.add(new PublishState(AgentState.LISTENING));
    var patience = settings.patience();
    if (patience.awayMillis() > 0) {
      var caller = marked.caller();
      long limit = caller.checkedIn() ? patience.awayLimitMillis() : patience.awayMillis();
      long left = caller.quietSinceMillis() + limit - nowMillis;
      effects.add(new SetDeadline(new Deadline.CallerQuiet(marked.marks()), Math.max(0, left)));
    }
    return Step.to(new Listening(marked, marked.marks()), effects);
  }

  /** The same, when a reply has just ended: the caller's silence begins now. */
  Step listenAfterReply(Memory memory, long nowMillis, List<TurnEffect> effects) {
    return listen(memory.withCaller(memory.caller().quietSince(nowMillis)), nowMillis, effects);
  }

  /** The caller speaks, since a time; not for ever. */
  Step hear(
      Memory memory, Words words, long startedMillis, long nowMillis, List<TurnEffect> effects) {
    long left = startedMillis + settings.patience().longestTurnMillis() - nowMillis;
    effects.add(new SetDeadline(new Deadline.TurnTooLong(startedMillis), Math.max(0, left)));
    return Step.to(new Hearing(memory, words, startedMillis), effects);
  }

  /** A reply begins, and may be heard at once. */
  Step speak(
      Memory memory, Reply.Kind kind, ReplyPlan plan, int restarts, List<TurnEffect> effects) {
    var marked = memory.marked();
    var id = new ReplyId(marked.marks());
    effects.add(new PublishState(AgentState.THINKING));
    effects.add(new StartReply(id, plan));
    return letSpeak(marked.started(id), Reply.begun(id, kind, restarts), effects);
  }

  /** Says sorry, or ends the session. */
  Step apologise(Conversing now, String detail, List<TurnEffect> effects) {
    var memory = Faults.counted(now.memory());
    return Faults.areTooMany(memory)
        ? Faults.giveUp(now, detail, effects)
        : speak(memory, Reply.Kind.APOLOGY, new TurnEffect.Apology(memory.language()), 0, effects);
  }

  /** Only counts a fault: an apology would not be heard, or would talk over someone. */
  Step count(Conversing now, String detail, Function<Memory, Conversing> next) {
    var memory = Faults.counted(now.memory());
    return Faults.areTooMany(memory)
        ? Faults.giveUp(now, detail, new ArrayList<>())
        : Step.to(next.apply(memory));
  }

  /** A typed message: it ends the caller's turn, together with the words heard before it. */
  Step typed(Conversing now, Speech before, String text, long nowMillis) {
    var marked = now.memory().marked();
    var typed = Typing.read(marked, text);
    if (typed.isEmpty()) {
      return Step.to(now);
    }
    var effects = new ArrayList<TurnEffect>();
    TurnStates.replyOf(now).ifPresent(reply -> effects.add(new CancelReply(reply)));
    var speech = before.with(before.words().with(typed.get()));
    return endTurn(new Settling(marked, speech, Draft.NONE, 0), nowMillis, effects);
  }

  /** The caller's turn is over: the draft of its reply may be heard, or the model is asked now. */
  Step endTurn(Settling now, long nowMillis, List<TurnEffect> effects) {
    var speech = now.speech();
    var memory = Records.takeTurn(now.memory(), speech, nowMillis, effects).withDrafts(0);
    ReplyId drafted = now.draft().reply();
    if (drafted != null && now.draft().answers(speech.words().text())) {
      effects.add(new PublishState(AgentState.THINKING));
      return letSpeak(memory, Reply.begun(drafted, Reply.Kind.ANSWER, 0), effects);
    }
    callOff(now.draft(), effects);
    return speak(memory, Reply.Kind.ANSWER, answer(memory, speech), 0, effects);
  }

  /**
   * The caller's turn has become too long and they still speak: it is answered as soon as they
   * stop, unless they have said more by then.
   */
  Step endTurnWhileSpeaking(Hearing now, long nowMillis) {
    var effects = new ArrayList<TurnEffect>();
    var speech = new Speech(now.words(), now.startedMillis(), nowMillis, 0);
    var memory = Records.takeTurn(now.memory(), speech, nowMillis, effects).marked();
    var id = new ReplyId(memory.marks());
    effects.add(new PublishState(AgentState.THINKING));
    effects.add(new TurnEffect.TakeTurn());
    effects.add(new StartReply(id, answer(memory, speech)));
    var reply = Reply.waiting(id);
    return Step.to(
        new Contested(memory.started(id), reply, Words.none(), nowMillis, memory.marks()), effects);
  }

  /**
   * The voice has ended: the turn's window opens, and a reply is drafted once its words are here.
   */
  Step settleAfterVoice(Memory memory, Speech speech, long nowMillis) {
    if (settings.preemption() == Preemption.OFF) {
      return settle(memory, speech, nowMillis, new ArrayList<>());
    }
    List<TurnEffect> effects = new ArrayList<>();
    effects.add(
        new SetDeadline(
            new Deadline.WordsSettled(speech.pause()), TurnSettings.WORDS_SETTLE_MILLIS));
    return settle(new Settling(memory, speech, Draft.AWAITED, 0), nowMillis, effects);
  }

  /** The words that came with the end of the voice are here. */
  Step draftNow(Settling now) {
    return draft(now.with(Draft.NONE), new ArrayList<>());
  }

  /** The turn's window opens, without a draft yet. */
  Step settle(Memory memory, Speech speech, long nowMillis, List<TurnEffect> effects) {
    return settle(new Settling(memory, speech, Draft.NONE, 0), nowMillis, effects);
  }

  /**
   * The turn's window opens, or has heard more. Where the words have long been complete, because
   * they came late, it has already passed.
   */
  Step settle(Settling from, long nowMillis, List<TurnEffect> effects) {
    var marked = from.memory().marked();
    var speech = from.speech();
    long wait = speech.windowFromMillis() + window(marked, speech) - nowMillis;
    if (marked.caller().line().isSuspected(nowMillis)) {
      wait = Math.max(wait, TurnSettings.SUSPICION_MILLIS);
    }
    if (wait <= 0 && !speech.words().isBlank()) {
      return endTurn(
          new Settling(marked, speech, from.draft(), marked.marks()), nowMillis, effects);
    }
    effects.add(new SetDeadline(new Deadline.TurnEnds(marked.marks()), Math.max(0, wait)));
    return draft(new Settling(marked, speech, from.draft(), marked.marks()), effects);
  }

  /** A draft that will not be needed. */
  static void callOff(Draft draft, List<TurnEffect> effects) {
    draft.id().ifPresent(id -> effects.add(new CancelReply(id)));
  }

  /** The caller's words as far as they are known, if that is news. */
  static void show(Memory memory, Words before, Words after, List<TurnEffect> effects) {
    String text = after.text();
    if (!text.isBlank() && !text.equals(before.text())) {
      effects.add(
          new TurnEffect.ShowCaller(memory.turns() + 1, text, after.language(memory.language())));
    }
  }

  /** A reply is over: what was heard of it is recorded and remembered, once. */
  static Memory settle(Memory memory, ReplyEnded ended, List<TurnEffect> effects) {
    if (!memory.running().contains(ended.reply())) {
      return memory;
    }
    var after = memory.ended(ended.reply());
    if (ended.heard().isBlank()) {
      return after;
    }
    var caller = after.caller();
    var flushed =
        Records.flush(after.withCaller(caller.with(caller.line().replied(ended.heard()))), effects);
    boolean interrupted = ended.outcome() == Outcome.CANCELLED;
    effects.add(
        new TurnEffect.RecordReply(ended.reply(), ended.heard(), ended.audioMillis(), interrupted));
    var said = flushed.conversation();
    return flushed.withConversation(
        interrupted ? said.assistantInterrupted(ended.heard()) : said.assistantSaid(ended.heard()));
  }

  private static Step letSpeak(Memory memory, Reply reply, List<TurnEffect> effects) {
    effects.add(new TurnEffect.TakeTurn());
    return allow(memory, reply, effects);
  }

  /** A reply that waited may be heard. */
  static Step allow(Memory memory, Reply reply, List<TurnEffect> effects) {
    effects.add(new LetSpeak(reply.id()));
    effects.add(new SetDeadline(new Deadline.ReplyExpected(reply.id()), TurnSettings.REPLY_MILLIS));
    return Step.to(new Replying(memory, reply.allow()), effects);
  }

  private static Answer answer(Memory memory, Speech speech) {
    return new Answer(memory.soFar(), memory.language(), voiceEnded(speech));
  }

  /** When the voice ended that is answered; 0 when there was none. */
  private static long voiceEnded(Speech speech) {
    return speech.pause() > 0 ? speech.voiceEndedMillis() : 0;
  }

  /** How long the turn's window stays open after its voice has ended, in ms. */
  private long window(Memory memory, Speech speech) {
    var endpointing = settings.endpointing();
    if (speech.audioMillis() >= settings.patience().longestTurnMillis()) {
      return endpointing.minDelayMillis();
    }
    var words = speech.words();
    if (!settings.endsOnPartials() && !words.isFinal()) {
      return Math.max(endpointing.maxDelayMillis(), TurnSettings.FINALS_MILLIS);
    }
    var caller = memory.caller();
    return endpointing.delayMillis(
        said(memory, words), caller.estimateOf(speech.pause()), caller.pauses());
  }

  /** What is remembered of a caller who went on after such a pause. */
  Memory learned(Settling now, long pauseMillis) {
    var memory = now.memory();
    var said = said(memory, now.speech().words());
    var pauses = memory.caller().pauses();
    return memory.withPauses(settings.endpointing().learned(pauses, said, pauseMillis));
  }

  /** Words of the caller's, and what they answer. */
  static Said said(Memory memory, Words words) {
    var asked = memory.caller().line().lastReply();
    return new Said(words.text(), words.language(memory.language()), asked);
  }

  /** Begins the reply to words that look complete; calls off one to words that have changed. */
  private Step draft(Settling now, List<TurnEffect> effects) {
    var memory = now.memory();
    var said = said(memory, now.speech().words());
    if (now.draft().awaited() || now.draft().answers(said.text())) {
      return Step.to(now, effects);
    }
    callOff(now.draft(), effects);
    var sound = memory.caller().estimateOf(now.speech().pause());
    if (settings.preemption() == Preemption.OFF
        || !settings.endpointing().looksComplete(said, sound)
        || memory.drafts() >= TurnSettings.MAX_DRAFTS) {
      return Step.to(now.with(Draft.NONE), effects);
    }
    var marked = memory.marked();
    var id = new ReplyId(marked.marks());
    var asking = memory.soFar().userSaid(said.text());
    var answer = new Answer(asking, said.language(), voiceEnded(now.speech()));
    effects.add(new StartReply(id, answer));
    var drafted = marked.started(id).withDrafts(memory.drafts() + 1);
    return Step.to(now.with(drafted).with(Draft.of(id, said.text())), effects);
  }
}
