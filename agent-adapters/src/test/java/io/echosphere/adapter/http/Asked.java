package io.echosphere.adapter.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Builds requests as a server library would hand them over. */
final class Asked {
  private final Request.Line line;
  private final Map<String, List<String>> headers = new HashMap<>();
  private String address = "203.0.113.7";
  private boolean secure;
  private byte[] body = {};

  private Asked(Request.Line line) {
    this.line = line;
    header("Host", "talk.example");
  }

  static Asked to(String method, String target) {
    int query = target.indexOf('?');
    return new Asked(
        query < 0
            ? new Request.Line(method, target, "")
            : new Request.Line(method, target.substring(0, query), target.substring(query + 1)));
  }

  static Asked forToken(String json) {
    return to("POST", "/api/token").header("Content-Type", "application/json").body(json);
  }

  Asked header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), List.of(value));
    return this;
  }

  Asked bearer(String key) {
    return header("Authorization", "Bearer " + key);
  }

  Asked from(String client) {
    address = client;
    return this;
  }

  Asked byTls() {
    secure = true;
    return this;
  }

  Asked body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  Asked body(byte[] bytes) {
    body = bytes;
    return this;
  }

  Request request() {
    return new Request(
        line,
        name -> headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()),
        new Request.Client(InetAddress.ofLiteral(address), host(), secure),
        most -> {
          if (body.length > most) {
            throw Refusal.of(413, "too_large", "too large");
          }
          return body;
        },
        Map.of());
  }

  private String host() {
    return headers.getOrDefault("host", List.of("")).getFirst();
  }
}
