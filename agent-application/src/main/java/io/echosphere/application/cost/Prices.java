package io.echosphere.application.cost;

import io.echosphere.application.port.out.Telemetry.Amount;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * What AWS takes for what we use, in USD, by item:
 *
 * <ul>
 *   <li>{@code transcribe}: for a minute
 *   <li>{@code polly.ENGINE}, such as {@code polly.neural}: for a million characters
 *   <li>{@code bedrock.MODEL.input} and {@code bedrock.MODEL.output}: for a million tokens
 * </ul>
 *
 * An item that is not in the table has no known price, which is not the same as none. Immutable.
 */
public final class Prices {
  private static final double MILLION = 1e6;
  private static final double MINUTE = 60;

  /**
   * For Tokyo, ap-northeast-1, in USD. Bedrock: on demand, the {@code jp.} and {@code apac.}
   * inference profiles; from secondary sources of August 2026. Transcribe: streaming, first tier,
   * likewise. Polly: aws.amazon.com/polly/pricing as quoted there. All are to be checked against
   * one's own bill: AWS changes prices, and discounts are not known here.
   */
  private static final Map<String, Double> TOKYO =
      Map.ofEntries(
          Map.entry("transcribe", 0.01),
          Map.entry("polly.standard", 4.0),
          Map.entry("polly.neural", 16.0),
          Map.entry("polly.generative", 30.0),
          Map.entry("bedrock.anthropic.claude-haiku-4-5-20251001-v1:0.input", 1.10),
          Map.entry("bedrock.anthropic.claude-haiku-4-5-20251001-v1:0.output", 5.50),
          Map.entry("bedrock.anthropic.claude-sonnet-4-6.input", 3.30),
          Map.entry("bedrock.anthropic.claude-sonnet-4-6.output", 16.50),
          Map.entry("bedrock.anthropic.claude-3-5-sonnet-20240620-v1:0.input", 3.0),
          Map.entry("bedrock.anthropic.claude-3-5-sonnet-20240620-v1:0.output", 15.0));

  private final Map<String, Double> table;

  private Prices(Map<String, Double> table) {
    this.table = Map.copyOf(table);
  }

  /** The built-in table. */
  public static Prices known() {
    return new Prices(TOKYO);
  }

  /** The same with other or further prices. */
  public Prices with(Map<String, Double> others) {
    var all = new HashMap<>(table);
    all.putAll(others);
    return new Prices(all);
  }

  /** What so much of an item costs, in USD; empty if its price is not known. */
  public OptionalDouble cost(String item, long amount) {
    return price(item)
        .map(price -> OptionalDouble.of(price * amount / unit(item)))
        .orElseGet(OptionalDouble::empty);
  }

  /** Whether an item's price is known. */
  public boolean knows(String item) {
    return price(item).isPresent();
  }

  private Optional<Double> price(String item) {
    return Optional.ofNullable(table.get(item))
        .or(() -> Optional.ofNullable(table.get(withoutRegion(item))));
  }

  /**
   * An inference profile is priced as its model: {@code jp.anthropic...} as {@code anthropic...}.
   */
  private static String withoutRegion(String item) {
    return item.replaceFirst("^bedrock\\.(?:[a-z]{2,6}|us-gov)\\.(?=[a-z0-9]+\\.)", "bedrock.");
  }

  private static double unit(String item) {
    return item.equals("transcribe") ? MINUTE : MILLION;
  }

  /**
   * What an amount is counted as.
   *
   * @param defaultModel the model whose calls do not say which one it was
   * @param engineOf the engine of the voice that speaks a language, by its tag
   */
  public record Items(String defaultModel, UnaryOperator<String> engineOf) {
    /** The item; empty for what costs nothing by itself. */
    Optional<String> of(Amount amount, String of) {
      String model = of.isEmpty() ? defaultModel : of;
      return switch (amount) {
        case STT_SECONDS -> Optional.of("transcribe");
        case LLM_INPUT_TOKENS -> Optional.of("bedrock." + model + ".input");
        case LLM_OUTPUT_TOKENS -> Optional.of("bedrock." + model + ".output");
        case TTS_CHARACTERS -> Optional.of("polly." + engineOf.apply(of).toLowerCase(Locale.ROOT));
        case WASTED_TOKENS, WASTED_CHARACTERS, FALSE_INTERRUPTIONS -> Optional.empty();
      };
    }
  }
}
