package io.echosphere.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostConfigTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "LIVEKIT_URL", "ws://livekit.example:7880",
              "LIVEKIT_API_KEY", "key",
              "LIVEKIT_API_SECRET", "secret",
              "DATABASE_URL", "none"));

  @TempDir Path directory;

  @Test
  void withoutSettingsTheKnownPricesHoldAndThereIsNoLimit() throws Exception {
    assertThat(cost().prices().cost("polly.neural", 1_000_000)).hasValue(16);
    assertThat(cost().dailyLimit()).isEmpty();
  }

  @Test
  void pricesAreOverriddenOneByOne() throws Exception {
    variables.put("AWS_PRICES", "transcribe=0.024, bedrock.jp.anthropic.claude-x-v1:0.input=2");
    variables.put("COST_DAILY_LIMIT_USD", "12.5");

    assertThat(cost().prices().cost("transcribe", 60)).hasValue(0.024);
    assertThat(cost().prices().cost("bedrock.jp.anthropic.claude-x-v1:0.input", 1_000_000))
        .hasValue(2);
    assertThat(cost().prices().cost("polly.neural", 1_000_000)).hasValue(16);
    assertThat(cost().dailyLimit()).hasValue(12.5);
  }

  @Test
  void orReadFromAFile() throws Exception {
    Path file = directory.resolve("prices");
    Files.writeString(file, "# ours\n\npolly.neural = 15.5\ntranscribe=0.02\n");
    variables.put("AWS_PRICES", file.toString());

    assertThat(cost().prices().cost("polly.neural", 1_000_000)).hasValue(15.5);
    assertThat(cost().prices().cost("transcribe", 60)).hasValue(0.02);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no/such/file", "gpu=1", "transcribe=free", "transcribe=-1", "=1"})
  void whatIsNoPriceIsNamed(String prices) {
    variables.put("AWS_PRICES", prices);

    assertThatThrownBy(this::cost)
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("AWS_PRICES");
  }

  private CostConfig cost() throws InvalidConfigException {
    return WorkerConfig.from(variables).telemetry().cost();
  }
}
