package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.webrtc.IceCandidate;
import io.echosphere.adapter.webrtc.IceServer;
import java.util.List;
import livekit.LivekitRtc.ICEServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceTest {
  private static final List<ICEServer> OFFERED =
      List.of(
          ICEServer.newBuilder()
              .addUrls("turn:turn.example.com:3478")
              .setUsername("user")
              .setCredential("secret")
              .build());

  @Test
  void candidatesTravelAsTheBrowsersWriteThem() {
    var candidate = new IceCandidate("0", 0, "candidate:1 1 udp 1 10.0.0.1 \"x\"");
    assertThat(Ice.toJson(candidate))
        .isEqualTo(
            "{\"candidate\":\"candidate:1 1 udp 1 10.0.0.1 \\\"x\\\"\",\"sdpMid\":\"0\","
                + "\"sdpMLineIndex\":0}");
    assertThat(Ice.fromJson(Ice.toJson(candidate))).isEqualTo(candidate);
  }

  @Test
  void whatIsNoCandidateIsRefused() {
    assertThatThrownBy(() -> Ice.fromJson("[")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://localhost:7880",
        "ws://127.0.0.1:7880",
        "ws://[::1]:7880",
        "ws://127.8.8.8",
        "ws://LiveKit.localhost"
      })
  void aServerOnThisMachineIsReachedWithoutAskingStrangers(String url) {
    assertThat(Ice.servers(url, OFFERED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://livekit.example.com",
        "ws://10.0.0.7:7880",
        "ws://127.example.com",
        "ws://localhost.example.com",
        "ws://[2001:db8::1]:7880"
      })
  void anyOtherServersAreAsked(String url) {
    assertThat(Ice.servers(url, OFFERED))
        .containsExactly(new IceServer(List.of("turn:turn.example.com:3478"), "user", "secret"));
    assertThat(Ice.servers(url, OFFERED).toString()).doesNotContain("secret");
  }
}
