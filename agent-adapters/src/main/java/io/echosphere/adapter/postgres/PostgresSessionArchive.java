package io.echosphere.adapter.postgres;

import static io.echosphere.adapter.postgres.PostgresSessionRepository.SESSION_COLUMNS;
import static io.echosphere.adapter.postgres.PostgresSessionRepository.storable;
import static io.echosphere.adapter.postgres.PostgresSessionRepository.timestamp;

import io.echosphere.application.port.out.SessionArchive;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.domain.session.SessionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The archive in PostgreSQL. Pages are found by an index on their order, so that the last one costs
 * what the first one does. Thread-safe.
 */
final class PostgresSessionArchive implements SessionArchive {
  private static final String OF_USER = "user_id = ?";
  private static final String AFTER = "(created_at, id) < (?, ?)";

  private static final String DELETE = "DELETE FROM sessions WHERE id = ?";

  private static final String DELETE_OF_USER =
      """
      DELETE FROM sessions WHERE id IN (
          SELECT id FROM sessions WHERE user_id = ? ORDER BY created_at DESC, id DESC LIMIT ?)\
      """;

  private static final String DELETE_BEFORE =
      """
      DELETE FROM sessions WHERE id IN (
          SELECT id FROM sessions WHERE created_at < ? ORDER BY created_at, id LIMIT ?)\
      """;

  private final PostgresSessionRepository sessions;

  PostgresSessionArchive(PostgresSessionRepository sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<Summary> page(Query query) throws RepositoryUnavailable {
    var user = query.userId();
    var after = query.after();
    var conditions = new ArrayList<String>();
    if (user != null) {
      conditions.add(OF_USER);
    }
    if (after != null) {
      conditions.add(AFTER);
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return sessions.run(
        "list sessions",
        summariesOf(SESSION_COLUMNS + where),
        statement -> {
          int next = 1;
          if (user != null) {
            statement.setString(next++, storable(user));
          }
          if (after != null) {
            statement.setObject(next++, timestamp(after.createdAt()));
            statement.setObject(next++, after.id().value());
          }
          statement.setInt(next, query.limit());
          return summaries(statement);
        });
  }

  @Override
  public Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable {
    return sessions.find(id);
  }

  @Override
  public boolean delete(SessionId id) throws RepositoryUnavailable {
    return sessions.run(
        "delete session",
        DELETE,
        statement -> {
          statement.setObject(1, id.value());
          return statement.executeUpdate() > 0;
        });
  }

  @Override
  public int deleteOfUser(String userId, int most) throws RepositoryUnavailable {
    int limit = checked(most);
    return sessions.run(
        "delete sessions of a user",
        DELETE_OF_USER,
        statement -> {
          statement.setString(1, storable(userId));
          statement.setInt(2, limit);
          return statement.executeUpdate();
        });
  }

  @Override
  public int deleteCreatedBefore(Instant before, int most) throws RepositoryUnavailable {
    int limit = checked(most);
    return sessions.run(
        "delete old sessions",
        DELETE_BEFORE,
        statement -> {
          statement.setObject(1, timestamp(before));
          statement.setInt(2, limit);
          return statement.executeUpdate();
        });
  }

  private static String summariesOf(String select) {
    return """
    SELECT page.*, said.messages, said.latency
    FROM (%s ORDER BY created_at DESC, id DESC LIMIT ?) page
    CROSS JOIN LATERAL (
        SELECT count(*) AS messages,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_ms) AS latency
        FROM messages WHERE session_id = page.id) said
    ORDER BY page.created_at DESC, page.id DESC\
    """
        .formatted(select);
  }

  private static int checked(int most) {
    if (most < 1 || most > LARGEST_BATCH) {
      throw new IllegalArgumentException(most + " is not in 1 to " + LARGEST_BATCH);
    }
    return most;
  }

  private static List<Summary> summaries(PreparedStatement statement) throws SQLException {
    var summaries = new ArrayList<Summary>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        summaries.add(
            new Summary(
                PostgresSessionRepository.session(row),
                row.getInt(10),
                PostgresSessionRepository.latency(row.getObject(11, Integer.class))));
      }
    }
    return summaries;
  }
}
