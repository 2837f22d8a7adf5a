package io.echosphere.application.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PricesTest {
  @ParameterizedTest
  @CsvSource({
    "transcribe, 60, 0.01",
    "polly.neural, 1000000, 16",
    "bedrock.anthropic.claude-haiku-4-5-20251001-v1:0.input, 1000000, 1.1",
    "bedrock.jp.anthropic.claude-haiku-4-5-20251001-v1:0.output, 1000000, 5.5",
    "bedrock.apac.anthropic.claude-sonnet-4-6.input, 2000000, 6.6",
  })
  void aPriceIsForAMinuteOrAMillionAndAProfileCostsWhatItsModelDoes(
      String item, long amount, double usd) {
    assertThat(Prices.known().cost(item, amount)).hasValue(usd);
  }

  @Test
  void anUnknownItemHasNoPrice() {
    assertThat(Prices.known().cost("bedrock.meta.llama.input", 1)).isEmpty();
    assertThat(Prices.known().knows("polly.long-form")).isFalse();
  }

  @Test
  void othersPricesWin() {
    var prices =
        Prices.known()
            .with(Map.of("transcribe", 0.024, "bedrock.jp.anthropic.claude-sonnet-4-6.input", 9.0));

    assertThat(prices.cost("transcribe", 60)).hasValue(0.024);
    assertThat(prices.cost("bedrock.jp.anthropic.claude-sonnet-4-6.input", 1_000_000)).hasValue(9);
    assertThat(prices.cost("bedrock.us.anthropic.claude-sonnet-4-6.input", 1_000_000))
        .hasValue(3.3);
  }
}
