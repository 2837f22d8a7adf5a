package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector;
import io.echosphere.application.port.out.RoomListener;
import java.time.InstantSource;

/**
 * Joins LiveKit rooms as an agent, by signalling protocol v0 and two WebRTC connections.
 * Thread-safe.
 *
 * <p>A caller is reported once they receive the agent's track (or after a second), so that nothing
 * said from then on is lost. The agent's state is {@code initializing} from the join on.
 */
public final class LiveKitRoomConnector implements RoomConnector {
  private final WebRtc webRtc;
  private final InstantSource time;

  /**
   * Creates a connector.
   *
   * @param webRtc loaded while the worker starts, so that no call waits for it
   * @param time the time of day, for the time stamps that go on the wire
   */
  public LiveKitRoomConnector(WebRtc webRtc, InstantSource time) {
    this.webRtc = webRtc;
    this.time = time;
  }

  @Override
  public Room join(Ticket ticket, RoomListener listener)
      throws RoomUnavailable, InterruptedException {
    var room = new AgentRoom(webRtc, ticket, listener, time);
    room.join();
    return room;
  }
}
