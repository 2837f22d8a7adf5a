package io.echosphere.domain.session;

import java.util.UUID;

/**
 * Identifies one session for ever.
 *
 * @param value a version 7 UUID, so that identifiers sort by creation
 */
public record SessionId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
