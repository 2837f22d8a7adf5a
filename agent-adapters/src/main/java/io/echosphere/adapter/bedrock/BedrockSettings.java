package io.echosphere.adapter.bedrock;

import io.echosphere.adapter.aws.Budget;
import java.time.Duration;

/**
 * How replies are made.
 *
 * @param modelId a model or inference profile id; newer models need the profile's
 * @param temperature 0 (always the likeliest word) to 1
 * @param budget how long a reply may take
 */
public record BedrockSettings(String modelId, float temperature, Budget budget) {
  /** A stream that says nothing for so long has stalled. */
  private static final Duration STALL = Duration.ofSeconds(5);

  private static final Duration RETRY_DELAY = Duration.ofMillis(250);

  private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";

  public BedrockSettings {
    if (modelId.isBlank()) {
      throw new IllegalArgumentException("the model id is blank: set LLM_MODEL");
    }
    if (!(temperature >= 0 && temperature <= 1)) {
      throw new IllegalArgumentException("temperature " + temperature + " is not within 0 to 1");
    }
  }

  /**
   * The budget with these deadlines: one more try within them, and never 5 s without a word.
   *
   * @param first until the first word
   * @param whole until the end
   */
  public static Budget budget(Duration first, Duration whole) {
    return new Budget(first, STALL.compareTo(whole) < 0 ? STALL : whole, whole, RETRY_DELAY);
  }

  /**
   * Claude Haiku 4.5's inference profile for a region, which keeps requests in that part of the
   * world: {@code jp.} in Japan, {@code au.} in Australia, {@code us.} in North America, {@code
   * eu.} in Europe; elsewhere there is none for this model, so {@code global.}. From "Supported
   * cross-Region inference profiles" of the Bedrock user guide.
   *
   * @param region a region's code, such as {@code ap-northeast-1}
   */
  public static String defaultModel(String region) {
    return profile(region) + "." + HAIKU;
  }

  private static String profile(String region) {
    return switch (region) {
      case "ap-northeast-1", "ap-northeast-3" -> "jp";
      case "ap-southeast-2", "ap-southeast-4" -> "au";
      case "ca-central-1" -> "us";
      default -> {
        if (region.startsWith("us-") && !region.startsWith("us-gov-")) {
          yield "us";
        }
        yield region.startsWith("eu-") ? "eu" : "global";
      }
    };
  }
}
