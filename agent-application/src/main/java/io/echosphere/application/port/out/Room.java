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

  /** Publishes what was said, as a text stream and as the legacy packet. Never blocks. */
  void publish(Transcription transcription);

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

  /** The two sides of a call. */
  enum Speaker {
    CALLER,
    AGENT
  }
}
