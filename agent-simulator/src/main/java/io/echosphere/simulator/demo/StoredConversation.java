package io.echosphere.simulator.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What PostgreSQL holds of one call.
 *
 * @param id the session's key
 * @param status pending, active, completed or failed
 * @param seconds how long it lasted; 0 while it runs
 * @param messages what was said, in order
 */
record StoredConversation(String id, String status, int seconds, List<Said> messages) {
  StoredConversation {
    messages = List.copyOf(messages);
  }

  /**
   * One message.
   *
   * @param role user or assistant
   * @param text what was said, or of an interrupted reply what was heard
   * @param interrupted whether the caller cut it short
   */
  record Said(String role, String text, boolean interrupted) {}

  /** Reads the session of a room, if there is one yet. */
  static Optional<StoredConversation> ofRoom(String room, String jdbcUrl) throws SQLException {
    try (Connection database = DriverManager.getConnection(jdbcUrl);
        var sessions =
            database.prepareStatement(
                "SELECT id, status, coalesce(duration_seconds, 0) FROM sessions"
                    + " WHERE room_name = ? ORDER BY created_at DESC LIMIT 1")) {
      sessions.setString(1, room);
      try (ResultSet row = sessions.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String id = row.getString(1);
        return Optional.of(
            new StoredConversation(id, row.getString(2), row.getInt(3), messages(database, id)));
      }
    }
  }

  private static List<Said> messages(Connection database, String session) throws SQLException {
    try (var query =
        database.prepareStatement(
            "SELECT role, content, interrupted FROM messages"
                + " WHERE session_id = ?::uuid ORDER BY created_at, id")) {
      query.setString(1, session);
      var messages = new ArrayList<Said>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          messages.add(new Said(row.getString(1), row.getString(2), row.getBoolean(3)));
        }
      }
      return messages;
    }
  }

  boolean hasEnded() {
    return status.equals("completed") || status.equals("failed");
  }

  /**
   * Compares with what should be there.
   *
   * @param turns how often the caller spoke
   * @param interruptions how many replies were interrupted
   * @return what is wrong; empty when all is there
   */
  List<String> problems(int turns, int interruptions) {
    var problems = new ArrayList<String>();
    if (!status.equals("completed")) {
      problems.add("the session is " + status + ", not completed");
    }
    int heard = 0;
    boolean answered = true;
    for (Said message : messages) {
      if (message.role().equals("user")) {
        if (!answered) {
          problems.add("turn " + heard + " has no stored reply");
        }
        heard++;
        answered = false;
      } else {
        answered = true;
      }
    }
    if (!answered) {
      problems.add("turn " + heard + " has no stored reply");
    }
    if (heard != turns) {
      problems.add("the caller spoke " + turns + " times, and " + heard + " are stored");
    }
    long interrupted = messages.stream().filter(Said::interrupted).count();
    if (interrupted != interruptions) {
      problems.add(
          "%d stored replies are marked as interrupted, and %d were"
              .formatted(interrupted, interruptions));
    }
    return problems;
  }

  /** Whether these words of the caller are stored. */
  boolean hasFromCaller(String words) {
    return messages.stream()
        .anyMatch(message -> message.role().equals("user") && message.text().equals(words));
  }

  /** The rows as text, one a line. */
  String table() {
    var text = new StringBuilder();
    text.append("  session %s  %s  %d s%n".formatted(id, status, seconds));
    for (Said message : messages) {
      text.append(
          String.format(
              Locale.ROOT,
              "    %-9s  %s%s%n",
              message.role(),
              message.text(),
              message.interrupted() ? "  [interrupted]" : ""));
    }
    return text.toString();
  }
}
