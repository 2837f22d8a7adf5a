package io.echosphere.worker.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.config.WorkerConfig;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many calls a worker takes by the streams that it may have. */
class CallLimitTest {
  @ParameterizedTest
  @CsvSource({"stable, 25, 20, 20", "stable, 5, 20, 5", "service, 5, 20, 5", "vad, 5, 20, 20"})
  void aCallThatKeepsAStreamIsNotTakenWithoutOne(
      String finalizing, String streams, String sessions, int calls) throws Exception {
    var config =
        WorkerConfig.from(
            Map.of(
                "LIVEKIT_URL", "ws://127.0.0.1:7880",
                "LIVEKIT_API_KEY", "devkey",
                "LIVEKIT_API_SECRET", "secret",
                "DATABASE_URL", "none",
                "STT_FINALIZE", finalizing,
                "STT_MAX_STREAMS", streams,
                "MAX_SESSIONS", sessions));

    assertThat(Parts.maxCalls(config)).isEqualTo(calls);
  }
}
