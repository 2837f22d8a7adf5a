package io.echosphere.application.port.out;

import java.time.Duration;
import java.util.Map;

/** Hears what happens in a room. Called from threads of the adapter's; must not block. */
public interface RoomListener {
  /**
   * The caller is here: the first standard or SIP participant, now or already there on joining.
   * Later participants are neither reported nor heard nor read while the caller is there, and do
   * not take the caller's place when they leave; whoever joins after that does.
   */
  void callerJoined(Caller caller);

  /**
   * The caller has left the room. Another one, or the same again, may join later, and is then
   * reported by {@link #callerJoined}.
   */
  void callerLeft();

  /**
   * The caller has muted their microphone, or unmuted it. Told on changes only; to begin with,
   * after {@link #callerJoined}, it counts as not muted.
   */
  void callerMuted(boolean muted);

  /**
   * The caller wrote a message, on the topic {@code lk.chat} or as a legacy chat packet. Never
   * called before {@link #callerJoined}; messages of other participants are ignored. At most ten at
   * once and one a second are told.
   *
   * @param text one to 4,000 UTF-16 units (a longer message is cut off there), not blank, without
   *     control characters but line breaks; not to be trusted
   */
  void textReceived(String text);

  /**
   * What the caller said before {@link #callerAudio} begins: recorded by their client before the
   * agent came, followed by the live audio that was kept back for it. Comes at most once a
   * microphone, after {@link #callerJoined}, before the microphone's first live audio and on the
   * same native thread: take it and return.
   *
   * @param samples whole frames of 480 samples at 48 kHz, at most 10 s; the listener's to keep
   */
  void callerAudioBefore(short[] samples);

  /**
   * 10 ms of the caller's microphone, on a native thread shared by all sessions: copy and return.
   *
   * @param samples 480 samples at 48 kHz, valid during the call only
   */
  void callerAudio(short[] samples);

  /**
   * The agent's voice reaches nobody for now, as the connection broke; it is being restored, with
   * everything else as it was. Not told when only signalling broke, which nobody hears. Followed by
   * {@link #restored} or by the last call, and never told twice without one between.
   *
   * @param unheard for how long what was played has reached nobody already, as far as is known; at
   *     least zero
   */
  void interrupted(Duration unheard);

  /** The caller hears the agent again, or has been away for so long that they count as gone. */
  void restored();

  /**
   * The connection broke, also while the room is joined, and is being restored: whoever was in the
   * room for us may be taken for gone there. Followed by {@link #reconnected} or by the last call.
   */
  void reconnecting();

  /** The connection is restored. */
  void reconnected();

  /** The room was closed, or the agent sent out of it: no fault. Last call. */
  void closed(String reason);

  /**
   * The connection to the room was lost, other than by {@link Room#close}, and could not be
   * restored in time. Last call.
   */
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
