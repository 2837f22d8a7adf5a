package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.stack.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/**
 * A real server in trouble: each write is worth another try, and is stored once when it is over.
 */
final class DatabaseTroublesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Place FIRST = new Place(1, 1);
  private final UuidV7Ids ids = new UuidV7Ids();
  private final Session session =
      Session.pending(new SessionId(ids.next()), "room", "u", Language.JAPANESE, NOON);
  private final Message message =
      new Message(ids.next(), Role.USER, "words", Duration.ZERO, false, NOON, null);

  @Test
  void aServerThatTakesNoWritesIsWaitedForAndItsConnectionsAreNotKept() throws Exception {
    var url = TestPostgres.emptyDatabase();
    try (var database = Database.open(url)) {
      database.sessions().create(session);
      execute(
          url,
          "ALTER DATABASE " + name(url) + " SET default_transaction_read_only = on",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
      for (int attempt = 0; attempt < 3; attempt++) {
        assertTransient(database);
      }

      execute(
          url,
          "SET default_transaction_read_only = off",
          "ALTER DATABASE " + name(url) + " RESET default_transaction_read_only");

      addAsTheRecorderDoes(database);
      assertStoredOnce(database);
    }
  }

  @Test
  void aTableThatSomebodyLocksCostsATimeoutAndAnotherTry() throws Exception {
    var url = TestPostgres.emptyDatabase();
    try (var database = Database.open(url)) {
      database.sessions().create(session);
      try (var other = connect(url);
          var statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE");
        assertTransient(database);
      }

      addAsTheRecorderDoes(database);
      assertStoredOnce(database);
    }
  }

  @Test
  void aFullDiskIsWaitedFor() throws Exception {
    var url = TestPostgres.emptyDatabase();
    try (var database = Database.open(url)) {
      database.sessions().create(session);
      execute(
          url,
          "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END$$",
          "CREATE TRIGGER full_disk BEFORE INSERT ON messages"
              + " FOR EACH ROW EXECUTE FUNCTION full_disk()");
      assertTransient(database);

      execute(url, "DROP TRIGGER full_disk ON messages");
      addAsTheRecorderDoes(database);
      assertStoredOnce(database);
    }
  }

  /** Whether the row is there then, nobody can say; writing it again must not double it. */
  @Test
  void aServerThatIsRestartedInTheMiddleOfACommitStoresTheMessageOnce() throws Exception {
    try (var server = PostgresServer.start();
        var database = Database.open(DatabaseUrl.parse(server.databaseUrl()))) {
      var url = DatabaseUrl.parse(server.databaseUrl());
      database.sessions().create(session);
      execute(
          url,
          "CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$BEGIN PERFORM pg_sleep(6); RETURN NULL; END$$",
          "CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON messages"
              + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow_commit()");
      var write =
          CompletableFuture.runAsync(
              () -> {
                try {
                  database.sessions().add(session.id(), message, FIRST);
                } catch (RepositoryUnavailable e) {
                  throw new CompletionException(e);
                }
              });
      awaitSleep(url);
      server.stop();
      assertThatThrownBy(write::join)
          .cause()
          .isInstanceOfSatisfying(
              RepositoryUnavailable.class, e -> assertThat(e.isTransient()).isTrue());

      server.resume();
      execute(url, "DROP TRIGGER slow_commit ON messages");
      for (int again = 0; again < 2; again++) {
        addAsTheRecorderDoes(database);
      }
      assertStoredOnce(database);
    }
  }

  @Test
  void aDatabaseThatWasAwayAtTheStartIsMigratedWhenItComes() throws Exception {
    try (var server = PostgresServer.start()) {
      var url = DatabaseUrl.parse(server.databaseUrl());
      server.stop();
      assertThatThrownBy(() -> Database.open(url))
          .isInstanceOfSatisfying(DatabaseUnavailable.class, e -> assertThat(e.isAway()).isTrue());
      try (var database = Database.openLater(url, _ -> Telemetry.Span.NONE)) {
        assertTransient(database);
        assertThat(database.isReachable()).isFalse();

        server.resume();
        database.sessions().create(session);
        database.sessions().add(session.id(), message, FIRST);
        assertStoredOnce(database);
        assertThat(Database.inspect(url).upToDate()).isTrue();
      }
    }
  }

  @Test
  void aDatabaseThatAnswersButRefusesUsIsNotAway() {
    var existing = TestPostgres.emptyDatabase();
    var url = DatabaseUrl.parse("postgresql://nobody:x@" + existing.address() + "/echosphere");

    assertThatThrownBy(() -> Database.open(url))
        .isInstanceOfSatisfying(DatabaseUnavailable.class, e -> assertThat(e.isAway()).isFalse());
  }

  @Test
  void whatWasStoredBeforeThereWasASequenceIsReadFirst() throws Exception {
    var url = TestPostgres.emptyDatabase();
    try (var database = Database.open(url)) {
      database.sessions().create(session);
      database.sessions().add(session.id(), message, FIRST);
      execute(
          url,
          "INSERT INTO messages (id, session_id, role, content, created_at) VALUES"
              + " (gen_random_uuid(), '%s', 'user', 'b', '2027-01-02'),"
                  .formatted(session.id().value())
              + " (gen_random_uuid(), '%s', 'user', 'a', '2027-01-01')"
                  .formatted(session.id().value()));

      assertThat(database.sessions().find(session.id()).orElseThrow().messages())
          .extracting(Message::content)
          .containsExactly("a", "b", "words");
    }
  }

  @Test
  void otherStatusesAndRolesAreRefused() throws Exception {
    var url = TestPostgres.emptyDatabase();
    try (var database = Database.open(url)) {
      database.sessions().create(session);
      assertThatThrownBy(() -> execute(url, "UPDATE sessions SET status = 'odd'"))
          .hasMessageContaining("sessions_status_known");
      assertThatThrownBy(
              () ->
                  execute(
                      url,
                      "INSERT INTO messages (id, role, content)"
                          + " VALUES (gen_random_uuid(), 'system', 'x')"))
          .hasMessageContaining("messages_role_known");
    }
  }

  /** Tries again while that may help: the pool may still hold connections from before. */
  private void addAsTheRecorderDoes(Database database) throws RepositoryUnavailable {
    for (int attempt = 0; ; attempt++) {
      try {
        database.sessions().add(session.id(), message, FIRST);
        return;
      } catch (RepositoryUnavailable failure) {
        if (!failure.isTransient() || attempt == 10) {
          throw failure;
        }
      }
    }
  }

  private void assertTransient(Database database) {
    assertThatThrownBy(() -> database.sessions().add(session.id(), message, FIRST))
        .isInstanceOfSatisfying(
            RepositoryUnavailable.class,
            failure -> assertThat(failure.isTransient()).as(failure.getMessage()).isTrue());
  }

  private void assertStoredOnce(Database database) throws Exception {
    assertThat(database.sessions().find(session.id()).orElseThrow().messages())
        .containsExactly(message);
  }

  private static void awaitSleep(DatabaseUrl url) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement()) {
      boolean sleeping = false;
      while (!sleeping) {
        try (var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")) {
          rows.next();
          sleeping = rows.getInt(1) > 0;
        }
      }
    }
  }

  private static String name(DatabaseUrl url) throws SQLException {
    try (var connection = connect(url)) {
      return connection.getCatalog();
    }
  }

  private static void execute(DatabaseUrl url, String... sql) throws SQLException {
    try (var connection = connect(url);
        var statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  private static Connection connect(DatabaseUrl url) throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), url.driverProperties(Map.of()));
  }
}
