package io.echosphere.worker.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A session as PostgreSQL holds it.
 *
 * @param seconds its stored duration; 0 while it runs
 * @param reason why it ended; empty while it runs
 */
public record StoredSession(
    String id,
    String status,
    String userId,
    int seconds,
    String reason,
    Instant startedAt,
    Instant endedAt,
    List<StoredMessage> messages) {
  public StoredSession {
    messages = List.copyOf(messages);
  }

  /** One message, in the order in which they were said. */
  public record StoredMessage(String role, String text, int audioMillis, boolean interrupted) {}

  /** All sessions of a room, oldest first. */
  public static List<StoredSession> ofRoom(String room, String jdbcUrl) throws SQLException {
    var sessions = new ArrayList<StoredSession>();
    try (Connection database = DriverManager.getConnection(jdbcUrl);
        var query =
            database.prepareStatement(
                "SELECT id, status, user_id, coalesce(duration_seconds, 0),"
                    + " coalesce(end_reason, ''), coalesce(started_at, created_at),"
                    + " coalesce(ended_at, 'epoch'::timestamptz) FROM sessions"
                    + " WHERE room_name = ? ORDER BY created_at")) {
      query.setString(1, room);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String id = row.getString(1);
          sessions.add(
              new StoredSession(
                  id,
                  row.getString(2),
                  row.getString(3),
                  row.getInt(4),
                  row.getString(5),
                  row.getTimestamp(6).toInstant(),
                  row.getTimestamp(7).toInstant(),
                  messages(database, id)));
        }
      }
    }
    return sessions;
  }

  public boolean hasEnded() {
    return status.equals("completed") || status.equals("failed");
  }

  /** The texts of a role's messages, in order. */
  public List<String> said(String role) {
    return messages.stream()
        .filter(message -> message.role().equals(role))
        .map(StoredMessage::text)
        .toList();
  }

  private static List<StoredMessage> messages(Connection database, String session)
      throws SQLException {
    try (var query =
        database.prepareStatement(
            "SELECT role, content, coalesce(audio_duration_ms, 0), interrupted FROM messages"
                + " WHERE session_id = ?::uuid ORDER BY sequence NULLS FIRST,"
                + " created_at, id")) {
      query.setString(1, session);
      var messages = new ArrayList<StoredMessage>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          messages.add(
              new StoredMessage(
                  row.getString(1), row.getString(2), row.getInt(3), row.getBoolean(4)));
        }
      }
      return messages;
    }
  }
}
