package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What an operator is told of variables that cannot be right. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class BrokenConfigurationIT {
  @Test
  void fiveBrokenVariablesAreNamedOnALineEachAndTheExitCodeIsTwo() throws Exception {
    Map<String, String> broken =
        Map.of(
            "LIVEKIT_URL", "localhost:7880",
            "LIVEKIT_API_KEY", "",
            "LIVEKIT_API_SECRET", "a-secret-that-must-not-be-shown-01",
            "DATABASE_URL", "mysql://somewhere/else",
            "MAX_SESSIONS", "many",
            "TTS_VOICE", "Nobody");
    try (Program worker = Program.start(broken, List.of("start"))) {
      assertThat(worker.awaitEnd()).as(worker.output()).isEqualTo(2);

      assertThat(worker.lines().stream().filter(line -> line.startsWith("  ")))
          .hasSize(5)
          .anyMatch(line -> line.strip().startsWith("LIVEKIT_URL "))
          .anyMatch(line -> line.strip().startsWith("LIVEKIT_API_KEY "))
          .anyMatch(line -> line.strip().startsWith("DATABASE_URL "))
          .anyMatch(line -> line.strip().startsWith("MAX_SESSIONS "))
          .anyMatch(line -> line.strip().startsWith("TTS_VOICE "));
      assertThat(worker.output()).doesNotContain("a-secret-that-must-not-be-shown-01");
    }
  }
}
