package io.echosphere.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.echosphere.worker.config.InvalidConfigException.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a worker well, and keys that could be guessed. */
class HealthConfigTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "LIVEKIT_URL", "ws://livekit.example:7880",
              "LIVEKIT_API_KEY", "key",
              "LIVEKIT_API_SECRET", "0123456789abcdef0123456789abcdef",
              "DATABASE_URL", "none"));

  @ParameterizedTest
  @CsvSource({"auto, ", "Auto, ", "0, 0", "900, 900"})
  void theMemoryLimitIsANumberOrGoesByTheContainersBound(String text, Integer megabytes)
      throws Exception {
    variables.put("MEMORY_LIMIT_MB", text);

    assertThat(WorkerConfig.from(variables).limits().health().memoryMegabytes())
        .isEqualTo(Optional.ofNullable(megabytes));
  }

  @ParameterizedTest
  @CsvSource({"MEMORY_LIMIT_MB, 63", "MEMORY_LIMIT_MB, 1.5g", "STUTTER_LIMIT_MS, 1001"})
  void aHealthLimitThatCannotBeMeantIsRefused(String name, String text) {
    variables.put(name, text);

    assertThat(problemsOf()).extracting(Problem::variable).containsExactly(name);
  }

  /** The example's keys are public; on this machine alone they do no harm. */
  @ParameterizedTest
  @CsvSource({
    "ws://live.example.com, secret, true",
    "ws://live.example.com, 0123456789abcdef0123456789abcdef, false",
    "ws://127.0.0.1:7880, secret, false",
    "ws://localhost:7880, secret, false",
  })
  void aSecretThatCanBeGuessedIsWarnedOf(String url, String secret, boolean warned)
      throws Exception {
    variables.put("LIVEKIT_URL", url);
    variables.put("LIVEKIT_API_SECRET", secret);

    var warnings = WorkerConfig.load(variables).warnings();

    assertThat(warnings).noneMatch(text -> text.contains(secret));
    assertThat(warnings.stream().anyMatch(text -> text.startsWith("LIVEKIT_API_SECRET")))
        .isEqualTo(warned);
  }

  @Test
  void aStutterLimitOfZeroDoesNotLook() throws Exception {
    variables.put("STUTTER_LIMIT_MS", "0");

    assertThat(WorkerConfig.from(variables).limits().health().stutterMillis()).isEmpty();
  }

  private List<Problem> problemsOf() {
    return catchThrowableOfType(InvalidConfigException.class, () -> WorkerConfig.from(variables))
        .problems();
  }
}
