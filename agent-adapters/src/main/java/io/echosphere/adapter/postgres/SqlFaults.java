package io.echosphere.adapter.postgres;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a statement that it refuses, and says so in words. */
final class SqlFaults {
  private static final String READ_ONLY = "25006";

  /** No table, column or schema of that name; not permitted; no such database; login refused. */
  private static final Set<String> MISFITS =
      Set.of("42P01", "42703", "3F000", "42501", "3D000", "28000", "28P01");

  private SqlFaults() {}

  /**
   * Whether the same statement may succeed later. A database that is away, or cannot write now,
   * may; so may one whose schema or permissions do not fit: our statements never change, so it is
   * not this row that is refused, and whoever repairs the database should not lose what waits.
   */
  static boolean isTransient(SQLException error) {
    return isAway(error) || MISFITS.contains(state(error));
  }

  /**
   * Whether the database is not there for now, by the error's SQLState (PostgreSQL manual, appendix
   * A): 08 connection, 40 rolled back, 53 out of resources (53100 disk full), 57 cancelled, by a
   * timeout too, or shutting down, 58 system error, 25006 read-only during a failover, 55P03 lock
   * not available.
   */
  static boolean isAway(SQLException error) {
    String state = state(error);
    if (state.isEmpty()) {
      return error.getCause() instanceof IOException;
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08", "40", "53", "57", "58" -> true;
      default -> state.equals(READ_ONLY) || state.equals("55P03");
    };
  }

  /**
   * Whether the server takes no writes: after a failover a connection to the old primary stays up
   * and would be refused for ever.
   */
  static boolean isReadOnly(SQLException error) {
    return READ_ONLY.equals(state(error));
  }

  private static String state(SQLException error) {
    return Objects.requireNonNullElse(error.getSQLState(), "");
  }

  /** A failed statement as the port reports it. */
  static RepositoryUnavailable ofStatement(String statement, SQLException error) {
    return new RepositoryUnavailable(
        statement + " failed with SQLState " + error.getSQLState(), isTransient(error), error);
  }

  /**
   * No connection. Always worth another try, also when the server refuses the login: whoever
   * repairs it should not lose what waits to be written.
   */
  static RepositoryUnavailable ofConnection(String statement, SQLException error) {
    return new RepositoryUnavailable(
        statement + " found no connection: " + reason(error), true, error);
  }

  /** What the server said, rather than that the pool got nothing from it in time. */
  private static @Nullable String reason(SQLException error) {
    SQLException last = error;
    while (last.getCause() instanceof SQLException cause) {
      last = cause;
    }
    return last.getMessage();
  }

  /** A failed statement as telemetry counts it. */
  static Failure asFailure(RepositoryUnavailable failure) {
    return new Failure(
        failure.isTransient() ? FailureKind.UNAVAILABLE : FailureKind.REJECTED,
        String.valueOf(failure.getMessage()));
  }

  /** Why the database cannot be used at start. */
  static DatabaseUnavailable atStart(DatabaseUrl url, SQLException error) {
    String state = Objects.requireNonNullElse(error.getSQLState(), "");
    String problem =
        switch (state) {
          case "28P01", "28000" ->
              "refused the login of user '" + url.user() + "': check user and password";
          case "3D000" -> "has no database '" + url.database() + "': create it with createdb";
          case "42501" ->
              "does not let user '"
                  + url.user()
                  + "' create tables: grant CREATE on schema public, or migrate as its owner";
          default ->
              (isAway(error) ? "cannot be reached" : "failed with SQLState " + state)
                  + " ("
                  + error.getMessage()
                  + "): is PostgreSQL running there?";
        };
    return new DatabaseUnavailable(
        "DATABASE_URL: the server at " + url.address() + " " + problem, isAway(error), error);
  }

  /** Why the schema could not be brought up to date. */
  static DatabaseUnavailable ofMigration(DatabaseUrl url, FlywayException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return atStart(url, sql);
      }
    }
    return new DatabaseUnavailable(
        "DATABASE_URL: the schema in "
            + url
            + " cannot be migrated: "
            + error.getMessage()
            + " (give EchoSphere a database of its own, or repair its history with Flyway)",
        false,
        error);
  }
}
