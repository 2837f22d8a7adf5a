package io.echosphere.adapter.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in PostgreSQL over plain JDBC. Every write is one guarded statement in a transaction of
 * its own, so repeating one changes nothing. Thread-safe.
 */
final class PostgresSessionRepository implements SessionRepository {
  private static final int LONGEST_REASON = 255;
  private static final int LONGEST_LIST = 1_000;

  private static final String CREATE =
      """
      INSERT INTO sessions (room_name, user_id, status, language, started_at, ended_at,
          duration_seconds, end_reason, created_at, id, worker_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING\
      """;

  private static final String UPDATE =
      """
      UPDATE sessions SET status = ?, language = ?, started_at = ?, ended_at = ?,
          duration_seconds = ?, end_reason = ?, updated_at = now()
      WHERE id = ? AND status NOT IN ('completed', 'failed')
        AND (worker_id IS NULL OR ?::uuid IS NULL OR worker_id = ? OR NOT EXISTS (
          SELECT 1 FROM worker_leases l
          WHERE l.worker_id = sessions.worker_id AND l.expires_at > now()))\
      """;

  /** Its place and beginning stay; a replay, which tells an earlier revision, changes nothing. */
  private static final String ADD =
      """
      INSERT INTO messages (id, session_id, role, content, audio_duration_ms, interrupted,
          created_at, latency_ms, sequence, revision)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
      SET content = excluded.content, audio_duration_ms = excluded.audio_duration_ms,
          interrupted = excluded.interrupted, latency_ms = excluded.latency_ms,
          revision = excluded.revision
      WHERE messages.revision < excluded.revision\
      """;

  static final String SESSION_COLUMNS =
      """
      SELECT id, room_name, user_id, status, language, created_at, started_at, ended_at,
          end_reason FROM sessions\
      """;

  private static final String FIND = SESSION_COLUMNS + " WHERE id = ?";

  private static final String LIST =
      SESSION_COLUMNS + " WHERE user_id = ? ORDER BY created_at DESC, id DESC LIMIT ?";

  private static final String MESSAGES =
      """
      SELECT id, role, content, audio_duration_ms, interrupted, created_at, latency_ms
      FROM messages
      WHERE session_id = ? ORDER BY sequence NULLS FIRST, created_at, id\
      """;

  private final DataSource source;
  private final @Nullable UUID worker;
  private final Function<String, Telemetry.Span> statements;

  /**
   * Sessions in this database.
   *
   * @param worker whose own the sessions are that it creates, if anybody's
   * @param statements begins to measure a statement, by its name
   */
  PostgresSessionRepository(
      DataSource source, @Nullable UUID worker, Function<String, Telemetry.Span> statements) {
    this.source = source;
    this.worker = worker;
    this.statements = statements;
  }

  @Override
  public void create(Session session) throws RepositoryUnavailable {
    run(
        "create session",
        CREATE,
        statement -> {
          statement.setString(1, storable(session.roomName()));
          statement.setString(2, storable(session.userId()));
          bindProgress(statement, 3, session);
          statement.setObject(9, timestamp(session.createdAt()));
          statement.setObject(10, session.id().value());
          statement.setObject(11, worker, Types.OTHER);
          return statement.executeUpdate();
        });
  }

  @Override
  public void update(Session session) throws RepositoryUnavailable {
    run(
        "update session",
        UPDATE,
        statement -> {
          bindProgress(statement, 1, session);
          statement.setObject(7, session.id().value());
          statement.setObject(8, worker, Types.OTHER); // a living worker's is its own
          statement.setObject(9, worker, Types.OTHER);
          return statement.executeUpdate();
        });
  }

  @Override
  public void add(SessionId session, Message message, Place place) throws RepositoryUnavailable {
    run(
        "add message",
        ADD,
        statement -> {
          statement.setObject(1, message.id());
          statement.setObject(2, session.value());
          statement.setString(3, message.role().code());
          statement.setString(4, storable(message.content()));
          var audio = message.audio();
          statement.setObject(5, audio.isPositive() ? millis(audio) : null, Types.INTEGER);
          statement.setBoolean(6, message.interrupted());
          statement.setObject(7, timestamp(message.createdAt()));
          var latency = message.latency();
          statement.setObject(8, latency == null ? null : millis(latency), Types.INTEGER);
          statement.setInt(9, place.sequence());
          statement.setInt(10, place.revision());
          return statement.executeUpdate();
        });
  }

