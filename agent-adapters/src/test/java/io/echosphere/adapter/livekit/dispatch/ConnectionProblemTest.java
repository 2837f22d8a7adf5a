package io.echosphere.adapter.livekit.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionProblemTest {
  private static final URI SERVER = URI.create("wss://livekit.test");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("x"), "host name livekit.test is not known"),
        Arguments.of(new NoRouteToHostException(), "no route to livekit.test"),
        Arguments.of(new SocketTimeoutException(), "no answer in time"),
        Arguments.of(new EOFException(), "the server dropped the connection"),
        Arguments.of(new ProtocolException("bad\nsecond"), "WebSocket as expected (bad)"),
        Arguments.of(new IOException("first\nsecond"), "broke (IOException: first)"),
        Arguments.of(new IOException(), "broke (IOException)"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsOneLineOfWords(Throwable failure, String words) {
    assertThat(ConnectionProblem.of(SERVER, failure, 0)).contains(words).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "401, LIVEKIT_API_SECRET",
    "403, LIVEKIT_API_KEY",
    "429, slow down",
    "302, LIVEKIT_URL"
  })
  void anAnswerIsNamedByWhatToCheck(int status, String words) {
    assertThat(ConnectionProblem.of(SERVER, new IOException(), status)).contains(words);
  }

  @Test
  void theEndpointIsBehindTheServersPath() {
    assertThat(OkHttpTransport.endpoint(URI.create("ws://a:7880")))
        .isEqualTo("http://a:7880/agent?protocol=1");
    assertThat(OkHttpTransport.endpoint(URI.create("wss://a/livekit/")))
        .isEqualTo("https://a/livekit/agent?protocol=1");
  }

  @Test
  void theSecretIsNotShown() {
    assertThat(new WorkerSettings(SERVER, "key", "hidden", "", "Echo", Map.of(), "1").toString())
        .doesNotContain("hidden");
  }
}
