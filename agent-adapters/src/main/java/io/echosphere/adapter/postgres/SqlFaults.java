package io.echosphere.adapter.postgres;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.flywaydb.core.api.FlywayException;

/** Tells a database that is away from a statement that it refuses, and says so in words. */
final class SqlFaults {
  private SqlFaults() {}

  /**
   * Whether the same statement may succeed later, by the error's SQLState (PostgreSQL manual,
   * appendix A): 08 connection, 40 rolled back, 53 out of resources, 57 cancelled or shutting down,
   * 58 system error, 25006 read-only during a failover, 55P03 lock not available.
   */
  static boolean isTransient(SQLException error) {
    String state = Objects.requireNonNullElse(error.getSQLState(), "");
    if (state.isEmpty()) {
      return error.getCause() instanceof IOException;
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08", "40", "53", "57", "58" -> true;
      default -> state.equals("25006") || state.equals("55P03");
    };
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
        statement + " found no connection: " + error.getMessage(), true, error);
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
              (isTransient(error) ? "cannot be reached" : "failed with SQLState " + state)
                  + " ("
                  + error.getMessage()
                  + "): is PostgreSQL running there?";
        };
    return new DatabaseUnavailable(
        "DATABASE_URL: the server at " + url.address() + " " + problem, error);
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
        error);
  }
}
