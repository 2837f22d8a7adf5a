package io.echosphere.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server on a real socket. */
@Timeout(60)
class WebServerTest {
  private static final String GOOD = "{\"roomName\":\"standup\",\"participantName\":\"Aoi\"}";

  private final Bench bench = new Bench();
  private final WebServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  WebServerTest() throws AddressInUse {
    bench.files.put("io/echosphere/web/index.html", "<!doctype html><title>Room</title>");
    server = WebServer.bind("127.0.0.1", 0);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void aTokenIsGivenOverTheWire() throws Exception {
    serve();
    var answer = post(BodyPublishers.ofString(GOOD));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("set-cookie")).isPresent();
    assertThat(answer.body()).contains("\"token\":\"header.claims.signature\"");
  }

  @Test
  void whoConnectsBeforeItServesWaits() throws Exception {
    var early = client.sendAsync(request("/healthz").build(), BodyHandlers.ofString());
    serve();
    assertThat(early.get().statusCode()).isEqualTo(200);
  }

  @Test
  void headIsGetWithoutABody() throws Exception {
    serve();
    var get = client.send(request("/").build(), BodyHandlers.ofString());
    var head = client.send(request("/").HEAD().build(), BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length"))
        .isEqualTo(get.headers().firstValue("content-length"));
    assertThat(head.headers().firstValue("etag")).isEqualTo(get.headers().firstValue("etag"));
  }

  @Test
  void aBodyThatIsTooLongIsRefusedWhetherItSaysSoOrNot() throws Exception {
    serve();
    byte[] large = new byte[20_000];
    assertThat(post(BodyPublishers.ofByteArray(large)).statusCode()).isEqualTo(413);
    var chunked = BodyPublishers.ofByteArrays(List.of(large));
    assertThat(post(chunked).statusCode()).isEqualTo(413);
    assertThat(post(BodyPublishers.ofString(GOOD)).statusCode()).isEqualTo(200);
  }

  @Test
  void aLengthThatIsALieOrSaidTwiceIsRefused() throws Exception {
    serve();
    String head = "POST /api/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    assertThat(status(head + "Content-Length: -5\r\n\r\n")).isEqualTo(400);
    assertThat(status(head + "Content-Length: x\r\n\r\n")).isEqualTo(400);
    assertThat(status(head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")).isEqualTo(400);
    assertThat(status(head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        .isEqualTo(400);
    assertThat(status(head + "Content-Length: 99999999999999999999\r\n\r\n")).isEqualTo(400);
  }

  @Test
  void headersHaveAnEnd() throws Exception {
    serve();
    assertThat(status("GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(4_000) + "\r\n\r\n"))
        .isEqualTo(200);
    assertThat(status("GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .isNotEqualTo(200);
    assertThat(status("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .isNotEqualTo(200);
    var many = new StringBuilder("GET /healthz HTTP/1.1\r\nHost: a\r\n");
    for (int i = 0; i < 200; i++) {
      many.append("X-").append(i).append(": y\r\n");
    }
    assertThat(status(many + "\r\n")).isNotEqualTo(200);
    assertThat(client.send(request("/healthz").build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/assets/../../../../etc/passwd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/assets/..%2f..%2fWebServer.class"
      })
  void pathsThatClimbAreNotFollowed(String target) throws Exception {
    serve();
    assertThat(status("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n")).isIn(400, 404);
  }

  /** A client that drips a byte now and then would otherwise hold a connection for hours. */
  @Test
  void requestsThatDripAreCutWithinSeconds() throws Exception {
    serve();
    var open = new ArrayList<Socket>();
    for (String beginning :
        List.of(
            "G",
            "GET /healthz HTTP/1.1\r\nHost: a\r\nX: ",
            "POST /api/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 8000\r\n\r\n{")) {
      var socket = connect();
      socket.setSoTimeout(100);
      socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
      open.add(socket);
    }
    long begin = System.nanoTime();
    while (!open.isEmpty()) {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
      open.removeIf(socket -> !drip(socket));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(5));
  }

  @Test
  void slowClientsDoNotKeepOthersWaiting() throws Exception {
    serve();
    var slow = new Socket[300];
    try {
      for (int i = 0; i < slow.length; i++) {
        slow[i] = connect();
        slow[i].getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      var answer =
          client.send(
              request("/healthz").timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void whateverIsSentItGoesOnServing() throws Exception {
    serve();
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      try (var socket = connect()) {
        socket.getOutputStream().write(garbage);
        socket.shutdownOutput();
        socket.setSoTimeout(5_000);
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(answer).doesNotContain("HTTP/1.1 200", "\tat ", "java.");
      } catch (IOException _) {
        // cut off, as it may be
      }
    }
    assertThat(client.send(request("/healthz").build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anAddressThatIsTakenIsNamedWithItsSetting() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> WebServer.bind("127.0.0.1", other.getLocalPort()))
          .isInstanceOf(AddressInUse.class)
          .hasMessageContaining("HTTP_PORT")
          .hasMessageContaining(String.valueOf(other.getLocalPort()))
          .hasMessageNotContaining("\n");
    }
    assertThatThrownBy(() -> WebServer.bind("no-such-host.invalid", 0))
        .isInstanceOf(AddressInUse.class)
        .hasMessageContaining("HTTP_HOST");
  }

  @Test
  void onlyATrustedProxyIsBelievedAboutTheClient() throws Exception {
    bench.tokensPerMinute = 1;
    serve();
    assertThat(postFor("203.0.113.1").statusCode()).isEqualTo(200);
    assertThat(postFor("203.0.113.2").statusCode()).isEqualTo(429);

    try (var trusting = WebServer.bind("127.0.0.1", 0)) {
      var other = new Bench();
      other.tokensPerMinute = 1;
      other.proxies = TrustedProxies.of(List.of("127.0.0.0/8"));
      trusting.serve(other.settings(), other.site());
      var first = send(trusting, "203.0.113.1");
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("set-cookie").orElse("")).endsWith("; Secure");
      assertThat(first.headers().firstValue("strict-transport-security")).isPresent();
      assertThat(send(trusting, "203.0.113.1").statusCode()).isEqualTo(429);
      assertThat(send(trusting, "203.0.113.2").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withNothingToFinishItEndsAtOnce() throws Exception {
    serve();
    assertThat(post(BodyPublishers.ofString(GOOD)).statusCode()).isEqualTo(200);
    long begin = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() throws Exception {
    serve();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          java.util.stream.IntStream.range(0, 300)
              .mapToObj(_ -> threads.submit(() -> post(BodyPublishers.ofString(GOOD)).statusCode()))
              .toList();
      for (var answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    assertThat(bench.visitors).hasSize(300);
  }

  private void serve() {
    server.serve(bench.settings(), bench.site());
  }

  private boolean drip(Socket socket) {
    try {
      socket.getOutputStream().write('a');
      InputStream in = socket.getInputStream();
      return in.read() >= 0;
    } catch (SocketTimeoutException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** The status of the answer to these bytes; 0 if the connection was cut without one. */
  private int status(String bytes) throws IOException {
    try (var socket = connect()) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      String text = new String(line, StandardCharsets.US_ASCII);
      return text.isEmpty() ? 0 : Integer.parseInt(text.substring("HTTP/1.1 ".length()));
    } catch (java.net.SocketException _) {
      return 0;
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target));
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(
        request("/api/token").header("Content-Type", "application/json").POST(body).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> postFor(String forwardedFor) throws Exception {
    return send(server, forwardedFor);
  }

  private HttpResponse<String> send(WebServer to, String forwardedFor) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/api/token"))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", "198.51.100.250, " + forwardedFor)
            .header("X-Forwarded-Proto", "https")
            .POST(BodyPublishers.ofString(GOOD))
            .build(),
        BodyHandlers.ofString());
  }
}
