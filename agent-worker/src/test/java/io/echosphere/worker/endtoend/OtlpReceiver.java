package io.echosphere.worker.endtoend;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A collector that keeps what it is sent by OTLP over HTTP, as spans and metrics. It reads protobuf
 * by the field numbers of opentelemetry-proto 1.x. Thread-safe.
 */
final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final Map<String, Metric> metrics = new TreeMap<>();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

  /**
   * A span.
   *
   * @param kind 1 internal, 2 server, 3 client
   * @param status 0 unset, 1 ok, 2 error
   */
  record Span(
      String name,
      String traceId,
      String spanId,
      String parentId,
      int kind,
      long startNanos,
      long endNanos,
      int status,
      Map<String, String> attributes) {}

  /**
   * A metric as it was sent last.
   *
   * @param points by their attributes: value or count, and the sum of a distribution
   */
  record Metric(String name, String unit, Map<Map<String, String>, Point> points) {}

  /**
   * A point of a metric.
   *
   * @param value the value, or how many were measured
   * @param sum of a distribution; else 0
   */
  record Point(double value, double sum) {}

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** What makes a process send here, soon. */
  Map<String, String> environment() {
    return Map.of(
        "OTEL_ENABLED", "true",
        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
        "OTEL_BSP_SCHEDULE_DELAY", "200",
        "OTEL_METRIC_EXPORT_INTERVAL", "1000");
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  List<Span> spans(String name) {
    return spans.stream().filter(span -> span.name().equals(name)).toList();
  }

  synchronized Map<String, Metric> metrics() {
    return new TreeMap<>(metrics);
  }

  /** All that came, as text as far as it is text. */
  synchronized String everything() {
    return raw.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      keep(exchange.getRequestURI().getPath(), body);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private synchronized void keep(String path, byte[] body) throws IOException {
    raw.write(body);
    var request = UnknownFieldSet.parseFrom(body);
    List<UnknownFieldSet> told =
        messages(request, 1) // by resource
            .flatMap(resource -> messages(resource, 2)) // by scope
            .flatMap(scope -> messages(scope, 2))
            .toList();
    if (path.equals("/v1/traces")) {
      told.forEach(span -> spans.add(span(span)));
    } else {
      told.stream().map(OtlpReceiver::metric).forEach(it -> metrics.put(it.name(), it));
    }
  }

  private static Span span(UnknownFieldSet it) {
    return new Span(
        text(it, 5),
        hex(it, 1),
        hex(it, 2),
        hex(it, 4),
        (int) number(it, 6),
        fixed(it, 7),
        fixed(it, 8),
        messages(it, 15).mapToInt(status -> (int) number(status, 3)).findFirst().orElse(0),
        attributes(it, 9));
  }

  private static Metric metric(UnknownFieldSet it) {
    Map<Map<String, String>, Point> points = new HashMap<>();
    for (int kind : new int[] {5, 7}) { // gauge, sum
      messages(it, kind)
          .flatMap(data -> messages(data, 1))
          .forEach(
              point ->
                  points.put(
                      attributes(point, 7),
                      new Point(
                          point.hasField(4)
                              ? Double.longBitsToDouble(fixed(point, 4))
                              : (double) fixed(point, 6),
                          0)));
    }
    messages(it, 9) // histogram
        .flatMap(data -> messages(data, 1))
        .forEach(
            point ->
                points.put(
                    attributes(point, 9),
                    new Point((double) fixed(point, 4), Double.longBitsToDouble(fixed(point, 5)))));
    return new Metric(text(it, 1), text(it, 3), points);
  }

  private static Map<String, String> attributes(UnknownFieldSet of, int field) {
    Map<String, String> attributes = new TreeMap<>();
    messages(of, field)
        .forEach(
            pair ->
                messages(pair, 2).forEach(value -> attributes.put(text(pair, 1), value(value))));
    return attributes;
  }

  private static String value(UnknownFieldSet value) {
    if (value.hasField(1)) {
      return text(value, 1);
    }
    if (value.hasField(4)) {
      return String.valueOf(Double.longBitsToDouble(fixed(value, 4)));
    }
    return String.valueOf(number(value, value.hasField(3) ? 3 : 2));
  }

  private static Stream<UnknownFieldSet> messages(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream().map(OtlpReceiver::parsed);
  }

  private static UnknownFieldSet parsed(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream()
        .findFirst()
        .map(ByteString::toStringUtf8)
        .orElse("");
  }

  private static String hex(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream()
        .findFirst()
        .map(bytes -> HexFormat.of().formatHex(bytes.toByteArray()))
        .orElse("");
  }

  private static long number(UnknownFieldSet of, int field) {
    return of.getField(field).getVarintList().stream().findFirst().orElse(0L);
  }

  private static long fixed(UnknownFieldSet of, int field) {
    return of.getField(field).getFixed64List().stream().findFirst().orElse(0L);
  }
}
