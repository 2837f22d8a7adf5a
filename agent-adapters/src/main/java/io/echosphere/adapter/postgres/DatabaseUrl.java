package io.echosphere.adapter.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.postgresql.PGProperty;

/**
 * The value of {@code DATABASE_URL}, {@code postgresql://user:password@host:port/database?params}:
 * libpq's connection URI. Immutable. Neither its text form nor an error shows the password, or
 * anything that might be a part of one.
 */
public final class DatabaseUrl {
  private static final String FORM =
      "DATABASE_URL must look like postgresql://user:password@host:5432/database";
  private static final String ENCODE =
      " (in user, password and database write @ / ? # % : as %40 %2F %3F %23 %25 %3A)";

  /** libpq's names of parameters where the driver has others. */
  private static final Map<String, PGProperty> LIBPQ_NAMES =
      Map.of(
          "application_name", PGProperty.APPLICATION_NAME,
          "channel_binding", PGProperty.CHANNEL_BINDING,
          "connect_timeout", PGProperty.CONNECT_TIMEOUT,
          "gssencmode", PGProperty.GSS_ENC_MODE,
          "sslnegotiation", PGProperty.SSL_NEGOTIATION);

  private final List<String> servers;
  private final String database;
  private final String user;
  private final String password;
  private final Map<String, String> parameters;

  private DatabaseUrl(
      List<String> servers,
      String database,
      String user,
      String password,
      Map<String, String> parameters) {
    this.servers = servers;
    this.database = database;
    this.user = user;
    this.password = password;
    this.parameters = parameters;
  }

  /**
   * Reads a connection URI.
   *
   * @throws IllegalArgumentException naming the variable, the problem and the fix
   */
  public static DatabaseUrl parse(String value) {
    String text = value.strip();
    int schemeEnd = text.indexOf("://");
    if (schemeEnd < 0) {
      throw new IllegalArgumentException(FORM);
    }
    if (!List.of("postgresql", "postgres").contains(text.substring(0, schemeEnd))) {
      throw new IllegalArgumentException(
          FORM + ": its scheme is not postgresql, and no other database is supported");
    }
    String rest = text.substring(schemeEnd + 3);
    int queryStart = indexOrEnd(rest, '?');
    int pathStart = Math.min(indexOrEnd(rest, '/'), queryStart);
    if (rest.indexOf('@', pathStart) >= 0 || rest.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          FORM + ": a reserved character stands where none may" + ENCODE);
    }
    String authority = rest.substring(0, pathStart);
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? "" : authority.substring(0, at);
    int colon = indexOrEnd(login, ':');
    String database =
        pathStart < queryStart ? decode(rest.substring(pathStart + 1, queryStart), "database") : "";
    String user = decode(login.substring(0, colon), "user");
    if (user.isEmpty() || database.isEmpty()) {
      throw new IllegalArgumentException(
          FORM + ": the " + (user.isEmpty() ? "user" : "database") + " is missing");
    }
    return new DatabaseUrl(
        servers(authority.substring(at + 1)),
        database,
        user,
        decode(login.substring(Math.min(colon + 1, login.length())), "password"),
        parameters(rest.substring(Math.min(queryStart + 1, rest.length()))));
  }

  /** The driver's form, without user, password and parameters. */
  String jdbcUrl() {
    return "jdbc:postgresql://" + String.join(",", servers) + "/" + encode(database);
  }

  /** Everything else that the driver needs; secret. What the URI sets wins over {@code ours}. */
  Properties driverProperties(Map<PGProperty, String> ours) {
    var properties = new Properties();
    ours.forEach((property, value) -> properties.setProperty(property.getName(), value));
    parameters.forEach(properties::setProperty);
    properties.setProperty(PGProperty.USER.getName(), user);
    properties.setProperty(PGProperty.PASSWORD.getName(), password);
    // A statement's error may quote the row, which holds the caller's words.
    properties.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
    return properties;
  }

  /** Where the database is: hosts and ports, joined by commas. */
  public String address() {
    return String.join(",", servers);
  }

  /** The database's name. */
  public String database() {
    return database;
  }

  /** The user's name. */
  public String user() {
    return user;
  }

  /** Fit for a log: no password, no parameters. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + address() + "/" + database;
  }

  private static List<String> servers(String text) {
    var servers = new ArrayList<String>();
    for (String part : text.split(",", -1)) {
      servers.add(server(part));
    }
    return List.copyOf(servers);
  }

  /** One {@code host}, {@code host:port} or {@code [address]:port}, completed by the defaults. */
  private static String server(String text) {
    int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
    int hostEnd = bracket < 0 ? indexOrEnd(text, ':') : bracket + 1;
    String host = text.substring(0, hostEnd);
    String port = text.substring(hostEnd);
    boolean hostFits =
        bracket < 0
            ? host.matches("[\\p{L}\\p{N}._-]*")
            : host.matches("\\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[\\w.-]+)?]");
    if (!hostFits) {
      throw new IllegalArgumentException(
          FORM + ": the host is not a name or an address (write IPv6 as [::1])" + ENCODE);
    }
    if (!port.matches("(:[0-9]{0,5})?") || !isPort(port)) {
      throw new IllegalArgumentException(
          FORM + ": the port is not a number from 1 to 65535" + ENCODE);
    }
    return (host.isEmpty() ? "localhost" : host) + (port.length() < 2 ? ":5432" : port);
  }

  private static boolean isPort(String port) {
    if (port.length() < 2) {
      return true;
    }
    int number = Integer.parseInt(port.substring(1));
    return number >= 1 && number <= 65_535;
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new TreeMap<String, String>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = indexOrEnd(pair, '=');
        String name = decode(pair.substring(0, equals), "name of a parameter");
        String value = decode(pair.substring(Math.min(equals + 1, pair.length())), "parameters");
        var known = LIBPQ_NAMES.getOrDefault(name, PGProperty.forName(name));
        if (known == null || known == PGProperty.USER || known == PGProperty.PASSWORD) {
          throw new IllegalArgumentException(
              "DATABASE_URL: the parameter '"
                  + name
                  + "' is not known; remove it, or see the parameters of the PostgreSQL JDBC"
                  + " driver (sslmode, application_name, connect_timeout and others)");
        }
        parameters.put(known.getName(), value);
      }
    }
    return parameters;
  }

  private static String decode(String text, String part) {
    try {
      // Unlike a form, a URI does not write a space as +.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      // Without the cause: its message quotes the text.
      throw new IllegalArgumentException(
          FORM + ": the " + part + " has a % that two hexadecimal digits do not follow" + ENCODE);
    }
  }

  private static String encode(String database) {
    return java.net.URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static int indexOrEnd(String text, char wanted) {
    int index = text.indexOf(wanted);
    return index < 0 ? text.length() : index;
  }
}
