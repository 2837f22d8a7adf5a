package io.echosphere.worker.config;

import io.echosphere.adapter.postgres.DatabaseUrl;

/** Where sessions are stored. */
public sealed interface DatabaseConfig {
  /** Nothing is stored. */
  record None() implements DatabaseConfig {}

  /**
   * PostgreSQL.
   *
   * @param url where; does not print its password
   */
  record Postgres(DatabaseUrl url) implements DatabaseConfig {}

  /** Reads {@code DATABASE_URL}; {@code read} collects the problems. */
  static DatabaseConfig read(ConfigReader read) {
    var database = read.value(Setting.DATABASE_URL, DatabaseConfig::parse);
    return read.whenValid(database::get);
  }

  private static DatabaseConfig parse(String text) throws Unacceptable {
    if (text.equals("none")) {
      return new None();
    }
    try {
      return new Postgres(DatabaseUrl.parse(text));
    } catch (IllegalArgumentException e) { // its words begin with the variable and hold no secret
      String what = String.valueOf(e.getMessage()).replaceFirst("^DATABASE_URL:? ", "");
      throw new Unacceptable(what, "or set it to 'none' to store nothing");
    }
  }
}
