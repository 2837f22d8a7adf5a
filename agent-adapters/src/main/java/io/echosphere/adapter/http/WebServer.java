package io.echosphere.adapter.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK's HTTP server, with limits that it does not set by itself, one virtual thread a request.
 * Bound early and served later: who connects meanwhile waits. Thread-safe.
 */
public final class WebServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int BACKLOG = 256;
  private static final int SECONDS_TO_FINISH = 2;

  /**
   * The server reads these once, when it is first used. A request has 10 s to come in whole,
   * however busily it drips, and 30 s to be answered and taken; a connection may be idle for 30 s,
   * be it new or kept. What an operator sets with -D wins.
   */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "30",
          "sun.net.httpserver.idleInterval", "30",
          "sun.net.httpserver.clockTick", "1000",
          "sun.net.httpserver.maxReqHeaders", "100",
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "jdk.httpserver.maxConnections", "2000",
          "sun.net.httpserver.nodelay", "true");

  static {
    LIMITS.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());

  private WebServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the address; serves nothing yet.
   *
   * @param host name or address of the interface
   * @param port 0 for any that is free
   * @throws AddressInUse if it cannot be had, in words for the operator
   */
  public static WebServer bind(String host, int port) throws AddressInUse {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new AddressInUse("HTTP_HOST: the host name " + host + " is not known", null);
    }
    try {
      return new WebServer(HttpServer.create(address, BACKLOG));
    } catch (IOException e) {
      throw new AddressInUse(
          "HTTP_PORT: cannot listen on %s port %d (%s): set HTTP_PORT to a free port, HTTP_HOST to"
                  .formatted(host, port, e.getMessage())
              + " an address of this machine, or HTTP_ENABLED=false",
          e);
    }
  }

  /** Begins to serve; once. The page comes from the class path. */
  public void serve(HttpSettings settings, HttpParts parts) {
    ClassLoader loader = WebServer.class.getClassLoader();
    serve(settings, new Site(settings, parts, loader::getResourceAsStream));
  }

  void serve(HttpSettings settings, Site site) {
    TrustedProxies proxies = settings.protection().trustedProxies();
    server.createContext("/", exchange -> handle(exchange, site, proxies));
    server.setExecutor(threads);
    server.start();
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Takes no more requests, lets running ones finish for two seconds, and ends. Idempotent. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      var _ = threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    server.stop(0); // a longer time it would wait out, even with nothing to wait for
  }

  private static void handle(HttpExchange exchange, Site site, TrustedProxies proxies)
      throws IOException {
    try (exchange) {
      Answer answer = site.answer(request(exchange, proxies));
      var headers = exchange.getResponseHeaders();
      answer.headers().forEach(headers::set);
      byte[] body = answer.body();
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (head && body.length > 0) {
        headers.set("Content-Length", String.valueOf(body.length));
      }
      if (head || body.length == 0) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (IOException gone) {
      LOG.debug("A client went away: {}", gone.getMessage());
      throw gone;
    }
  }

  private static Request request(HttpExchange exchange, TrustedProxies proxies) {
    URI target = exchange.getRequestURI();
    String path = Optional.ofNullable(target.getRawPath()).filter(it -> !it.isEmpty()).orElse("/");
    String query = Optional.ofNullable(target.getRawQuery()).orElse("");
    var headers = exchange.getRequestHeaders();
    InetAddress peer = exchange.getRemoteAddress().getAddress();
    boolean trusted = proxies.trusts(peer);
    String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
    var client =
        new Request.Client(
            proxies.client(peer, fields(exchange, "X-Forwarded-For")),
            trusted ? last(exchange, "X-Forwarded-Host").orElse(host) : host,
            trusted && last(exchange, "X-Forwarded-Proto").filter("https"::equals).isPresent());
    return new Request(
        new Request.Line(
            exchange.getRequestMethod(), path.startsWith("/") ? path : "/" + path, query),
        name -> fields(exchange, name),
        client,
        most -> body(exchange, most),
        Map.of());
  }

  private static List<String> fields(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().get(name)).orElse(List.of());
  }

  /** What the nearest proxy says; what stands before it came from further away. */
  private static Optional<String> last(HttpExchange exchange, String name) {
    List<String> all = fields(exchange, name);
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(List.of(all.getLast().split(",", -1)).getLast().strip());
  }

  private static byte[] body(HttpExchange exchange, int most) throws IOException, Refusal {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    InputStream in = exchange.getRequestBody();
    byte[] body = {};
    boolean tooLarge = length != null && Long.parseLong(length) > most;
    if (!tooLarge) {
      body = in.readNBytes(most + 1);
      tooLarge = body.length > most;
    }
    if (tooLarge) {
      throw Refusal.of(413, "too_large", "The body must not be longer than " + most + " bytes.");
    }
    return body;
  }
}
