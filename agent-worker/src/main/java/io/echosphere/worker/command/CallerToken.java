package io.echosphere.worker.command;

import io.echosphere.worker.config.LiveKitConfig;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanSubscribe;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.time.Duration;
import livekit.LivekitAgentDispatch.RoomAgentDispatch;
import livekit.LivekitRoom.RoomConfiguration;

/** Tokens with which a caller joins a room. */
final class CallerToken {
  /** Long enough to join; a connection outlives its token. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private CallerToken() {}

  /** A token for one caller and room; asks for the agent by name if it has one. Secret. */
  static String create(LiveKitConfig livekit, String room, String identity) {
    var token = new AccessToken(livekit.apiKey(), livekit.apiSecret().value());
    token.setIdentity(identity);
    token.setName(identity);
    token.setTtl(LIFE.toMillis());
    token.addGrants(
        new RoomJoin(true), new RoomName(room), new CanPublish(true), new CanSubscribe(true));
    if (!livekit.agentName().isEmpty()) {
      var agent = RoomAgentDispatch.newBuilder().setAgentName(livekit.agentName());
      token.setRoomConfiguration(RoomConfiguration.newBuilder().addAgents(agent).build());
    }
    return token.toJwt();
  }
}
