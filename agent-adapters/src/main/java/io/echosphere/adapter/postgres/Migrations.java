package io.echosphere.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema to the version this worker needs. */
final class Migrations {
  /** The version that module {@code db} leads to; a test compares it with the files. */
  static final int LATEST = 7;

  private static final String UNDEFINED_TABLE = "42P01";

  private Migrations() {}

  /**
   * Applies what is missing. Flyway, which takes about a second to load and look around, is called
   * only when its own history says that the schema is behind. Two workers may do this at once:
   * Flyway locks its history. A schema newer than this worker is left as it is.
   *
   * @param looking connects quickly or not at all
   * @param migrating lets a statement take its time
   * @throws FlywayException if a migration fails, or the schema holds tables that are not ours
   */
  static void bringUpToDate(DataSource looking, DataSource migrating) throws SQLException {
    if (version(looking).orElse(0) < LATEST) {
      Flyway.configure().dataSource(migrating).loggers("slf4j").load().migrate();
    }
  }

  /** The schema's version; empty when nothing was ever migrated. */
  static OptionalInt version(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                    + " ORDER BY installed_rank DESC LIMIT 1")) {
      return rows.next() ? major(rows.getString(1)) : OptionalInt.empty();
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  /** Our versions are whole numbers; a later worker may count otherwise. */
  private static OptionalInt major(String version) {
    return OptionalInt.of(Integer.parseInt(version.split("[._]", 2)[0]));
  }
}
