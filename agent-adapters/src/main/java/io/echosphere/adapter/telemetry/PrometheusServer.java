package io.echosphere.adapter.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code GET /metrics} on a port of its own: the page's port may face the internet, this one
 * must not. Thread-safe.
 */
final class PrometheusServer implements AutoCloseable {
  private static final int BACKLOG = 16;

  private final HttpServer server;

  /** One at a time is enough for Prometheus, and bounds what anybody else can cost. */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("prometheus").factory());

  private PrometheusServer(HttpServer server) {
    this.server = server;
  }

  static PrometheusServer start(InetSocketAddress address, Supplier<String> text) {
    try {
      var prometheus = new PrometheusServer(HttpServer.create(address, BACKLOG));
      prometheus.server.createContext("/", exchange -> answer(exchange, text));
      prometheus.server.setExecutor(prometheus.thread);
      prometheus.server.start();
      return prometheus;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "PROMETHEUS_PORT: cannot listen on %s port %d (%s): set another port, or"
                  .formatted(address.getHostString(), address.getPort(), e.getMessage())
              + " PROMETHEUS_ENABLED=false",
          e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }

  private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
    try (exchange) {
      boolean get = exchange.getRequestMethod().equals("GET");
      if (!get || !exchange.getRequestURI().getPath().equals("/metrics")) {
        exchange.sendResponseHeaders(get ? 404 : 405, -1);
        return;
      }
      byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", PrometheusText.CONTENT_TYPE);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
