package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.application.port.out.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/**
 * Joins LiveKit rooms as an agent, by signalling protocol v0 and two WebRTC connections.
 * Thread-safe.
 *
 * <p>A caller is reported once they receive the agent's track (or after a second), so that nothing
 * said from then on is lost. The agent's state is {@code initializing} from the join on. A broken
 * connection is restored: resumed where the server still knows us, else by joining anew.
 */
public final class LiveKitRoomConnector implements RoomConnector {
  private final WebRtc webRtc;
  private final InstantSource time;
  private final AgentRoom.Reconnecting reconnecting;

  /**
   * Creates a connector.
   *
   * @param webRtc loaded while the worker starts, so that no call waits for it
   * @param time the time of day, for the time stamps that go on the wire
   * @param reconnecting how long a broken connection may take to be restored; zero for not at all
   * @param telemetry counts broken connections
   */
  public LiveKitRoomConnector(
      WebRtc webRtc, InstantSource time, Duration reconnecting, Telemetry telemetry) {
    this.webRtc = webRtc;
    this.time = time;
    var policy = new ReconnectPolicy(reconnecting, new Random());
    this.reconnecting = new AgentRoom.Reconnecting(policy, telemetry);
  }

  @Override
  public Room join(Ticket ticket, RoomListener listener)
      throws RoomUnavailable, InterruptedException {
    var room = new AgentRoom(webRtc, ticket, listener, time, reconnecting);
    room.join();
    return room;
  }
}
