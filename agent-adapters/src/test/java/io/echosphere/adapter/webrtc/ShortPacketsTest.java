package io.echosphere.adapter.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortPacketsTest {
  private static final String VIDEO = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n";

  @Test
  void areAskedForInSectionsOnAudioBehindTheirHead() {
    assertThat(
            ShortPackets.askedIn(
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\n"
                    + VIDEO))
        .isEqualTo(
            "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=ptime:10\r\na=mid:0\r\n"
                + VIDEO);
  }

  @Test
  void winOverWhatWasStated() {
    assertThat(
            ShortPackets.askedIn(
                "m=audio 9 UDP 111\r\na=mid:0\r\na=maxptime:60\r\na=ptime:20\r\n" + VIDEO))
        .isEqualTo("m=audio 9 UDP 111\r\na=ptime:10\r\na=mid:0\r\n" + VIDEO);
  }
}
