package io.echosphere.adapter.livekit.room;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.SignalRequest;
import org.jspecify.annotations.Nullable;

/** Notices that the server has gone silent. Owned by the room's thread. */
final class Pings {
  private final RoomThread thread;
  private final InstantSource time;
  private final Rhythm rhythm;
  private final Runnable onSilence;
  private @Nullable Future<?> deadline;
  private @Nullable Future<?> beat;

  private Pings(RoomThread thread, InstantSource time, Rhythm rhythm, Runnable onSilence) {
    this.thread = thread;
    this.time = time;
    this.rhythm = rhythm;
    this.onSilence = onSilence;
  }

  /** How often to ping, and how long to wait for an answer. */
  record Rhythm(Duration interval, Duration timeout) {
    /** As the server asked for, but never faster than once a second. */
    static Rhythm of(JoinResponse room) {
      return new Rhythm(
          Duration.ofSeconds(Math.max(1, room.getPingInterval())),
          Duration.ofSeconds(Math.max(2, room.getPingTimeout())));
    }
  }

  /**
   * Pings until {@link #stop}, or the thread stops.
   *
   * @param onSilence called if no answer comes within the time-out
   */
  static Pings start(
      RoomThread thread,
      InstantSource time,
      Rhythm rhythm,
      Consumer<SignalRequest> sender,
      Runnable onSilence) {
    var pings = new Pings(thread, time, rhythm, onSilence);
    pings.beat = thread.every(rhythm.interval(), () -> sender.accept(pings.next()));
    pings.answered();
    return pings;
  }

  /** An answer came. */
  void answered() {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline = thread.after(rhythm.timeout(), onSilence);
  }

  /** Pings no more. */
  void stop() {
    if (beat != null) {
      beat.cancel(false);
    }
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  private SignalRequest next() {
    return SignalRequest.newBuilder()
        .setPingReq(Ping.newBuilder().setTimestamp(time.millis()))
        .build();
  }
}
