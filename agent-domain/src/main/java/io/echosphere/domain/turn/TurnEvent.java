package io.echosphere.domain.turn;

import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import java.util.List;
import java.util.Set;

/** A fact that may change whose turn it is, grouped by who reports it. */
public sealed interface TurnEvent {

  /** Facts about who is in the room. */
  sealed interface Presence extends TurnEvent {}

  /** The caller is in the room, for the first time or again. */
  record CallerJoined() implements Presence {}

  /**
   * The caller who is about to be met was in a conversation with an agent that was lost, and this
   * agent goes on with it. Counts before the caller has joined; ignored later.
   *
   * @param earlier what was said last, oldest first
   * @param turns more than the turns that the caller can have had, so that new ones are counted on
   *     from there
   * @param language the language of that conversation
   */
  record SessionResumed(List<Line> earlier, long turns, Language language) implements Presence {
    public SessionResumed {
      earlier = List.copyOf(earlier);
    }
  }

  /** The caller is no longer in the room. */
  record CallerLeft() implements Presence {}

  /**
   * The agent is no longer in the room.
   *
   * @param reason a short phrase
   * @param failure whether that is a fault; a room that was closed is none
   */
  record Disconnected(String reason, boolean failure) implements Presence {}

  /** The job is to end: terminated by LiveKit, or the worker stops. */
  record StopRequested(String reason) implements Presence {}

  /** Facts about the caller's voice. */
  sealed interface Heard extends TurnEvent {}

  /** Voice began. */
  record SpeechStarted() implements Heard {}

  /**
   * Voice ended.
   *
   * @param voiceEndedMillis when the last of it sounded, on the session's timeline: earlier than
   *     the event, since silence takes time to notice
   * @param pause the pause it ended with; the ear counts them from 1
   */
  record SpeechEnded(long voiceEndedMillis, long pause) implements Heard {}

  /** Words, partial or final. */
  record TranscriptHeard(Transcript transcript) implements Heard {}

  /**
   * A broken stream's words no longer hold: their sound is being heard again by the next one.
   *
   * @param segments whose words, partial or final, are taken back unless their turn has ended
   */
  record TranscriptWithdrawn(Set<String> segments) implements Heard {
    public TranscriptWithdrawn {
      segments = Set.copyOf(segments);
    }
  }

  /** The recogniser failed and its own recovery did not help. */
  record TranscriptionFailed(String detail) implements Heard {}

  /**
   * The caller typed a message.
   *
   * @param text as it came; may be blank or long
   */
  record TextReceived(String text) implements Heard {}

  /** Facts that only colour or keep what happens; in no state do they change whose turn it is. */
  sealed interface Noted extends TurnEvent {}

  /**
   * How likely a pause ends the turn, by its sound.
   *
   * @param pause which pause; the ear counts them from 1
   * @param probability 0 to 1
   */
  record EndOfTurnEstimated(long pause, double probability) implements Noted {}

  /**
   * The ear recognises the agent's own voice in the caller's microphone by its sound. Told at its
   * beginning, and again every half second while it goes on.
   */
  record OwnVoiceHeard() implements Noted {}

  /**
   * The caller may have begun to speak: a sound that is too short to tell. What the agent has not
   * begun to say can wait for the few ms until {@link SpeechStarted} or the end of the suspicion.
   *
   * @param suspected whether it is so; false when it was no voice
   */
  record VoiceSuspected(boolean suspected) implements Noted {}

  /** The caller's microphone was switched off, or on again. */
  record CallerMuted(boolean muted) implements Noted {}

  /**
   * All of a clause has been played, whether or not the reply is over.
   *
   * @param heard the clauses that were played to their end, this one the last; may be blank
   * @param audioMillis how long the reply has sounded
   */
  record ClauseFinished(ReplyId reply, String heard, long audioMillis) implements Noted {}

  /** Facts about a reply of ours; each names it, so that a late one can be dropped. */
  sealed interface Replied extends TurnEvent {
    /** The reply it is about. */
    ReplyId reply();
  }

  /**
   * The first sample of a clause is being played.
   *
   * @param text the clause as it was generated
   */
  record ClauseVoiced(ReplyId reply, String text) implements Replied {}

  /**
   * The reply is over; the last fact about it.
   *
   * @param heard what of it was heard: a prefix of what was generated, may be empty
   * @param audioMillis how long it sounded
   * @param detail names the service and its fault when it failed; else empty
   */
  record ReplyEnded(ReplyId reply, Outcome outcome, String heard, long audioMillis, String detail)
      implements Replied {}

  /** A deadline has passed. */
  record DeadlinePassed(Deadline deadline) implements TurnEvent {}

  /** How a reply ended. */
  enum Outcome {
    /** It was played to its end. */
    COMPLETED,
    /** We called it off. */
    CANCELLED,
    /** The model failed, or said nothing. */
    FAILED,
    /** The voice failed: its text could only be shown. */
    UNVOICED
  }
}
