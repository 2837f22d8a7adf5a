package io.echosphere.adapter.livekit.room;

/** Hears a call from the caller's side. Called on the call's thread; must not block. */
public interface CallerListener {
  /** The agent is in the room, now or already there on joining. */
  default void agentJoined(String identity) {}

  /** The agent has left. */
  default void agentLeft() {}

  /** The agent's {@code lk.agent.state}, on each change; such as {@code listening}. */
  default void agentState(String state) {}

  /**
   * 10 ms of the agent's voice, on a native thread shared by all calls: copy and return.
   *
   * @param samples 480 samples at 48 kHz, valid during the call only
   */
  default void agentAudio(short[] samples) {}

  /**
   * What somebody said, from the text streams.
   *
   * @param speakerIdentity the participant who spoke: the agent or a caller
   * @param segmentId identifies the utterance; a later text of the same one replaces an earlier
   * @param text the whole text so far
   * @param isFinal whether it is complete
   */
  default void transcription(
      String speakerIdentity, String segmentId, String text, boolean isFinal) {}

  /** The caller's own connection broke, and is being restored. May repeat. */
  default void reconnecting() {}

  /** The caller's own connection stands, for the first time or again. */
  default void connected() {}

  /** The caller is no longer in the room, other than by closing. Last call. */
  default void disconnected(String reason) {}
}
