package io.echosphere.adapter.aws;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * How AWS is reached.
 *
 * @param region a region's code, such as {@code ap-northeast-1}; passed to the SDK explicitly,
 *     which by itself reads only {@code AWS_REGION}
 * @param endpoint where all three services are, in tests; when empty the SDK decides, which honours
 *     {@code AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_<SERVICE>}
 * @param credentials makes the provider that finds out who we are, anew when a service refuses what
 *     it found; when empty the SDK's default chain
 */
public record AwsSettings(
    String region, Optional<URI> endpoint, Optional<Supplier<AwsCredentialsProvider>> credentials) {

  public AwsSettings {
    if (region.isBlank()) {
      throw new IllegalArgumentException("the AWS region is blank: set AWS_REGION");
    }
  }

  /** The real services, or what the SDK's own variables say, in a region. */
  public static AwsSettings of(String region) {
    return new AwsSettings(region, Optional.empty(), Optional.empty());
  }
}
