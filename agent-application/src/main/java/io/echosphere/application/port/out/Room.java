package io.echosphere.application.port.out;

import io.echosphere.domain.turn.AgentState;

/** A room the agent is in. Thread-safe but for {@link #play}. */
public interface Room extends AutoCloseable {
  /**
   * Sends the next 10 ms of the agent's voice; called every 10 ms from the mouth's thread alone,
   * with silence when there is nothing to say (a gap raises the receiver's latency). Does not
   * block; after {@link #close} it does nothing.
   *
   * @param frame 160 samples at 16 kHz; read only, reused after return
   */
  void play(short[] frame);

  /** Publishes {@code lk.agent.state}. Never blocks. */
  void publish(AgentState state);

  /**
   * Publishes what was said, as a text stream and as the legacy packet. Never blocks. Of interim
   * texts of the caller's the newest is published ten times a second at most, a final one at once;
   * nothing interim of a segment is published after its final one.
   */
  void publish(Transcription transcription);

  /**
   * Begins the transcript of one of the agent's utterances, to be shown while it is spoken. Nothing
   * is published before the first words. Never blocks.
   *
   * @param segment identifies the utterance within the room
   * @param language BCP 47 tag
   */
  AgentTranscript transcribe(String segment, String language);

  /** Leaves the room and frees what can be freed. Idempotent; blocks at most about 2 s. */
  @Override
  void close();

  /**
   * What one side said.
   *
   * @param speaker who
   * @param segment identifies the utterance within the room; a later text of the same segment
   *     replaces an earlier one
   * @param text the whole text so far, never blank
   * @param language BCP 47 tag
   * @param isFinal whether it is complete
   */
  record Transcription(
      Speaker speaker, String segment, String text, String language, boolean isFinal) {}

  /**
   * The transcript of an utterance of the agent's that is being spoken. Thread-safe; what one
   * thread appends keeps its order. Never blocks; does nothing once it or the room is closed.
   */
  interface AgentTranscript {
    /**
     * Shows further words, as their sound goes out. Beyond some minutes of talk (16,384 characters)
     * nothing more is shown.
     *
     * @param words what follows what is shown already, with the blanks between; may be empty
     */
    void append(String words);

    /**
     * Ends the transcript with what has been appended: that is what was heard.
     *
     * @param interrupted whether the utterance was cut short; readers are told by the attribute
     *     {@code echosphere.interrupted}
     */
    void close(boolean interrupted);
  }

  /** The two sides of a call. */
  enum Speaker {
    CALLER,
    AGENT
  }
}
