package io.echosphere.simulator.aws;

import static io.echosphere.simulator.aws.Conversation.assistant;
import static io.echosphere.simulator.aws.Conversation.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.aws.call.Turn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** Converse and ConverseStream, as the SDK's client sees them. */
final class BedrockTest extends Bench {
  private static final String MOON = "The moon is a quiet place.";

  BedrockTest() {
    super(
        SimulatorSettings.defaults()
            .immediate()
            .withScript(Script.bundled().with("en-US", "moon", MOON)));
  }

  @Test
  void aStreamBringsTheReplyInSmallDeltasWithReasonAndUsage() throws Exception {
    Conversation conversation =
        new Conversation(
            clients.bedrock,
            request ->
                request
                    .system(SystemContentBlock.fromText("Be brief."))
                    .messages(user("Tell me about the MOON!")));
    answer(conversation.call);

    assertThat(conversation.text()).isEqualTo(MOON);
    assertThat(conversation.deltas)
        .hasSizeGreaterThan(4)
        .allSatisfy(delta -> assertThat(delta).hasSizeLessThan(9));
    assertThat(conversation.reason).hasValue(StopReason.END_TURN);
    assertThat(conversation.usage)
        .hasValueSatisfying(usage -> assertThat(usage.outputTokens()).isPositive());
    Call call = simulator.awaitCall(Call::ended, Clients.PATIENCE);
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.operation()).isEqualTo("ConverseStream");
    assertThat(call.text()).isEqualTo(MOON);
    assertThat(call.parameter("modelId")).isEqualTo(Conversation.HAIKU);
    assertThat(call.history())
        .containsExactly(
            new Turn("system", "Be brief."), new Turn("user", "Tell me about the MOON!"));
  }

  @Test
  void converseAnswersWholeAndInTheLanguageOfTheUser() throws Exception {
    ConverseResponse response =
        answer(
            clients.bedrock.converse(
                request -> request.modelId(Conversation.HAIKU).messages(user("今日の天気を教えてください"))));

    assertThat(response.output().message().content().getFirst().text()).contains("晴れ");
    assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
  }

  @Test
  void aReplyIsCutAtTheTokensThatWereAllowed() throws Exception {
    Conversation conversation =
        new Conversation(
            clients.bedrock,
            request -> request.messages(user("moon")).inferenceConfig(c -> c.maxTokens(4)));
    answer(conversation.call);

    assertThat(MOON).startsWith(conversation.text());
    assertThat(conversation.text()).isNotEmpty().isNotEqualTo(MOON);
    assertThat(conversation.reason).hasValue(StopReason.MAX_TOKENS);
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-haiku-4-5-20251001-v1:0, ValidationException, on-demand throughput",
    "us.anthropic.claude-haiku-4-5-20251001-v1:0, ValidationException, identifier is invalid",
    "jp.anthropic.claude-haiku-9, ValidationException, identifier is invalid",
    "anthropic.claude-3-5-sonnet-20240620-v1:0, ResourceNotFoundException, end of its life",
  })
  void aModelThatCannotBeCalledIsRefused(String model, String type, String words) {
    Throwable failure =
        failure(
            new Conversation(
                    clients.bedrock, request -> request.modelId(model).messages(user("Hello")))
                .call);

    assertThat(failure).isInstanceOf(BedrockRuntimeException.class).hasMessageContaining(words);
    assertThat(((BedrockRuntimeException) failure).awsErrorDetails().errorCode()).isEqualTo(type);
    assertThat(simulator.calls().getLast().error()).hasValue(type);
  }

  static Stream<Arguments> badConversations() {
    return Stream.of(
        Arguments.of(List.of(), "start with a user message"),
        Arguments.of(List.of(assistant("Hi")), "start with a user message"),
        Arguments.of(List.of(user("Hi"), user("there")), "must alternate"),
        Arguments.of(List.of(user("Hi"), assistant("Hello")), "must end with a user message"),
        Arguments.of(List.of(user(" ")), "messages.0.content.0 is blank"),
        Arguments.of(
            List.of(user("Hi"), assistant(""), user("?")), "messages.1.content.0 is blank"));
  }

  @ParameterizedTest
  @MethodSource("badConversations")
  void aConversationThatBreaksTheRulesIsRefused(List<Message> messages, String words) {
    assertThat(
            failure(new Conversation(clients.bedrock, request -> request.messages(messages)).call))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aBlankSystemPromptIsRefused() {
    assertThat(
            failure(
                new Conversation(
                        clients.bedrock,
                        request ->
                            request.system(SystemContentBlock.fromText("")).messages(user("Hello")))
                    .call))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("system.0 is blank");
  }

  @Test
  void aTemperatureAboveOneIsRefused() {
    assertThat(
            failure(
                new Conversation(
                        clients.bedrock,
                        request ->
                            request
                                .inferenceConfig(c -> c.temperature(1.5f))
                                .messages(user("Hello")))
                    .call))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("temperature");
  }
}
