package io.echosphere.adapter.http;

import io.echosphere.application.port.out.SessionArchive.Position;
import io.echosphere.domain.session.SessionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Places in the history as clients carry them: opaque, and worth nothing without the key. */
final class Cursors {
  private static final int BYTES = 3 * Long.BYTES;

  /** Beyond it PostgreSQL would refuse the question. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Cursors() {}

  static String write(Position position) {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()))
            .putLong(position.id().value().getMostSignificantBits())
            .putLong(position.id().value().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /** The place; empty if this was never a cursor. */
  static Optional<Position> read(String cursor) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() != BYTES) {
        return Optional.empty();
      }
      var createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
      var id = new SessionId(new UUID(bytes.getLong(), bytes.getLong()));
      return createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(LAST)
          ? Optional.empty()
          : Optional.of(new Position(createdAt, id));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
