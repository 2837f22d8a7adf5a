package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Words;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.EndSession;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
import io.echosphere.domain.turn.TurnEffect.StartSession;
import io.echosphere.domain.turn.TurnEvent.CallerJoined;
import io.echosphere.domain.turn.TurnEvent.CallerLeft;
import io.echosphere.domain.turn.TurnEvent.CallerMuted;
import io.echosphere.domain.turn.TurnEvent.ClauseFinished;
import io.echosphere.domain.turn.TurnEvent.DeadlinePassed;
import io.echosphere.domain.turn.TurnEvent.Disconnected;
import io.echosphere.domain.turn.TurnEvent.EndOfTurnEstimated;
import io.echosphere.domain.turn.TurnEvent.Heard;
import io.echosphere.domain.turn.TurnEvent.Noted;
import io.echosphere.domain.turn.TurnEvent.Presence;
import io.echosphere.domain.turn.TurnEvent.Replied;
import io.echosphere.domain.turn.TurnEvent.SessionResumed;
import io.echosphere.domain.turn.TurnEvent.StopRequested;
import io.echosphere.domain.turn.TurnState.Away;
import io.echosphere.domain.turn.TurnState.CallerVoice;
import io.echosphere.domain.turn.TurnState.Closed;
import io.echosphere.domain.turn.TurnState.Closing;
import io.echosphere.domain.turn.TurnState.Contested;
import io.echosphere.domain.turn.TurnState.Conversing;
import io.echosphere.domain.turn.TurnState.Doubting;
import io.echosphere.domain.turn.TurnState.Hearing;
import io.echosphere.domain.turn.TurnState.Listening;
import io.echosphere.domain.turn.TurnState.Opening;
import io.echosphere.domain.turn.TurnState.Replying;
import io.echosphere.domain.turn.TurnState.Settling;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides whose turn it is. A pure function: state, event and the event's time in, state and
 * effects out. It never throws, in any state, for any event; what does not fit is ignored.
 *
 * <p>The rules of a state live with its side of the conversation: {@link CallerSide} while the
 * caller has the floor, {@link AgentSide} while a reply is under way. This class holds what is
 * common to them: who is in the room, and the end.
 */
public final class TurnMachine {
  private final TurnSettings settings;
  private final Moves moves;
  private final CallerSide callerSide;
  private final AgentSide agentSide;

  public TurnMachine(TurnSettings settings) {
    this.settings = settings;
    this.moves = new Moves(settings);
    this.callerSide = new CallerSide(moves);
    this.agentSide = new AgentSide(settings, moves);
  }

  /** What to do before the first event. */
  public List<TurnEffect> opening() {
    return List.of(
        new PublishState(AgentState.INITIALIZING),
        new SetDeadline(new Deadline.CallerExpected(), settings.patience().joinMillis()));
  }

  /**
   * The next step.
   *
   * @param nowMillis when the event happened, on the session's timeline; never decreases
   */
  public Step next(TurnState state, TurnEvent event, long nowMillis) {
    return switch (state) {
      case Opening opening -> whileOpening(opening, event);
      case Closing closing -> whileClosing(closing, event);
      case Closed closed -> Step.to(closed);
      case Away away -> whileAway(away, event, nowMillis);
      case Conversing talking -> whileConversing(talking, event, nowMillis);
    };
  }

  private Step whileOpening(Opening now, TurnEvent event) {
    return switch (event) {
      case SessionResumed(var earlier, var turns, var language) ->
          Step.to(new Opening(language, earlier, turns));
      case CallerJoined() -> meet(now);
      case Disconnected(var reason, var failure) -> closed(!failure, reason);
      case StopRequested(var reason) -> closed(true, reason);
      case DeadlinePassed(Deadline.CallerExpected()) -> closed(true, "no caller came");
      case CallerLeft _, Heard _, Noted _, Replied _, DeadlinePassed _ -> Step.to(now);
    };
  }

  private Step meet(Opening now) {
    var memory = Memory.of(now, settings.history());
    var effects = new ArrayList<TurnEffect>();
    effects.add(new StartSession());
    if (!memory.conversation().isEmpty()) {
      var sorry = new TurnEffect.PickUp(memory.language());
      return moves.speak(memory, Reply.Kind.GREETING, sorry, 0, effects);
    }
    return settings.greets()
        ? moves.speak(memory, Reply.Kind.GREETING, new TurnEffect.Greeting(), 0, effects)
        : moves.speak(
            memory,
            Reply.Kind.GREETING,
            new TurnEffect.Answer(memory.soFar(), memory.language(), 0),
            0,
            effects);
  }

