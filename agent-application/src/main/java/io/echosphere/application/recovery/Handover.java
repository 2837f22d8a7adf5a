package io.echosphere.application.recovery;

import io.echosphere.domain.session.SessionId;
import java.util.Optional;
import java.util.UUID;

/** How a dispatch tells its job which session to go on with. */
final class Handover {
  private static final String KEY = "echosphere.session=";

  private Handover() {}

  /** The metadata of a dispatch for a session. */
  static String metadata(SessionId session) {
    return KEY + session;
  }

  /** The session that a job's metadata names; empty for metadata of others. */
  static Optional<SessionId> session(String metadata) {
    if (!metadata.startsWith(KEY)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SessionId(UUID.fromString(metadata.substring(KEY.length()))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
