package io.echosphere.adapter.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.eventstream.HeaderValue;

/**
 * Plays one reply through the SDK from memory, so that the classes that decode event streams are
 * loaded before the first caller waits for them (a quarter of a second of CPU). No network.
 */
final class Rehearsal {
  private static final byte[] REPLY =
      joined(
          event("messageStart", "{\"role\":\"assistant\"}"),
          event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hi\"}}"),
          event("contentBlockStop", "{\"contentBlockIndex\":0}"),
          event("messageStop", "{\"stopReason\":\"end_turn\"}"),
          event(
              "metadata", "{\"usage\":{\"inputTokens\":1,\"outputTokens\":1,\"totalTokens\":2}}"));

  private Rehearsal() {}

  /** Completes when the reply has been played. */
  static CompletableFuture<Void> converse(String region) {
    BedrockRuntimeAsyncClient client =
        BedrockRuntimeAsyncClient.builder()
            .region(Region.of(region))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
            .httpClient(new FromMemory())
            .build();
    return client
        .converseStream(
            request -> request.modelId("rehearsal").messages(hello()),
            ConverseStreamResponseHandler.builder().onEventStream(Rehearsal::drain).build())
        .whenComplete((_, _) -> client.close());
  }

  private static Message hello() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText("Hi"))
        .build();
  }

  private static void drain(SdkPublisher<?> events) {
    var _ = events.subscribe(_ -> {});
  }

  private static byte[] event(String type, String json) {
    Map<String, HeaderValue> headers =
        Map.of(
            ":message-type", HeaderValue.fromString("event"),
            ":event-type", HeaderValue.fromString(type),
            ":content-type", HeaderValue.fromString("application/json"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new software.amazon.eventstream.Message(headers, json.getBytes(StandardCharsets.UTF_8))
        .encode(bytes);
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Answers every request with the reply. */
  private static final class FromMemory implements SdkAsyncHttpClient {
    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
      request
          .responseHandler()
          .onHeaders(
              SdkHttpResponse.builder()
                  .statusCode(200)
                  .putHeader("content-type", "application/vnd.amazon.eventstream")
                  .build());
      request
          .responseHandler()
          .onStream(SdkPublisher.fromIterable(List.of(ByteBuffer.wrap(REPLY))));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
  }
}
