package io.echosphere.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with, apart from any server library. Immutable.
 *
 * @param status the status
 * @param headers each once, in order
 * @param body may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final byte[] NOTHING = {};

  Answer {
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** An answer without a body. */
  static Answer empty(int status) {
    return new Answer(status, Map.of(), NOTHING);
  }

  /** JSON that nobody may keep: it is about this client and this moment. */
  static Answer json(int status, String json) {
    return bytes(status, "application/json", json.getBytes(StandardCharsets.UTF_8))
        .with("Cache-Control", "no-store");
  }

  static Answer html(int status, String html) {
    return bytes(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  static Answer text(int status, String text) {
    return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer bytes(int status, String type, byte[] body) {
    return new Answer(status, Map.of("Content-Type", type), body);
  }

  Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** The same with these headers where it has none of that name. */
  Answer withDefaults(Map<String, String> defaults) {
    var more = new LinkedHashMap<>(headers);
    defaults.forEach(more::putIfAbsent);
    return new Answer(status, more, body);
  }
}
