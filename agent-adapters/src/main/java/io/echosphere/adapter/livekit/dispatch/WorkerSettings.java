package io.echosphere.adapter.livekit.dispatch;

import java.net.URI;
import java.util.Map;

/**
 * Who this worker is, and to which LiveKit server.
 *
 * @param url the server: {@code ws}, {@code wss}, {@code http} or {@code https}
 * @param apiKey the API key
 * @param apiSecret the API secret; never shown
 * @param agentName what an explicit dispatch must ask for; empty for automatic dispatch, which
 *     gives every new room an agent
 * @param participantName the name the agent shows in the room
 * @param attributes what its participant carries in every room; everybody there can read them
 * @param version this worker's version, for the server's log
 */
public record WorkerSettings(
    URI url,
    String apiKey,
    String apiSecret,
    String agentName,
    String participantName,
    Map<String, String> attributes,
    String version) {
  public WorkerSettings {
    attributes = Map.copyOf(attributes);
  }

  @Override
  public String toString() {
    return "worker '" + agentName + "' " + version + " for " + url;
  }
}
