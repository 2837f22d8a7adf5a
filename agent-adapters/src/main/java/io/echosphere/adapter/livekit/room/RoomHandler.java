package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.Telemetry.Reconnection;
import java.time.Duration;
import java.util.List;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinResponse;

/** Hears a connection, on the room's thread but for {@link #packet}. */
interface RoomHandler {
  /** The server let us in; the track is not yet published. */
  void joined(JoinResponse room);

  /** The server let us in anew, after it had lost us: nothing of before is known there. */
  void rejoined(JoinResponse room);

  /** Participants that came, changed or left. */
  void participants(List<ParticipantInfo> changed);

  /** The first participant receives our track. */
  default void heard() {}

  /** A data packet, on a native thread. */
  default void packet(byte[] packet) {}

  /** What we send reaches nobody, and has not for so long; the connection is being restored. */
  default void unheard(Duration already) {}

  /** What we send reaches the server again; only after {@link #unheard}. */
  default void heardAgain() {}

  /** The connection broke, also while the room was joined; it is being restored. May repeat. */
  default void reconnecting() {}

  /** The connection stands: the room is joined, or what broke is restored. */
  default void connected() {}

  /** An outage is over, one way or the other. */
  default void reconnected(Reconnection way, boolean success) {}

  /** The connection is gone, other than by closing. Last call. */
  void lost(String reason);

  /** The server closed the room or sent us away: no fault. Last call. */
  default void dismissed(String reason) {
    lost(reason);
  }
}
