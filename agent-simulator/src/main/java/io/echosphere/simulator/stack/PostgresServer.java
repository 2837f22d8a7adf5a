package io.echosphere.simulator.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A real PostgreSQL 17 on the loopback interface: in a container when a Docker engine runs, else
 * from embedded binaries (as root too). Port and data stay the same over {@link #stop()} and {@link
 * #resume()}. Owned by the thread that started it; the addresses may be read from any thread.
 */
public final class PostgresServer implements AutoCloseable {
  static final String USER = "postgres";
  static final String PASSWORD = "postgres";
  private static final String DATABASE = "echosphere";

  /** Where the server really runs. */
  interface Engine {
    int port();

    void stop() throws IOException;

    void kill() throws IOException;

    void resume() throws IOException;

    void close() throws IOException;
  }

  private final Engine engine;
  private int databases;

  private PostgresServer(Engine engine) {
    this.engine = engine;
  }

  /**
   * Starts a server with one empty database and waits until it answers.
   *
   * @return the running server
   * @throws LocalStackException when it cannot be started
   */
  public static PostgresServer start() {
    try {
      Engine engine = Docker.isRunning() ? new ContainerPostgres() : new EmbeddedBinaries();
      var server = new PostgresServer(engine);
      server.create(DATABASE);
      return server;
    } catch (IOException | RuntimeException e) {
      throw new LocalStackException(
          "PostgreSQL does not start: "
              + e.getMessage()
              + " (needs a Docker engine, or a temporary directory where programs may run)",
          e);
    }
  }

  /**
   * The database's address for JDBC, user and password included.
   *
   * @return {@code jdbc:postgresql://127.0.0.1:PORT/echosphere?user=…&password=…}
   */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /**
   * The database's address as operators write it.
   *
   * @return {@code postgresql://user:password@127.0.0.1:PORT/echosphere}
   */
  public String databaseUrl() {
    return databaseUrl(DATABASE);
  }

  /**
   * Makes another empty database on this server, so that tests need not share one.
   *
   * @return its address as operators write it
   */
  public synchronized String newDatabaseUrl() {
    databases++;
    String name = "echosphere_" + databases;
    create(name);
    return databaseUrl(name);
  }

  /**
   * The TCP port.
   *
   * @return a port of 127.0.0.1
   */
  public int port() {
    return engine.port();
  }

  /** Stops the server as an outage would: connections break and new ones are refused. */
  public void stop() {
    try {
      engine.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the server as a crash would (SIGKILL), in the middle of whatever it commits. */
  public void kill() {
    try {
      engine.kill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses writes as a standby does during a failover, or takes them again. Sessions that stand
   * are told, too.
   *
   * @param refused whether transactions are read-only from now on
   */
  public void refuseWrites(boolean refused) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(USER));
        var statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = off");
      statement.execute("ALTER SYSTEM SET default_transaction_read_only = " + refused);
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new LocalStackException("cannot change whether PostgreSQL takes writes", e);
    }
  }

  /** Starts the stopped or killed server on the same port with the same data. */
  public void resume() {
    try {
      engine.resume();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server and removes its data. Idempotent. */
  @Override
  public void close() {
    try {
      engine.close();
    } catch (IOException e) {
      Notice.say("PostgreSQL on port " + engine.port() + " did not end cleanly: " + e.getMessage());
    }
  }

  /**
   * Turns an operator's address into one for JDBC.
   *
   * @param databaseUrl {@code postgresql://user:password@host:port/database} without escapes
   * @return the same with user and password as parameters
   */
  public static String toJdbcUrl(String databaseUrl) {
    var uri = java.net.URI.create(databaseUrl);
    String[] user = uri.getUserInfo().split(":", 2);
    return "jdbc:postgresql://%s:%d%s?user=%s&password=%s"
        .formatted(uri.getHost(), uri.getPort(), uri.getPath(), user[0], user[1]);
  }

  private void create(String database) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(USER));
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    } catch (SQLException e) {
      throw new LocalStackException("cannot create the database " + database, e);
    }
  }

  private String jdbcUrl(String database) {
    return toJdbcUrl(databaseUrl(database));
  }

  private String databaseUrl(String database) {
    return "postgresql://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port() + "/" + database;
  }
}
