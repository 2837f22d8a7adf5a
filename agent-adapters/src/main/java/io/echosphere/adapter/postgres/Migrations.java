package io.echosphere.adapter.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;

/** Brings the schema to the version this worker needs. */
final class Migrations {
  /** The migrations of module {@code db}, in order; a test compares this with the folder. */
  static final List<String> FILES =
      List.of("V1__sessions_and_messages.sql", "V2__end_reason_and_interrupted.sql");

  /** The version the last of {@link #FILES} leads to. */
  static final int LATEST = 2;

  private static final String FOLDER = "db/migration/";

  private Migrations() {}
}
