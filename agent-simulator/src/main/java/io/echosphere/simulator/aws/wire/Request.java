package io.echosphere.simulator.aws.wire;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request's head.
 *
 * @param method such as {@code POST}
 * @param path decoded, without the query
 * @param query decoded query parameters
 * @param headers as they came; names in any case
 */
public record Request(
    String method, String path, Map<String, List<String>> query, HttpHeaders headers) {
  static Request of(HttpRequest head) {
    QueryStringDecoder uri = new QueryStringDecoder(head.uri());
    return new Request(head.method().name(), uri.path(), uri.parameters(), head.headers());
  }

  /** The header's value, trimmed, unless it is missing or blank. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::trim).filter(v -> !v.isEmpty());
  }

  /** The query parameter's first value. */
  public Optional<String> query(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }
}
