package io.echosphere.application.port.in;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets a person into a room. Thread-safe; does not wait for the network. */
public interface IssueToken {
  /** Makes a token. Every one has an identity of its own, so that no two visitors collide. */
  Pass issue(Visitor visitor);

  /**
   * Who wants to come in, checked by whoever asks.
   *
   * @param roomName LiveKit's name of the room
   * @param displayName what others see; not an identity
   * @param userId who this is, over all their visits
   * @param language the language they chose; null if they chose none
   */
  record Visitor(
      String roomName, String displayName, String userId, @Nullable SpokenLanguage language) {}

  /**
   * What lets them in.
   *
   * @param token a JWT; secret
   * @param url the LiveKit server as the visitor reaches it
   * @param roomName the one room it opens
   * @param identity the visitor's, in that room
   * @param expiresAt until when it may be used to join; who is in by then stays
   */
  record Pass(String token, URI url, String roomName, String identity, Instant expiresAt) {
    @Override
    public String toString() {
      return "pass of " + identity + " for " + roomName;
    }
  }

  /** The languages a visitor may choose. */
  enum SpokenLanguage {
    JA,
    EN;

    /** As it is written in requests and attributes: {@code ja} or {@code en}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
