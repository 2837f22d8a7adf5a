package io.echosphere.simulator.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.polly.PollyAsyncClient;
import software.amazon.awssdk.services.transcribestreaming.TranscribeStreamingAsyncClient;
import software.amazon.awssdk.utils.AttributeMap;

/** The SDK's clients, pointed at a simulator, without retries. */
final class Clients implements AutoCloseable {
  /** Far beyond what a loaded machine needs. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** For the simulator's self-signed certificate. */
  private static final AttributeMap TRUSTING =
      AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build();

  final TranscribeStreamingAsyncClient transcribe;
  final BedrockRuntimeAsyncClient bedrock;
  final PollyAsyncClient polly;

  private final List<SdkAsyncHttpClient> transports = new ArrayList<>();

  Clients(AwsSimulator simulator) {
    transcribe =
        at(simulator, TranscribeStreamingAsyncClient.builder())
            .httpClient(transport(Protocol.HTTP2))
            .build();
    bedrock =
        at(simulator, BedrockRuntimeAsyncClient.builder())
            .httpClient(transport(Protocol.HTTP2))
            .build();
    polly =
        at(simulator, PollyAsyncClient.builder()).httpClient(transport(Protocol.HTTP1_1)).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(AwsSimulator simulator, B builder) {
    return builder
        .endpointOverride(simulator.endpoint())
        .region(Region.AP_NORTHEAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("simulator", "simulator")))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }

  private SdkAsyncHttpClient transport(Protocol protocol) {
    SdkAsyncHttpClient made =
        NettyNioAsyncHttpClient.builder().protocol(protocol).buildWithDefaults(TRUSTING);
    transports.add(made);
    return made;
  }

  @Override
  public void close() {
    transcribe.close();
    bedrock.close();
    polly.close();
    transports.forEach(SdkAsyncHttpClient::close);
  }
}
