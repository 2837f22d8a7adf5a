package io.echosphere.adapter.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * Invitations: good until a time, for one room or for any, by as many visitors as have the link.
 * {@code v1.EXPIRY.ROOM.SIGNATURE}, with the expiry in seconds of the epoch and the room in base64.
 * Thread-safe.
 */
public final class Invites {
  private static final String VERSION = "v1";
  private static final int PARTS = 4;

  private final Signer signer;

  /**
   * Invitations signed with a secret.
   *
   * @param secret at least 16 characters
   */
  public Invites(String secret) {
    signer = new Signer(secret, "invitation");
  }

  /**
   * Writes an invitation.
   *
   * @param room the room's name as it will be asked for; empty for any
   * @param expiresAt its last second
   * @return what goes into a link; letters, digits, dots, dashes and underscores
   */
  public String create(String room, Instant expiresAt) {
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(room.getBytes(StandardCharsets.UTF_8));
    String signed = VERSION + "." + expiresAt.getEpochSecond() + "." + encoded;
    return signed + "." + signer.sign(signed);
  }

  /** What an invitation is worth. */
  enum Verdict {
    GOOD,
    FORGED,
    EXPIRED,
    FOR_ANOTHER_ROOM
  }

  /**
   * Judges an invitation.
   *
   * @param rooms the names of the room asked for, as asked and as it really is
   */
  Verdict judge(String invitation, List<String> rooms, Instant now) {
    String[] parts = invitation.split("\\.", -1);
    int lastDot = invitation.lastIndexOf('.');
    if (parts.length != PARTS
        || !signer.matches(invitation.substring(0, lastDot), parts[PARTS - 1])
        || !parts[0].equals(VERSION)) {
      return Verdict.FORGED;
    }
    // From here on it is ours, so that it can be read.
    if (now.getEpochSecond() > Long.parseLong(parts[1])) {
      return Verdict.EXPIRED;
    }
    String room = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
    return room.isEmpty() || rooms.contains(room) ? Verdict.GOOD : Verdict.FOR_ANOTHER_ROOM;
  }
}