  @Override
  public Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable {
    var session =
        run(
            "find session",
            FIND,
            statement -> {
              statement.setObject(1, id.value());
              return sessions(statement).stream().findFirst();
            });
    if (session.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredSession(
            session.get(),
            run(
                "read messages",
                MESSAGES,
                statement -> {
                  statement.setObject(1, id.value());
                  return messages(statement);
                })));
  }

  @Override
  public List<Session> listByUser(String userId, int limit) throws RepositoryUnavailable {
    if (limit < 1 || limit > LONGEST_LIST) {
      throw new IllegalArgumentException("limit " + limit + " is not within 1 to " + LONGEST_LIST);
    }
    return run(
        "list sessions",
        LIST,
        statement -> {
          statement.setString(1, storable(userId));
          statement.setInt(2, limit);
          return sessions(statement);
        });
  }

  <T> T run(String name, String sql, Work<T> work) throws RepositoryUnavailable {
    var measured = statements.apply(name);
    try (Connection connection = connect(name)) {
      return run(connection, sql, work);
    } catch (SQLException e) {
      var failure = SqlFaults.ofStatement(name, e);
      measured.failed(SqlFaults.asFailure(failure));
      throw failure;
    } catch (RepositoryUnavailable e) {
      measured.failed(SqlFaults.asFailure(e));
      throw e;
    } finally {
      measured.end();
    }
  }

  private <T> T run(Connection connection, String sql, Work<T> work) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      return work.with(statement);
    } catch (SQLException e) {
      if (SqlFaults.isReadOnly(e) && source instanceof HikariDataSource pool) {
        pool.evictConnection(connection);
      }
      throw e;
    }
  }

  private Connection connect(String name) throws RepositoryUnavailable {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw SqlFaults.ofConnection(name, e);
    }
  }

  /** Binds status, language, start, end, duration and reason, in this order. */
  private static void bindProgress(PreparedStatement statement, int first, Session session)
      throws SQLException {
    statement.setString(first, session.status().code());
    statement.setString(first + 1, session.language().tag());
    statement.setObject(first + 2, timestamp(session.started()), Types.TIMESTAMP_WITH_TIMEZONE);
    statement.setObject(first + 3, timestamp(session.ended()), Types.TIMESTAMP_WITH_TIMEZONE);
    var duration = session.duration();
    if (duration.isPresent()) {
      long seconds = duration.get().toSeconds();
      statement.setInt(first + 4, Math.clamp(seconds, 0, Integer.MAX_VALUE));
    } else {
      statement.setNull(first + 4, Types.INTEGER);
    }
    String reason = session.reason();
    statement.setString(first + 5, reason == null ? null : shortened(storable(reason)));
  }

  private static List<Session> sessions(PreparedStatement statement) throws SQLException {
    var sessions = new ArrayList<Session>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        sessions.add(session(row));
      }
    }
    return sessions;
  }

  /** The session in a row that begins with the columns of {@link #SESSION_COLUMNS}. */
  static Session session(ResultSet row) throws SQLException {
    return new Session(
        new SessionId(row.getObject(1, UUID.class)),
        row.getString(2),
        row.getString(3),
        SessionStatus.ofCode(row.getString(4)),
        new Language(row.getString(5)),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        instant(row.getObject(7, OffsetDateTime.class)),
        instant(row.getObject(8, OffsetDateTime.class)),
        row.getString(9));
  }

  private static List<Message> messages(PreparedStatement statement) throws SQLException {
    var messages = new ArrayList<Message>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        messages.add(
            new Message(
                row.getObject(1, UUID.class),
                Role.ofCode(row.getString(2)),
                row.getString(3),
                Duration.ofMillis(row.getInt(4)),
                row.getBoolean(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                latency(row.getObject(7, Integer.class))));
      }
    }
    return messages;
  }

  /** PostgreSQL keeps microseconds and would round the rest, possibly past a later instant. */
  static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static Integer millis(Duration duration) {
    return Math.clamp(duration.toMillis(), 0, Integer.MAX_VALUE);
  }

  static @Nullable Duration latency(@Nullable Integer millis) {
    return millis == null ? null : Duration.ofMillis(millis);
  }

  /** PostgreSQL's text holds every character but NUL. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static String shortened(String reason) {
    return reason.codePointCount(0, reason.length()) <= LONGEST_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, LONGEST_REASON));
  }

  /** What is done with a statement. */
  @FunctionalInterface
  interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }
}
