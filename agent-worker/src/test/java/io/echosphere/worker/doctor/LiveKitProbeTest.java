package io.echosphere.worker.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.worker.config.CallerConfig;
import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.config.LiveKitConfig;
import io.echosphere.worker.doctor.Finding.Status;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Against a real livekit-server. */
class LiveKitProbeTest {
  private static final LiveKitServer server = LiveKitServer.start();

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void findsAServerThatAcceptsTheKey() throws Exception {
    Finding finding = LiveKitProbe.look(config(server.url(), server.apiKey(), server.apiSecret()));

    assertThat(finding.words()).endsWith("is there and accepts the key");
    assertThat(finding.status()).isEqualTo(Status.OK);
  }

  @Test
  void saysThatTheKeyIsRefused() throws Exception {
    String wrong = "not-the-secret-of-this-server-0001";

    Finding finding = LiveKitProbe.look(config(server.url(), server.apiKey(), wrong));

    assertThat(finding.status()).isEqualTo(Status.FAILED);
    assertThat(finding.words()).contains("refuses the key", "LIVEKIT_API_SECRET");
    assertThat(finding.words()).doesNotContain(wrong);
  }

  @Test
  void saysThatNothingListens() throws Exception {
    Finding finding = LiveKitProbe.look(config("ws://127.0.0.1:1", "key", "secret"));

    assertThat(finding.status()).isEqualTo(Status.FAILED);
    assertThat(finding.words()).contains("nothing listens at ws://127.0.0.1:1", "LIVEKIT_URL");
  }

  private static LiveKitConfig config(String url, String key, String secret)
      throws InvalidConfigException {
    return CallerConfig.from(
            Map.of("LIVEKIT_URL", url, "LIVEKIT_API_KEY", key, "LIVEKIT_API_SECRET", secret))
        .livekit();
  }
}
