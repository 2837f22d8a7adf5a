package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.aws.call.Turn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** Converse and ConverseStream, as the SDK's client sees them. */
final class BedrockTest {
  static final String HAIKU = "jp.anthropic.claude-haiku-4-5-20251001-v1:0";

  private final AwsSimulator simulator = start();
  private final Clients clients = new Clients(simulator);

  private static AwsSimulator start() {
    try {
      return AwsSimulator.start(
          SimulatorSettings.defaults()
              .immediate()
              .withScript(Script.bundled().with("en-US", "moon", "The moon is a quiet place.")));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    clients.close();
    simulator.close();
  }

  @Test
  void aStreamBringsTheReplyInSmallDeltasWithReasonAndUsage() throws Exception {
    List<String> deltas = new CopyOnWriteArrayList<>();
    AtomicReference<StopReason> reason = new AtomicReference<>();
    AtomicReference<TokenUsage> usage = new AtomicReference<>();
    ConverseStreamResponseHandler handler =
        ConverseStreamResponseHandler.builder()
            .subscriber(
                ConverseStreamResponseHandler.Visitor.builder()
                    .onContentBlockDelta(event -> deltas.add(event.delta().text()))
                    .onMessageStop(event -> reason.set(event.stopReason()))
                    .onMetadata(event -> usage.set(event.usage()))
                    .build())
            .build();

    converseStream(handler, user("Tell me about the MOON!")).get(30, TimeUnit.SECONDS);

    assertThat(String.join("", deltas)).isEqualTo("The moon is a quiet place.");
    assertThat(deltas).hasSizeGreaterThan(4).allSatisfy(d -> assertThat(d).hasSizeLessThan(9));
    assertThat(reason).hasValue(StopReason.END_TURN);
    assertThat(usage.get().outputTokens()).isPositive();
    Call call = simulator.awaitCall(Call::ended, Clients.PATIENCE);
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.operation()).isEqualTo("ConverseStream");
    assertThat(call.text()).isEqualTo("The moon is a quiet place.");
    assertThat(call.parameter("modelId")).isEqualTo(HAIKU);
    assertThat(call.history())
        .containsExactly(
            new Turn("system", "Be brief."), new Turn("user", "Tell me about the MOON!"));
  }

  @Test
  void japaneseIsAnsweredInJapaneseAndConverseAnswersWhole() throws Exception {
    ConverseResponse response = converse(user("今日の天気を教えてください")).get(30, TimeUnit.SECONDS);

    assertThat(response.output().message().content().getFirst().text()).contains("晴れ");
    assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
  }

  private CompletableFuture<Void> converseStream(
      ConverseStreamResponseHandler handler, Message... messages) {
    return clients.bedrock.converseStream(
        request ->
            request
                .modelId(HAIKU)
                .system(SystemContentBlock.fromText("Be brief."))
                .messages(messages),
        handler);
  }

  private CompletableFuture<ConverseResponse> converse(Message... messages) {
    return clients.bedrock.converse(request -> request.modelId(HAIKU).messages(messages));
  }

  private static Message user(String text) {
    return message(ConversationRole.USER, text);
  }

  private static Message message(ConversationRole role, String text) {
    return Message.builder().role(role).content(ContentBlock.fromText(text)).build();
  }
}
