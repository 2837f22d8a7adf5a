package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.RoomAccess;
import io.echosphere.application.port.out.Timers;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanPublishSources;
import io.livekit.server.CanSubscribe;
import io.livekit.server.CanUpdateOwnMetadata;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.util.Date;
import java.util.List;
import livekit.LivekitAgentDispatch.RoomAgentDispatch;
import livekit.LivekitRoom.RoomConfiguration;

/** Signs tokens with the server's key, and asks the server for agents. Thread-safe. */
public final class LiveKitAccess implements RoomAccess, AutoCloseable {
  private final AccessSettings settings;
  private final AgentSummons summons;

  /** Access to one server. Contacts it only when a room may lack its agent. */
  public LiveKitAccess(AccessSettings settings, Timers timers) {
    this.settings = settings;
    this.summons = new AgentSummons(new DispatchApi(settings), settings.agentName(), timers);
  }

  @Override
  public String token(Entry entry) {
    var token = new AccessToken(settings.apiKey(), settings.apiSecret());
    token.setIdentity(entry.identity());
    token.setName(entry.displayName());
    token.setExpiration(Date.from(entry.expiresAt()));
    token.getAttributes().putAll(entry.attributes());
    token.addGrants(
        new RoomJoin(true),
        new RoomName(entry.roomName()),
        new CanPublish(true),
        new CanPublishSources(List.of("microphone")),
        new CanPublishData(true),
        new CanSubscribe(true),
        // The attributes say who it is: it must not be able to say otherwise.
        new CanUpdateOwnMetadata(false));
    if (!settings.agentName().isEmpty()) {
      token.setRoomConfiguration(
          RoomConfiguration.newBuilder()
              .addAgents(RoomAgentDispatch.newBuilder().setAgentName(settings.agentName()))
              .build());
    }
    return token.toJwt();
  }

  @Override
  public void wantAgent(String roomName) {
    summons.want(roomName);
  }

  /** Asks for no more agents. Idempotent. */
  @Override
  public void close() {
    summons.close();
  }
}
