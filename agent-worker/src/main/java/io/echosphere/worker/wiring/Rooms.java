package io.echosphere.worker.wiring;

import io.echosphere.adapter.livekit.access.AccessSettings;
import io.echosphere.adapter.livekit.access.LiveKitRoomControl;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recovery.Custody;
import io.echosphere.application.recovery.RoomSweep;
import io.echosphere.application.session.Calls;
import io.echosphere.worker.config.LiveKitConfig;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * LiveKit's rooms as seen from outside, and the look for those that lack an agent.
 *
 * @param control how LiveKit is asked
 * @param sweep the look
 * @param thread the sweep's
 */
record Rooms(LiveKitRoomControl control, RoomSweep sweep, ExecutorService thread)
    implements AutoCloseable {
  /** Asks about nothing before the sweep is told to. */
  static Rooms of(LiveKitRoomControl control, Calls calls, Custody custody, Timers timers) {
    var thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("room-sweep").factory());
    var sweep =
        new RoomSweep(
            control,
            calls::places,
            room -> calls.isIn(room) || custody.isHeldElsewhere(room),
            timers,
            thread);
    return new Rooms(control, sweep, thread);
  }

  static LiveKitRoomControl control(LiveKitConfig livekit, Timers timers) {
    return new LiveKitRoomControl(access(livekit), timers);
  }

  /** What LiveKit's server API is asked with. */
  static AccessSettings access(LiveKitConfig livekit) {
    return new AccessSettings(
        livekit.httpUrl(), livekit.apiKey(), livekit.apiSecret().value(), livekit.agentName());
  }

  @Override
  public void close() {
    sweep.close();
    thread.shutdownNow();
    control.close();
  }
}
