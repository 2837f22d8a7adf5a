package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Words;

/** Whose turn it is: one sealed value, changed by {@link TurnMachine} alone. */
public sealed interface TurnState {

  /** No caller has come yet. */
  record Opening(Language language) implements TurnState {}

  /** A conversation is going on. */
  sealed interface Conversing extends TurnState {
    /** What is remembered across states. */
    Memory memory();
  }

  /** Nobody speaks and nothing is owed. */
  record Listening(Memory memory) implements Conversing {}

  /** The caller speaks. */
  record Hearing(Memory memory, Words words, long startedMillis) implements Conversing {}

  /** The caller has stopped; the turn's window is open, and a reply may be drafted in it. */
  record Settling(Memory memory, Speech speech, Draft draft, long mark) implements Conversing {}

  /** A reply is being made or played, and the caller is silent. */
  record Replying(Memory memory, Reply reply) implements Conversing {}

  /** The caller makes a sound during a reply, which is held or ducked. */
  record Contested(Memory memory, Reply reply, Words words, long startedMillis, long mark)
      implements Conversing {}

  /** The sound during a reply is over; its words, if it had any, may still come. */
  record Doubting(
      Memory memory, Reply reply, Words words, long startedMillis, long voiceEndedMillis, long mark)
      implements Conversing {}

  /** The caller has left and may come back; the ear may still, or already, report their voice. */
  record Away(Memory memory, long mark, CallerVoice voice) implements Conversing {}

  /** The session ends as soon as its last reply has stopped. */
  record Closing(Memory memory, boolean success, String reason) implements Conversing {}

  /** The session is over. */
  record Closed(boolean success, String reason) implements TurnState {}

  /** What the ear last reported. */
  enum CallerVoice {
    SILENT,
    SPEAKING
  }

  /** Where every session starts. */
  static TurnState opening(Language language) {
    return new Opening(language);
  }
}
