package io.echosphere.simulator.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.polly.PollyAsyncClient;
import software.amazon.awssdk.services.transcribestreaming.TranscribeStreamingAsyncClient;

/** The SDK's clients, pointed at a simulator, without retries. */
final class Clients implements AutoCloseable {
  /** Far beyond what a loaded machine needs. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final TranscribeStreamingAsyncClient transcribe;
  final BedrockRuntimeAsyncClient bedrock;
  final PollyAsyncClient polly;

  Clients(AwsSimulator simulator) {
    transcribe = at(simulator, TranscribeStreamingAsyncClient.builder()).build();
    bedrock = at(simulator, BedrockRuntimeAsyncClient.builder()).build();
    polly = at(simulator, PollyAsyncClient.builder()).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(AwsSimulator simulator, B builder) {
    return builder
        .endpointOverride(simulator.endpoint())
        .region(Region.AP_NORTHEAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("simulator", "simulator")))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  @Override
  public void close() {
    transcribe.close();
    bedrock.close();
    polly.close();
  }
}
