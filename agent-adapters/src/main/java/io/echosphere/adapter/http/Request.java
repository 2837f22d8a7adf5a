package io.echosphere.adapter.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request, apart from any server library. Owned by the thread that answers it.
 *
 * @param line method and target
 * @param fields all values of a header, by its name in any case; empty where there is none
 * @param client who asks
 * @param body what they sent
 * @param parameters what stands for the variables in the route's path, decoded
 */
record Request(
    Line line,
    Function<String, List<String>> fields,
    Client client,
    Body body,
    Map<String, String> parameters) {

  /**
   * Method and target.
   *
   * @param method such as GET
   * @param path undecoded, begins with a slash
   * @param query undecoded, without its question mark; empty where there is none
   */
  record Line(String method, String path, String query) {}

  /**
   * Who asks.
   *
   * @param address of the client itself, also behind trusted proxies
   * @param host what the client calls us, with its port if it gave one; may be empty
   * @param secure whether the client came by TLS
   */
  record Client(InetAddress address, String host, boolean secure) {}

  /** What was sent. */
  interface Body {
    /**
     * Reads all of it.
     *
     * @param most bytes accepted
     * @throws Refusal with 413 if there is more
     */
    byte[] read(int most) throws IOException, Refusal;
  }

  String method() {
    return line.method();
  }

  List<String> headers(String name) {
    return fields.apply(name);
  }

  Optional<String> header(String name) {
    return fields.apply(name).stream().findFirst();
  }

  /** What stands for a variable of the route. */
  String parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).orElseThrow();
  }

  /** A parameter of the query, decoded; the first where there are several. */
  Optional<String> query(String name) throws Refusal {
    for (String pair : line.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (decoded(key).equals(name)) {
        return Optional.of(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  /** The credentials of {@code Authorization: Bearer}; empty where there are none. */
  Optional<String> bearer() {
    return header("authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
        .map(value -> value.substring("Bearer ".length()).strip())
        .filter(value -> !value.isEmpty());
  }

  Request with(Map<String, String> routeParameters) {
    return new Request(line, fields, client, body, Map.copyOf(routeParameters));
  }

  private static String decoded(String text) throws Refusal {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Refusal.of(400, "invalid_query", "The query is not percent-encoded as it should be.");
    }
  }
}
