package io.echosphere.simulator.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class LiveKitProxyTest {
  private static final String CLAIMS = "{\"sub\":\"tanaka\",\"video\":{\"room\":\"one\"}}";
  private static final String TOKEN =
      encoded("{\"alg\":\"HS256\"}") + "." + encoded(CLAIMS) + ".c2lnbmF0dXJl";

  @Test
  void whoseAConnectionIsStandsInItsToken() {
    assertThat(LiveKitProxy.line("GET /rtc?access_token=" + TOKEN + "&a=1 HTTP/1.1\r\n\r\n"))
        .isEqualTo(new LiveKitProxy.Line("/rtc", "one", "tanaka"));
    assertThat(
            LiveKitProxy.line("GET /agent?protocol=1 HTTP/1.1\r\nAuthorization: Bearer x\r\n\r\n")
                .isWorkers())
        .isTrue();
  }

  @Test
  void onlyWhatIsMeantIsCutAndRefused() throws IOException {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var proxy = LiveKitProxy.to("ws://127.0.0.1:" + server.getLocalPort());
        var rtc = connect(proxy, "GET /rtc?access_token=" + TOKEN + " HTTP/1.1\r\n\r\n");
        var rtcBehind = server.accept();
        var agent = connect(proxy, "GET /agent HTTP/1.1\r\n\r\n");
        var agentBehind = server.accept()) {
      assertThat(rtcBehind.getInputStream().read()).isEqualTo('G');
      assertThat(agentBehind.getInputStream().read()).isEqualTo('G');

      assertThat(proxy.cut(line -> line.isIn("other"))).isZero();
      assertThat(proxy.cut(line -> line.isIn("one"))).isEqualTo(1);
      assertThatThrownBy(() -> rtc.getInputStream().read()).isInstanceOf(IOException.class);
      agentBehind.getOutputStream().write('x');
      assertThat(agent.getInputStream().read()).isEqualTo('x');

      assertThat(proxy.opened(LiveKitProxy.Line::isParticipants)).isEqualTo(1);
      proxy.refuse(line -> line.isIn("one"));
      try (var again = connect(proxy, "GET /rtc?access_token=" + TOKEN + " HTTP/1.1\r\n\r\n")) {
        assertThatThrownBy(() -> again.getInputStream().read()).isInstanceOf(IOException.class);
      }
    }
  }

  private static Socket connect(LiveKitProxy proxy, String head) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(proxy.url()).getPort());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
