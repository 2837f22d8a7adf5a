package io.echosphere.adapter.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.echosphere.application.port.out.CostDays;
import io.echosphere.application.port.out.SessionArchive;
import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.WorkerLeases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL database with the schema this worker needs, and its small pool of connections.
 * Thread-safe. No call blocks for longer than about {@link #SOCKET_TIMEOUT}, also when the server
 * has died without a word.
 */
public final class Database implements AutoCloseable {
  /** The recorder writes on one thread; the rest is for queries and for one broken connection. */
  private static final int POOL_SIZE = 4;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(5);

  /** The recorder tries again by itself; a query is better told soon. */
  private static final Duration POOL_TIMEOUT = Duration.ofSeconds(3);

  /** Ours are single-row statements: the server gives up before the socket does. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(8);

  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(12);

  /** One statement of a migration may rewrite a large table. */
  private static final Duration LONGEST_MIGRATION = Duration.ofMinutes(10);

  private final DatabaseUrl url;
  private final HikariDataSource pool;
  private final PostgresSessionRepository sessions;

  private final PostgresCostDays costs;
  private final Function<String, Telemetry.Span> statements;

  private Database(
      DatabaseUrl url, HikariDataSource pool, Function<String, Telemetry.Span> statements) {
    this.url = url;
    this.statements = statements;
    this.pool = pool;
    this.sessions = new PostgresSessionRepository(pool, null, statements);
    this.costs = new PostgresCostDays(sessions);
  }

  /**
   * Connects, migrates and opens the pool, without measuring statements. Blocks, for seconds at
   * most unless a migration is long.
   *
   * @throws DatabaseUnavailable if the server cannot be used as it is
   */
  public static Database open(DatabaseUrl url) throws DatabaseUnavailable {
    return open(url, _ -> Telemetry.Span.NONE);
  }

  /**
   * Connects, migrates and opens the pool. Blocks, for seconds at most unless a migration is long.
   *
   * @param statements begins to measure a statement, by its name
   * @throws DatabaseUnavailable if the server cannot be used as it is
   */
  public static Database open(DatabaseUrl url, Function<String, Telemetry.Span> statements)
      throws DatabaseUnavailable {
    migrate(url);
    return new Database(url, pool(url, true), statements);
  }

  /**
   * Opens the pool of a database that is away. Its schema is brought up to date when it is back;
   * until then each call fails as in any outage.
   *
   * @param statements begins to measure a statement, by its name
   */
  public static Database openLater(DatabaseUrl url, Function<String, Telemetry.Span> statements) {
    return new Database(url, pool(url, false), statements);
  }

  private static void migrate(DatabaseUrl url) throws DatabaseUnavailable {
    try {
      Migrations.bringUpToDate(
          source(url, socketTimeout(SOCKET_TIMEOUT)),
          source(url, socketTimeout(LONGEST_MIGRATION)));
    } catch (SQLException e) {
      throw SqlFaults.atStart(url, e);
    } catch (FlywayException e) {
      throw SqlFaults.ofMigration(url, e);
    }
  }

  private static HikariDataSource pool(DatabaseUrl url, boolean upToDate) {
    var config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(
        source(
            url,
            Map.of(
                PGProperty.SOCKET_TIMEOUT,
                String.valueOf(SOCKET_TIMEOUT.toSeconds()),
                PGProperty.CANCEL_SIGNAL_TIMEOUT,
                "2")));
    config.setConnectionInitSql("SET statement_timeout = " + STATEMENT_TIMEOUT.toMillis());
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(POOL_TIMEOUT.toMillis());
    config.setValidationTimeout(CONNECT_TIMEOUT.toMillis());
    // A server that goes away between migration and here is an outage like any later one.
    config.setInitializationFailTimeout(-1);
    return new MigratedPool(config, () -> migrate(url), upToDate);
  }

  /**
   * Looks without changing anything, for the doctor.
   *
   * @throws DatabaseUnavailable if the server cannot be used as it is
   */
  public static Standing inspect(DatabaseUrl url) throws DatabaseUnavailable {
    try {
      return new Standing(
          Migrations.version(source(url, socketTimeout(SOCKET_TIMEOUT))), Migrations.LATEST);
    } catch (SQLException e) {
      throw SqlFaults.atStart(url, e);
    }
  }

  /** Where sessions are kept. */
  public SessionRepository sessions() {
    return sessions;
  }

  /** The same, for a worker: the sessions it creates are its own. */
  public SessionRepository sessions(UUID worker) {
    return new PostgresSessionRepository(pool, worker, statements);
  }

  /** Whose sessions are whose. Its lease is renewed by a connection of its own. */
  public WorkerLeases leases(WorkerLeases.Holder holder) {
    long seconds = Math.max(1, holder.lease().toSeconds() / 3);
    var quick =
        Stream.of(PGProperty.SOCKET_TIMEOUT, PGProperty.CONNECT_TIMEOUT, PGProperty.LOGIN_TIMEOUT)
            .collect(Collectors.toMap(property -> property, _ -> String.valueOf(seconds)));
    return new PostgresWorkerLeases(sessions, new OwnConnection(source(url, quick)), holder);
  }

  /** The same, as operators look at it. */
  public SessionArchive archive() {
    return new PostgresSessionArchive(sessions);
  }

  /** What days have cost. */
  public CostDays costs() {
    return costs;
  }

  /** Whether the database answers now; waits for it for a few seconds at most. */
  public boolean isReachable() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(Math.toIntExact(CONNECT_TIMEOUT.toSeconds()));
    } catch (SQLException _) {
      return false;
    }
  }

  /** Closes all connections; later calls fail. Idempotent. */
  @Override
  public void close() {
    pool.close();
  }

  private static Map<PGProperty, String> socketTimeout(Duration timeout) {
    return Map.of(PGProperty.SOCKET_TIMEOUT, String.valueOf(timeout.toSeconds()));
  }

  private static DataSource source(DatabaseUrl url, Map<PGProperty, String> more) {
    var source = new PGSimpleDataSource();
    source.setURL(url.jdbcUrl());
    var ours =
        new HashMap<>(
            Map.of(
                PGProperty.APPLICATION_NAME,
                "echosphere",
                PGProperty.CONNECT_TIMEOUT,
                String.valueOf(CONNECT_TIMEOUT.toSeconds()),
                PGProperty.LOGIN_TIMEOUT,
                String.valueOf(LOGIN_TIMEOUT.toSeconds()),
                PGProperty.TCP_KEEP_ALIVE,
                "true"));
    ours.putAll(more);
    var properties = url.driverProperties(ours);
    for (String name : properties.stringPropertyNames()) {
      try {
        source.setProperty(name, properties.getProperty(name));
      } catch (SQLException e) {
        throw new IllegalArgumentException(
            "DATABASE_URL: the parameter '" + name + "' has a value that it cannot have", e);
      }
    }
    return source;
  }

  /**
   * How far a database's schema is.
   *
   * @param version the version found; empty when nothing was ever migrated
   * @param wanted the version this worker needs
   */
  public record Standing(OptionalInt version, int wanted) {
    /** Whether the worker would start without migrating. */
    public boolean upToDate() {
      return version.orElse(0) >= wanted;
    }
  }
}
