package io.echosphere.adapter.webrtc;

import java.util.List;

/**
 * A STUN or TURN server.
 *
 * @param urls such as {@code stun:host:port}
 * @param username for TURN; may be empty
 * @param credential for TURN; may be empty; secret
 */
public record IceServer(List<String> urls, String username, String credential) {
  public IceServer {
    urls = List.copyOf(urls);
  }

  @Override
  public String toString() {
    return "ICE server " + urls;
  }
}