  private Step whileConversing(Conversing now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case CallerJoined _, SessionResumed _ -> Step.to(now);
      case CallerLeft() -> depart(now);
      case Disconnected(var reason, var failure) -> close(now, !failure, reason);
      case StopRequested(var reason) -> close(now, true, reason);
      case EndOfTurnEstimated(var pause, var probability) ->
          callerSide.estimated(
              now.with(
                  now.memory().withCaller(now.memory().caller().estimated(pause, probability))),
              pause,
              nowMillis);
      case TurnEvent.OwnVoiceHeard() ->
          agentSide.hearsItself(
              now.with(now.memory().withLine(now.memory().caller().line().ownVoiceAt(nowMillis))));
      case TurnEvent.VoiceSuspected(var suspected) -> suspect(now, suspected, nowMillis);
      case CallerMuted(var muted) ->
          Step.to(now.with(now.memory().withCaller(now.memory().caller().muted(muted))));
      case ClauseFinished finished -> keep(now, finished);
      case TurnEvent.SpeechStarted _, TurnEvent.SpeechEnded _ ->
          talk(
              now.with(now.memory().withLine(now.memory().caller().line().voiceAt(nowMillis))),
              event,
              nowMillis);
      case Heard _, Replied _, DeadlinePassed _ -> talk(now, event, nowMillis);
    };
  }

  private Step suspect(Conversing now, boolean suspected, long nowMillis) {
    var line = now.memory().caller().line().suspectedAt(suspected ? nowMillis : 0);
    return switch (now.with(now.memory().withLine(line))) {
      case Settling settling -> callerSide.suspected(settling, suspected, nowMillis);
      case Replying replying -> agentSide.suspected(replying, suspected);
      case Conversing other -> Step.to(other);
    };
  }

  /** What was heard is kept at once: nobody knows what comes before the reply is over. */
  private static Step keep(Conversing now, ClauseFinished finished) {
    boolean known = now.memory().running().contains(finished.reply());
    return known && !finished.heard().isBlank()
        ? Step.to(
            now,
            new TurnEffect.RecordReplySoFar(
                finished.reply(), finished.heard(), finished.audioMillis()))
        : Step.to(now);
  }

  private Step talk(Conversing state, TurnEvent event, long nowMillis) {
    return switch (state) {
      case Listening now -> callerSide.whileListening(now, event, nowMillis);
      case Hearing now -> callerSide.whileHearing(now, event, nowMillis);
      case Settling now -> callerSide.whileSettling(now, event, nowMillis);
      case Replying now -> agentSide.whileReplying(now, event, nowMillis);
      case Contested now -> agentSide.whileContested(now, event, nowMillis);
      case Doubting now -> agentSide.whileDoubting(now, event, nowMillis);
      case Away _, Closing _ -> Step.to(state);
    };
  }

  private Step depart(Conversing now) {
    var memory = now.memory().marked();
    var effects = new ArrayList<TurnEffect>();
    memory = Records.keepUnfinished(now, memory, effects);
    cancelReply(now, effects);
    effects.add(new PublishState(AgentState.IDLE));
    effects.add(
        new SetDeadline(
            new Deadline.CallerReturns(memory.marks()), settings.patience().callerGraceMillis()));
    return Step.to(new Away(memory, memory.marks(), TurnStates.voiceOf(now)), effects);
  }

  private Step whileAway(Away now, TurnEvent event, long nowMillis) {
    return switch (event) {
      case CallerJoined() -> back(now, nowMillis);
      case TurnEvent.SpeechStarted() -> Step.to(now.with(CallerVoice.SPEAKING));
      case TurnEvent.SpeechEnded _ -> Step.to(now.with(CallerVoice.SILENT));
      case DeadlinePassed(Deadline.CallerReturns(var mark)) when mark == now.mark() ->
          close(now, true, "caller left");
      case TurnEvent.ReplyEnded ended -> {
        var effects = new ArrayList<TurnEffect>();
        yield Step.to(now.with(Moves.settle(now.memory(), ended, effects)), effects);
      }
      case Disconnected(var reason, var failure) -> close(now, !failure, reason);
      case StopRequested(var reason) -> close(now, true, reason);
      case CallerLeft _,
          SessionResumed _,
          Heard _,
          Noted _,
          TurnEvent.ClauseVoiced _,
          DeadlinePassed _ ->
          Step.to(now);
    };
  }

  private Step back(Away now, long nowMillis) {
    return switch (now.voice()) {
      case SILENT -> moves.listenAfterReply(now.memory(), nowMillis, new ArrayList<>());
      case SPEAKING -> {
        var effects = new ArrayList<TurnEffect>();
        effects.add(new PublishState(AgentState.LISTENING));
        yield moves.hear(now.memory(), Words.none(), nowMillis, nowMillis, effects);
      }
    };
  }

  private Step close(Conversing now, boolean success, String reason) {
    return closeAfter(now, success, reason, new ArrayList<>());
  }

  static Step closeAfter(Conversing now, boolean success, String reason, List<TurnEffect> effects) {
    var memory = Records.keepUnfinished(now, now.memory(), effects);
    cancelReply(now, effects);
    if (memory.running().isEmpty()) {
      effects.add(new EndSession(success, reason));
      return Step.to(new Closed(success, reason), effects);
    }
    effects.add(new SetDeadline(new Deadline.SessionCloses(), TurnSettings.CLOSING_MILLIS));
    return Step.to(new Closing(memory, success, reason), effects);
  }

  private static Step whileClosing(Closing now, TurnEvent event) {
    return switch (event) {
      case TurnEvent.ReplyEnded ended -> {
        var effects = new ArrayList<TurnEffect>();
        var memory = Moves.settle(now.memory(), ended, effects);
        if (!memory.running().isEmpty()) {
          yield Step.to(new Closing(memory, now.success(), now.reason()), effects);
        }
        effects.add(new EndSession(now.success(), now.reason()));
        yield Step.to(new Closed(now.success(), now.reason()), effects);
      }
      case DeadlinePassed(Deadline.SessionCloses()) -> closed(now.success(), now.reason());
      case Presence _, Heard _, Noted _, TurnEvent.ClauseVoiced _, DeadlinePassed _ -> Step.to(now);
    };
  }

  private static Step closed(boolean success, String reason) {
    return Step.to(new Closed(success, reason), new EndSession(success, reason));
  }

  private static void cancelReply(Conversing state, List<TurnEffect> effects) {
    TurnStates.replyOf(state).ifPresent(reply -> effects.add(new CancelReply(reply)));
  }
}
