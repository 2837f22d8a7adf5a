package io.echosphere.adapter.http;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * How the server behaves.
 *
 * @param protection who may ask
 * @param roomNames what becomes of the names of rooms
 * @param signingSecret what room names and visitors' cookies are signed with; every process that
 *     serves the same page needs the same. Secret
 * @param livekitUrl the LiveKit server as browsers reach it: the page may connect there
 */
public record HttpSettings(
    Protection protection, RoomNaming roomNames, String signingSecret, URI livekitUrl) {
  @Override
  public String toString() {
    return "http settings";
  }

  /**
   * Who may ask.
   *
   * @param tokensPerMinute tokens for one client address, at least 0; 0 sets no limit
   * @param trustedProxies whose word about the client's address is believed
   * @param allowedOrigins other sites whose pages may ask for tokens; {@code *} for all
   * @param apiKeys keys of servers that ask for their users; secret
   * @param inviteSecret what invitations are signed with, or empty; secret
   * @param adminKey the operator's key; empty: there is no history and no admin page. Secret
   */
  public record Protection(
      int tokensPerMinute,
      TrustedProxies trustedProxies,
      Set<String> allowedOrigins,
      List<String> apiKeys,
      String inviteSecret,
      String adminKey) {
    public Protection {
      allowedOrigins = Set.copyOf(allowedOrigins);
      apiKeys = List.copyOf(apiKeys);
    }

    /** Whether a token is given only to those with a key or an invitation. */
    boolean invitationNeeded() {
      return !apiKeys.isEmpty() || !inviteSecret.isEmpty();
    }

    @Override
    public String toString() {
      return "protection";
    }
  }
}
