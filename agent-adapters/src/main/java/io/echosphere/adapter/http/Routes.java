package io.echosphere.adapter.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds who answers a request. Paths are compared segment by segment as they were sent; a segment
 * is decoded only when it stands for a variable, and may then not be a way to another place. Built
 * by one thread, then read by all.
 */
final class Routes {
  private final List<Route> routes = new ArrayList<>();

  /** Answers a request, or refuses it. */
  @FunctionalInterface
  interface Endpoint {
    Answer answer(Request request) throws IOException, Refusal;
  }

  private record Route(List<String> path, Map<String, Endpoint> byMethod) {}

  /** A path and who answers one method there; {@code {name}} stands for one segment. */
  Routes on(String method, String path, Endpoint endpoint) {
    List<String> segments = segments(path);
    Route route =
        routes.stream()
            .filter(known -> known.path().equals(segments))
            .findFirst()
            .orElseGet(() -> added(segments));
    route.byMethod().put(method, endpoint);
    return this;
  }

  /** Lets whoever has the path and the method answer; GET also answers HEAD. */
  Answer answer(Request request) throws IOException, Refusal {
    List<String> segments = segments(request.line().path());
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = match(route.path(), segments);
      if (parameters.isPresent()) {
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        Endpoint endpoint = route.byMethod().get(method);
        if (endpoint == null) {
          throw notAllowed(route);
        }
        return endpoint.answer(request.with(parameters.get()));
      }
    }
    throw Refusal.of(404, "not_found", "There is nothing here.");
  }

  private Route added(List<String> path) {
    var route = new Route(path, new LinkedHashMap<>());
    routes.add(route);
    return route;
  }

  private static Refusal notAllowed(Route route) {
    List<String> methods = new ArrayList<>(route.byMethod().keySet());
    if (methods.contains("GET")) {
      methods.add(methods.indexOf("GET") + 1, "HEAD");
    }
    return Refusal.of(405, "method_not_allowed", "This method is not allowed here.")
        .with(Map.of("Allow", String.join(", ", methods)));
  }

  private static Optional<Map<String, String>> match(List<String> path, List<String> segments) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String wanted = path.get(i);
      if (wanted.startsWith("{")) {
        Optional<String> value = decoded(segments.get(i));
        if (value.isEmpty()) {
          return Optional.empty();
        }
        parameters.put(wanted.substring(1, wanted.length() - 1), value.get());
      } else if (!wanted.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** The segment's text; empty where it is none, or one that could lead elsewhere. */
  static Optional<String> decoded(String segment) {
    var bytes = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char character = segment.charAt(i);
      if (character == '%') {
        int value = i + 2 < segment.length() ? hex(segment, i + 1) : -1;
        if (value < 0) {
          return Optional.empty();
        }
        bytes.put((byte) value);
        i += 2;
      } else if (character < 0x80) {
        bytes.put((byte) character);
      } else {
        return Optional.empty();
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      boolean elsewhere =
          text.isBlank()
              || text.equals(".")
              || text.equals("..")
              || text.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ' || c == 0x7F);
      return elsewhere ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static int hex(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }
}
