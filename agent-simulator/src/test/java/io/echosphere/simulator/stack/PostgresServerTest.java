package io.echosphere.simulator.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
  @Test
  void anOutageBreaksConnectionsAndKeepsPortAndData() throws SQLException {
    try (var server = PostgresServer.start()) {
      String url = server.jdbcUrl();
      try (Connection before = DriverManager.getConnection(url)) {
        before.createStatement().execute("CREATE TABLE kept (n int)");
        before.createStatement().execute("INSERT INTO kept VALUES (7)");

        server.stop();
        assertThatThrownBy(() -> before.createStatement().execute("SELECT 1"))
            .isInstanceOf(SQLException.class);
      }
      assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);

      server.resume();
      assertThat(server.jdbcUrl()).isEqualTo(url);
      assertThat(number(url, "SELECT n FROM kept")).isEqualTo(7);
    }
  }

  @Test
  void aKilledServerComesBackWithWhatWasCommitted() throws SQLException {
    try (var server = PostgresServer.start()) {
      String url = server.jdbcUrl();
      try (Connection before = DriverManager.getConnection(url)) {
        before.createStatement().execute("CREATE TABLE kept (n int)");
        before.createStatement().execute("INSERT INTO kept VALUES (7)");
        server.kill();
      }
      assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);

      server.resume();
      assertThat(number(url, "SELECT n FROM kept")).isEqualTo(7);
    }
  }

  @Test
  void aServerThatRefusesWritesIsReadAndTakesThemAgain() throws SQLException {
    try (var server = PostgresServer.start();
        Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
      connection.createStatement().execute("CREATE TABLE kept (n int)");

      server.refuseWrites(true);
      assertThatThrownBy(() -> untilRefused(connection)).hasMessageContaining("read-only");
      assertThat(number(server.jdbcUrl(), "SELECT count(*) FROM kept")).isNotNegative();

      server.refuseWrites(false);
      untilTaken(connection);
    }
  }

  @Test
  void databasesOfOneServerDoNotShareTables() throws SQLException {
    try (var server = PostgresServer.start()) {
      assertThat(server.databaseUrl()).matches("postgresql://\\w+:\\w+@127.0.0.1:\\d+/\\w+");
      String other = PostgresServer.toJdbcUrl(server.newDatabaseUrl());
      try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
        connection.createStatement().execute("CREATE TABLE mine (n int)");
      }

      assertThat(number(other, "SELECT count(*) FROM pg_tables WHERE tablename = 'mine'")).isZero();
    }
  }

  /** The server tells its processes of a changed setting; they notice before their next command. */
  private static void untilRefused(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < deadline) {
      connection.createStatement().execute("INSERT INTO kept VALUES (1)");
    }
  }

  private static void untilTaken(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (true) {
      try {
        connection.createStatement().execute("INSERT INTO kept VALUES (2)");
        return;
      } catch (SQLException refused) {
        if (System.nanoTime() > deadline) {
          throw refused;
        }
      }
    }
  }

  private static int number(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        var rows = connection.createStatement().executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
