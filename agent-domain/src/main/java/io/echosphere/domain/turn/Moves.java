package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.Memory.PendingTurn;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.ReplyPlan;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnState.Away;
import io.echosphere.domain.turn.TurnState.CallerVoice;
import io.echosphere.domain.turn.TurnState.Closing;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Moves that more than one state makes: beginning a reply, ending a turn, recording. */
final class Moves {
  private final TurnSettings settings;

  Moves(TurnSettings settings) {
    this.settings = settings;
  }

  /** A reply begins, and may be heard at once. */
  static Step speak(
      Memory memory, Reply.Kind kind, ReplyPlan plan, int restarts, List<TurnEffect> effects) {
    var marked = memory.marked();
    var id = new ReplyId(marked.marks());
    effects.add(new PublishState(AgentState.THINKING));
    effects.add(new StartReply(id, plan));
    effects.add(new LetSpeak(id));
    return Step.to(new Replying(marked.started(id), Reply.begun(id, kind, restarts)), effects);
  }

  /** The caller's turn is over: the draft of its reply may be heard, or the model is asked now. */
  static Step endTurn(Settling now, long nowMillis, List<TurnEffect> effects) {
    var speech = now.speech();
    var memory = takeTurn(now.memory(), speech, nowMillis, effects).withDrafts(0);
    ReplyId drafted = now.draft().reply();
    if (drafted != null && now.draft().answers(speech.words().text())) {
      effects.add(new PublishState(AgentState.THINKING));
      effects.add(new LetSpeak(drafted));
      return Step.to(new Replying(memory, Reply.begun(drafted, Reply.Kind.ANSWER, 0)), effects);
    }
    callOff(now.draft(), effects);
    var asked = new TurnEffect.Answer(memory.soFar(), memory.language(), speech.voiceEndedMillis());
    return speak(memory, Reply.Kind.ANSWER, asked, 0, effects);
  }

  /** The turn's window opens, without a draft yet. */
  Step settle(Memory memory, Speech speech, long nowMillis, List<TurnEffect> effects) {
    return settle(new Settling(memory, speech, Draft.NONE, 0), nowMillis, effects);
  }

  /**
   * The turn's window opens, or has heard more words. Where the words have long been complete,
   * because they came late, it has already passed.
   */
  Step settle(Settling from, long nowMillis, List<TurnEffect> effects) {
    var marked = from.memory().marked();
    var speech = from.speech();
    String text = speech.words().text();
    var language = speech.words().language(marked.language());
    long delay =
        settings
            .endpointing()
            .delayMillis(text, language, OptionalDouble.empty(), CallerPauses.none());
    long wait = speech.voiceEndedMillis() + delay - nowMillis;
    if (wait <= 0 && !text.isBlank()) {
      var over = new Settling(marked, speech, from.draft(), marked.marks());
      return endTurn(over, nowMillis, effects);
    }
    effects.add(new SetDeadline(new Deadline.TurnEnds(marked.marks()), Math.max(0, wait)));
    return draft(new Settling(marked, speech, from.draft(), marked.marks()), effects);
  }

  /** Begins the reply to words that look complete; calls off one to words that have changed. */
  private Step draft(Settling now, List<TurnEffect> effects) {
    String text = now.speech().words().text();
    if (now.draft().answers(text)) {
      return Step.to(now, effects);
    }
    callOff(now.draft(), effects);
    var memory = now.memory();
    var language = now.speech().words().language(memory.language());
    if (!settings.endpointing().looksComplete(text, language, OptionalDouble.empty())
        || memory.drafts() >= TurnSettings.MAX_DRAFTS) {
      return Step.to(new Settling(memory, now.speech(), Draft.NONE, now.mark()), effects);
    }
    var marked = memory.marked();
    var id = new ReplyId(marked.marks());
    effects.add(
        new StartReply(
            id,
            new TurnEffect.Answer(
                memory.soFar().userSaid(text), language, now.speech().voiceEndedMillis())));
    var drafted = marked.started(id).withDrafts(memory.drafts() + 1);
    return Step.to(new Settling(drafted, now.speech(), new Draft(id, text), now.mark()), effects);
  }

  /** A draft that will not be needed. */
  static void callOff(Draft draft, List<TurnEffect> effects) {
    draft.id().ifPresent(id -> effects.add(new CancelReply(id)));
  }

  /** Takes the words as the caller's turn; its recording waits for the recogniser's last word. */
  static Memory takeTurn(Memory memory, Speech speech, long nowMillis, List<TurnEffect> effects) {
    var flushed = flush(memory, effects);
    var words = speech.words();
    var turn =
        new PendingTurn(
            flushed.turns() + 1, words, nowMillis, speech.audioMillis(), speech.voiceEndedMillis());
    var taken =
        flushed
            .withSpoken(flushed.spoken().take(words))
            .withTurn(turn, words.language(flushed.language()));
    return words.isFinal() ? flush(taken, effects) : taken;
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
                        turn.audioMillis())));
    return memory.recorded();
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
    var flushed = flush(after, effects);
    boolean interrupted = ended.outcome() == Outcome.CANCELLED;
    effects.add(new RecordReply(ended.reply(), ended.heard(), ended.audioMillis(), interrupted));
    return flushed.withConversation(flushed.conversation().assistantSaid(ended.heard()));
  }

  /** Before a caller goes or a session ends: words whose turn was still open are kept. */
  static Memory keepUnfinished(Conversing state, Memory memory, List<TurnEffect> effects) {
    return switch (state) {
      case Hearing now -> keep(memory, now.words(), now.startedMillis(), effects);
      case Settling now ->
          keep(memory, now.speech().words(), now.speech().startedMillis(), effects);
      case Contested now -> keep(memory, now.words(), now.startedMillis(), effects);
      case Doubting now -> keep(memory, now.words(), now.startedMillis(), effects);
      case Listening _, Replying _, Away _, Closing _ -> flush(memory, effects);
    };
  }

  /** Whether the caller was speaking in a state. */
  static CallerVoice voiceOf(Conversing state) {
    return switch (state) {
      case Hearing _, Contested _ -> CallerVoice.SPEAKING;
      case Away now -> now.voice();
      case Listening _, Settling _, Replying _, Doubting _, Closing _ -> CallerVoice.SILENT;
    };
  }

  /** The reply under way in a state, heard or drafted, if there is one. */
  static Optional<ReplyId> replyOf(Conversing state) {
    return switch (state) {
      case Replying now -> Optional.of(now.reply().id());
      case Contested now -> Optional.of(now.reply().id());
      case Doubting now -> Optional.of(now.reply().id());
      case Settling now -> now.draft().id();
      case Listening _, Hearing _, Away _, Closing _ -> Optional.empty();
    };
  }

  private static Memory keep(
      Memory memory, Words words, long startedMillis, List<TurnEffect> effects) {
    if (words.isBlank()) {
      return flush(memory, effects);
    }
    var speech = new Speech(words, startedMillis, startedMillis);
    return flush(takeTurn(memory, speech, startedMillis, effects), effects);
  }
}
