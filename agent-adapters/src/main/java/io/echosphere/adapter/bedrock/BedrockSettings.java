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
  /**
   * A caller waits in silence for the first token, so 8 s is already long; a stream that says
   * nothing for 5 s has stalled; 256 tokens take a few seconds.
   */
  public static final Budget DEFAULT_BUDGET =
      new Budget(
          Duration.ofSeconds(8),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(250));

  private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";

  public BedrockSettings {
    if (modelId.isBlank()) {
      throw new IllegalArgumentException("the model id is blank: set LLM_MODEL");
    }
    if (!(temperature >= 0 && temperature <= 1)) {
      throw new IllegalArgumentException("temperature " + temperature + " is not within 0 to 1");
    }
  }

  /** The usual budget. */
  public static BedrockSettings of(String modelId, float temperature) {
    return new BedrockSettings(modelId, temperature, DEFAULT_BUDGET);
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
