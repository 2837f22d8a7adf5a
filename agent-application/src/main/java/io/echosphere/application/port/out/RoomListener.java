package io.echosphere.application.port.out;

import java.util.Map;

/** Hears what happens in a room. Called from threads of the adapter's; must not block. */
public interface RoomListener {
  /**
   * The caller is here: the first standard or SIP participant, now or already there on joining.
   * Later participants are not reported.
   */
  void callerJoined(Caller caller);

  /** The caller has left the room. Another one, or the same again, may join later. */
  void callerLeft();

  /**
   * 10 ms of the caller's microphone, on a native thread shared by all sessions: copy and return.
   *
   * @param samples 480 samples at 48 kHz, valid during the call only
   */
  void callerAudio(short[] samples);

  /** The room was closed, or the agent sent out of it: no fault. Last call. */
  void closed(String reason);

  /** The connection to the room was lost, other than by {@link Room#close}. Last call. */
  void disconnected(String reason);

  /**
   * Who called.
   *
   * @param identity unique in the room
   * @param name for display; may be empty
   * @param attributes LiveKit's participant attributes
   */
  record Caller(String identity, String name, Map<String, String> attributes) {
    /** The attribute in which our own tokens carry who the caller is, over all their calls. */
    public static final String USER_ID = "echosphere.user_id";

    public Caller {
      attributes = Map.copyOf(attributes);
    }

    /**
     * Who called. A participant cannot set the attribute itself: our tokens do not allow it. Who
     * came with another's token is known by identity alone.
     */
    public String userId() {
      String known = attributes.getOrDefault(USER_ID, "");
      return known.isBlank() ? identity : known;
    }
  }
}
