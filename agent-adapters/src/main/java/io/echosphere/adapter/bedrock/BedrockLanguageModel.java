package io.echosphere.adapter.bedrock;

import io.echosphere.adapter.aws.Attempt;
import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.Breaker;
import io.echosphere.adapter.aws.BudgetedCall;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/**
 * Replies by Bedrock's ConverseStream, one HTTP/2 stream each; cancelling resets the stream, so
 * that no more tokens are paid for. Thread-safe.
 */
public final class BedrockLanguageModel implements LanguageModel {
  private static final String SERVICE = "bedrock";

  private final AwsClients clients;
  private final BedrockSettings settings;
  private final BudgetedCall.Service<Listener> service;

  /**
   * A model over the process's clients; opens nothing.
   *
   * @param breaker this model's own
   */
  public BedrockLanguageModel(
      AwsClients clients, BedrockSettings settings, Timers timers, Breaker breaker) {
    this.clients = clients;
    this.settings = settings;
    this.service =
        new BudgetedCall.Service<>(
            SERVICE, clients::begin, timers, settings.budget(), breaker, Listener::failed);
  }

  @Override
  public Cancellable generate(Prompt prompt, Listener listener) {
    ConverseStreamRequest request = request(prompt);
    return BudgetedCall.start(service, listener, attempt -> ask(request, attempt), () -> {});
  }

  private void ask(ConverseStreamRequest request, Attempt<Listener> attempt) {
    ReplySubscriber reply = new ReplySubscriber(attempt, clients);
    CompletableFuture<Void> answer =
        clients
            .bedrock()
            .converseStream(
                request,
                ConverseStreamResponseHandler.builder()
                    .onEventStream(events -> events.subscribe(reply))
                    .onError(_ -> {}) // the future tells
                    .build());
    attempt.cancelWith(
        () -> {
          reply.cancel();
          answer.cancel(true);
        });
    var _ =
        answer.whenComplete(
            (_, thrown) -> {
              if (thrown == null) {
                reply.complete();
              } else {
                clients.fail(attempt, SERVICE, thrown);
              }
            });
  }

  private ConverseStreamRequest request(Prompt prompt) {
    List<Message> messages = prompt.history().stream().map(BedrockLanguageModel::message).toList();
    return ConverseStreamRequest.builder()
        .modelId(settings.modelId())
        .system(SystemContentBlock.fromText(prompt.instructions()))
        .messages(messages)
        .inferenceConfig(
            config -> config.maxTokens(prompt.maxTokens()).temperature(settings.temperature()))
        .build();
  }

  private static Message message(Line line) {
    return Message.builder()
        .role(line.role() == Role.USER ? ConversationRole.USER : ConversationRole.ASSISTANT)
        .content(ContentBlock.fromText(line.text()))
        .build();
  }
}
