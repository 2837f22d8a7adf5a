package io.echosphere.worker.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Where sessions are stored. */
public sealed interface DatabaseConfig {
  /** Nothing is stored. */
  record None() implements DatabaseConfig {}

  /**
   * PostgreSQL.
   *
   * @param url {@code postgresql://user:password@host:port/database?parameters}
   */
  record Postgres(Secret url) implements DatabaseConfig {}

  /** Reads it. */
  static DatabaseConfig read(ConfigReader read) {
    var database = read.value(Setting.DATABASE_URL, DatabaseConfig::parse);
    return read.whenValid(database::get);
  }

  private static DatabaseConfig parse(String text) throws Unacceptable {
    if (text.equals("none")) {
      return new None();
    }
    String fix = "use postgresql://user:password@host:port/database, or none to store nothing";
    if (!text.matches("(?s)postgres(ql)?://.*")) {
      throw new Unacceptable("does not begin with postgresql://", fix);
    }
    try {
      URI uri = new URI(text);
      if (uri.getHost() == null) {
        throw new Unacceptable("names no host", fix);
      }
      if (uri.getPath() == null || uri.getPath().length() < 2) {
        throw new Unacceptable("names no database", fix);
      }
      if (uri.getUserInfo() == null) {
        throw new Unacceptable("names no user", fix);
      }
    } catch (URISyntaxException e) {
      throw new Unacceptable(
          "is not a URL",
          "percent-encode what is special in the password (@ is %40, # is %23, / is %2F)");
    }
    return new Postgres(new Secret(text));
  }
}
