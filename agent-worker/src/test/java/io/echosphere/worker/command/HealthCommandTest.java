package io.echosphere.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 200;

  @TempDir Path directory;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          byte[] body = "{\"ready\":true}\n".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          try (var stream = exchange.getResponseBody()) {
            stream.write(body);
          }
        });
    server.start();
    variables.put("HTTP_PORT", String.valueOf(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aProcessThatListensEverywhereIsAskedOnLoopback() {
    variables.put("HTTP_HOST", "0.0.0.0");

    assertThat(run("health")).isZero();

    assertThat(asked).containsExactly("/healthz");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("200 {\"ready\":true}\n");
  }

  @Test
  void whetherItIsOfUseIsAnotherQuestionAndNoIsAFailure() {
    status = 503;

    assertThat(run("health", "--ready")).isEqualTo(1);

    assertThat(asked).containsExactly("/readyz");
    assertThat(err()).contains("503");
  }

  @Test
  void anyAddressCanBeAsked() {
    String url = "http://127.0.0.1:" + variables.remove("HTTP_PORT") + "/elsewhere";

    assertThat(run("health", url)).isZero();

    assertThat(asked).containsExactly("/elsewhere");
  }

  @Test
  void aRedirectionIsNoHealth() {
    status = 302;

    assertThat(run("health")).isEqualTo(1);
  }

  @Test
  void nobodyThereIsAFailureInWords() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      variables.put("HTTP_PORT", String.valueOf(free.getLocalPort()));
    }

    assertThat(run("health")).isEqualTo(1);

    assertThat(err()).contains("does not answer").doesNotContain("\tat ");
  }

  @Test
  void whatCannotBeAskedIsAMistake() {
    assertThat(run("health", "ftp://127.0.0.1/")).isEqualTo(2);

    variables.put("HTTP_PORT", "0");
    assertThat(run("health")).isEqualTo(2);
    assertThat(err()).contains("HTTP_PORT is 0");
    assertThat(asked).isEmpty();
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            variables,
            directory,
            false);
    return EchoSphere.run(console, new EchoSphere.Programs(_ -> 41, _ -> 42), arguments);
  }
}
