package io.echosphere.domain.turn;

import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.speech.Language;

/** What the session is to do next. Effects never block and are executed in order. */
public sealed interface TurnEffect {

  /** The caller is known: store the session and start hearing. */
  record StartSession() implements TurnEffect {}

  /** The session is over: leave the room, store its end. The last effect of all. */
  record EndSession(boolean success, String reason) implements TurnEffect {}

  /** Begin to make a reply. Nothing of it is played before {@link LetSpeak}. */
  record StartReply(ReplyId reply, ReplyPlan plan) implements TurnEffect {}

  /** The caller's words so far belong to a turn that has ended, or are nobody's. */
  record TakeTurn() implements TurnEffect {}

  /** The reply may be heard from its first sample on. */
  record LetSpeak(ReplyId reply) implements TurnEffect {}

  /** Fade the reply out within 10 ms and hold it there. */
  record PauseReply(ReplyId reply) implements TurnEffect {}

  /** Play the reply more quietly. */
  record DuckReply(ReplyId reply) implements TurnEffect {}

  /** Go on from the sample where the pause began, at full loudness. */
  record ResumeReply(ReplyId reply) implements TurnEffect {}

  /** Call the reply off, upstream too; {@code ReplyEnded} tells what was heard. */
  record CancelReply(ReplyId reply) implements TurnEffect {}

  /** Report {@code DeadlinePassed} after the delay. */
  record SetDeadline(Deadline deadline, long delayMillis) implements TurnEffect {}

  /** Show the agent's state to the room. */
  record PublishState(AgentState state) implements TurnEffect {}

  /**
   * The caller is saying this, as far as is known: show it.
   *
   * @param turn the turn it is to become, counted from 1
   * @param text not blank
   */
  record ShowCaller(long turn, String text, Language language) implements TurnEffect {}

  /**
   * The caller said this: store it, and show it unless they typed it.
   *
   * @param turn counts the caller's turns from 1
   * @param atMillis when the turn ended, on the session's timeline
   * @param audioMillis how long the speech lasted
   * @param typed whether none of it was spoken
   */
  record RecordCaller(
      long turn, String text, Language language, long atMillis, long audioMillis, boolean typed)
      implements TurnEffect {}

  /**
   * The caller's turn has ended with these words, and the recogniser may still correct them: store
   * them. {@link RecordCaller}, or another of these, follows for the same turn.
   *
   * @param turn counts the caller's turns from 1
   * @param text may be blank
   * @param atMillis when the turn ended, on the session's timeline
   * @param audioMillis how long the speech lasted
   */
  record RecordCallerSoFar(long turn, String text, long atMillis, long audioMillis)
      implements TurnEffect {}

  /**
   * So much of a reply has been heard: store it. {@link RecordReply} follows unless the process
   * dies before the reply is over.
   *
   * @param heard not blank
   */
  record RecordReplySoFar(ReplyId reply, String heard, long audioMillis) implements TurnEffect {}

  /**
   * The agent said this: store it.
   *
   * @param heard what was heard of it, not blank
   * @param interrupted whether it was cut short
   */
  record RecordReply(ReplyId reply, String heard, long audioMillis, boolean interrupted)
      implements TurnEffect {}

  /** How a reply is made. */
  sealed interface ReplyPlan {}

  /** The set greeting. */
  record Greeting() implements ReplyPlan {}

  /** The set words with which an agent goes on where another one was lost. */
  record PickUp(Language language) implements ReplyPlan {}

  /** The set apology for a fault of ours. */
  record Apology(Language language) implements ReplyPlan {}

  /** The set question to a caller who has said nothing for long. */
  record CheckIn(Language language) implements ReplyPlan {}

  /**
   * What the model says to the conversation so far.
   *
   * @param voiceEndedMillis when the caller's voice ended, on the session's timeline
   */
  record Answer(Conversation conversation, Language language, long voiceEndedMillis)
      implements ReplyPlan {}
}
