package io.echosphere.simulator.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** One ConverseStream call and what came of it. */
final class Conversation {
  static final String HAIKU = "jp.anthropic.claude-haiku-4-5-20251001-v1:0";

  final List<String> deltas = new CopyOnWriteArrayList<>();
  final AtomicReference<@Nullable StopReason> reason = new AtomicReference<>();
  final AtomicReference<@Nullable TokenUsage> usage = new AtomicReference<>();
  final CountDownLatch firstDelta = new CountDownLatch(1);
  final CompletableFuture<Void> call;

  Conversation(BedrockRuntimeAsyncClient client, Consumer<ConverseStreamRequest.Builder> how) {
    ConverseStreamRequest.Builder request = ConverseStreamRequest.builder().modelId(HAIKU);
    how.accept(request);
    call =
        client.converseStream(
            request.build(),
            ConverseStreamResponseHandler.builder()
                .subscriber(
                    ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(
                            event -> {
                              deltas.add(event.delta().text());
                              firstDelta.countDown();
                            })
                        .onMessageStop(event -> reason.set(event.stopReason()))
                        .onMetadata(event -> usage.set(event.usage()))
                        .build())
                .build());
  }

  static Conversation about(BedrockRuntimeAsyncClient client, String words) {
    return new Conversation(client, request -> request.messages(user(words)));
  }

  String text() {
    return String.join("", deltas);
  }

  static Message user(String text) {
    return message(ConversationRole.USER, text);
  }

  static Message assistant(String text) {
    return message(ConversationRole.ASSISTANT, text);
  }

  private static Message message(ConversationRole role, String text) {
    return Message.builder().role(role).content(ContentBlock.fromText(text)).build();
  }
}
