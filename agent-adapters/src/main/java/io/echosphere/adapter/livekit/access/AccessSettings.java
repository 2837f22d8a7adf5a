package io.echosphere.adapter.livekit.access;

import java.net.URI;

/**
 * Whose door it is.
 *
 * @param url the server for plain requests: {@code http://} or {@code https://}
 * @param apiKey the API key that signs
 * @param apiSecret the key's secret
 * @param agentName the agent to dispatch by name; empty when it joins every new room by itself
 */
public record AccessSettings(URI url, String apiKey, String apiSecret, String agentName) {
  @Override
  public String toString() {
    return "access to " + url;
  }
}
