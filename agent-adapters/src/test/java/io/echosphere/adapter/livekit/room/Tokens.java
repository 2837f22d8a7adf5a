package io.echosphere.adapter.livekit.room;

import io.echosphere.simulator.stack.LiveKitServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as the server gives them to agents and our API to callers; the SDK cannot set a kind. */
final class Tokens {
  private Tokens() {}

  static String agent(LiveKitServer server, String room) {
    return sign(server, server.apiSecret(), room, "agent-" + room, ",\"kind\":\"agent\"");
  }

  static String otherAgent(LiveKitServer server, String room, String identity) {
    return sign(server, server.apiSecret(), room, identity, ",\"kind\":\"agent\"");
  }

  static String caller(LiveKitServer server, String room, String identity) {
    return sign(server, server.apiSecret(), room, identity, "");
  }

  static String forged(LiveKitServer server, String room) {
    return sign(server, "another-secret-that-the-server-does-not-know", room, "forger", "");
  }

  private static String sign(
      LiveKitServer server, String secret, String room, String identity, String more) {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"%s","sub":"%s","name":"%s","nbf":%d,"exp":%d,
         "attributes":{"plan":"gold"},
         "video":{"roomJoin":true,"room":"%s","canPublish":true,"canSubscribe":true,
                  "canPublishData":true,"canUpdateOwnMetadata":true}%s}"""
            .formatted(
                server.apiKey(), identity, "Name of " + identity, now - 10, now + 600, room, more);
    String body = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return body + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
