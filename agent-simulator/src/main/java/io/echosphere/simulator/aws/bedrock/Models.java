package io.echosphere.simulator.aws.bedrock;

import io.echosphere.simulator.aws.wire.ServiceError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which model ids answer, and the service's words about those that do not. Not the whole catalogue:
 * the text models a voice agent would use.
 */
final class Models {
  /** Answer only through an inference profile. */
  private static final Set<String> BY_PROFILE =
      Set.of(
          "anthropic.claude-haiku-4-5-20251001-v1:0",
          "anthropic.claude-sonnet-4-5-20250929-v1:0",
          "anthropic.claude-sonnet-4-6",
          "anthropic.claude-opus-4-6-v1",
          "amazon.nova-2-lite-v1:0");

  /** Answer by their own id, and through a profile. */
  private static final Set<String> ON_DEMAND =
      Set.of(
          "amazon.nova-micro-v1:0",
          "amazon.nova-lite-v1:0",
          "amazon.nova-pro-v1:0",
          "anthropic.claude-3-haiku-20240307-v1:0");

  /** Answered once. */
  private static final Set<String> ENDED =
      Set.of(
          "anthropic.claude-3-5-sonnet-20240620-v1:0",
          "anthropic.claude-3-sonnet-20240229-v1:0",
          "anthropic.claude-v2:1");

  /** An inference profile's prefix and the regions it can be called from. */
  private static final Map<String, Pattern> PROFILES =
      Map.of(
          "jp", Pattern.compile("ap-northeast-[13]"),
          "apac", Pattern.compile("ap-.*"),
          "au", Pattern.compile("ap-southeast-[24]"),
          "us", Pattern.compile("us-.*|ca-.*"),
          "eu", Pattern.compile("eu-.*"),
          "global", Pattern.compile(".*"));

  private Models() {}

  /**
   * The error to answer with, or empty when the model answers.
   *
   * @param id a model's or an inference profile's id, or an ARN that ends with one
   * @param region the region of the call
   */
  static Optional<ServiceError> check(String id, String region) {
    String name = id.startsWith("arn:") ? id.substring(id.lastIndexOf('/') + 1) : id;
    int dot = name.indexOf('.');
    String prefix = dot < 0 ? "" : name.substring(0, dot);
    Pattern regions = PROFILES.get(prefix);
    String model = regions == null ? name : name.substring(dot + 1);
    if (ENDED.contains(model)) {
      return Optional.of(
          new ServiceError(
              404,
              "ResourceNotFoundException",
              "This model version has reached the end of its life. Please refer to the AWS"
                  + " documentation for more details."));
    }
    boolean known = BY_PROFILE.contains(model) || ON_DEMAND.contains(model);
    if (!known || (regions != null && !regions.matcher(region).matches())) {
      return Optional.of(ServiceError.validation("The provided model identifier is invalid."));
    }
    if (regions == null && BY_PROFILE.contains(model)) {
      return Optional.of(
          ServiceError.validation(
              "Invocation of model ID "
                  + model
                  + " with on-demand throughput isn’t supported. Retry your request with the ID or"
                  + " ARN of an inference profile that contains this model."));
    }
    return Optional.empty();
  }
}
