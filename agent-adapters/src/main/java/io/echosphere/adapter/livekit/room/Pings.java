package io.echosphere.adapter.livekit.room;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.SignalRequest;
import org.jspecify.annotations.Nullable;

/** Notices that the server has gone silent. Owned by the room's thread. */
final class Pings {
  private final RoomThread thread;
  private final InstantSource time;
  private final Duration timeout;
  private final Runnable onSilence;
  private @Nullable Future<?> deadline;

  private Pings(RoomThread thread, InstantSource time, Duration timeout, Runnable onSilence) {
    this.thread = thread;
    this.time = time;
    this.timeout = timeout;
    this.onSilence = onSilence;
  }

  /**
   * Pings in the interval that the server asked for, until the thread stops.
   *
   * @param onSilence called if no answer comes within the time-out
   */
  static Pings start(
      RoomThread thread,
      InstantSource time,
      Duration interval,
      Duration timeout,
      Consumer<SignalRequest> sender,
      Runnable onSilence) {
    var pings = new Pings(thread, time, timeout, onSilence);
    thread.every(interval, () -> sender.accept(pings.next()));
    pings.answered();
    return pings;
  }

  /** An answer came. */
  void answered() {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline = thread.after(timeout, onSilence);
  }

  private SignalRequest next() {
    return SignalRequest.newBuilder()
        .setPingReq(Ping.newBuilder().setTimestamp(time.millis()))
        .build();
  }
}
