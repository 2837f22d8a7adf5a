package io.echosphere.adapter.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.aws.Bench;
import io.echosphere.adapter.aws.Budget;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.LanguageModelContract;
import io.echosphere.domain.conversation.Conversation.Line;
import io.echosphere.domain.conversation.Role;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.call.Turn;
import io.echosphere.simulator.aws.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract and the faults, over the wire against the simulator. */
final class BedrockLanguageModelTest extends LanguageModelContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Budget PATIENT = new Budget(LONG, LONG, LONG, Duration.ofMillis(20));

  private Optional<Bench> started = Optional.empty();

  @AfterEach
  void stop() {
    started.ifPresent(Bench::close);
  }

  @Override
  protected LanguageModel writing(String text, int calls) {
    return model(text, PATIENT);
  }

  @Override
  protected LanguageModel stallingAfter(String text) {
    LanguageModel model = model(text, PATIENT);
    plan(Fault.stallAfter(2)); // the message's start and the first delta
    return model;
  }

  @Override
  protected LanguageModel refusing() {
    LanguageModel model = model("Never said.", PATIENT);
    plan(Fault.refuse(400, "ValidationException"));
    return model;
  }

  @Override
  protected void awaitClosedUpstream() {
    bench().await(Call::cancelled);
  }

  @Test
  void theModelGetsInstructionsHistoryAndLimits() {
    LanguageModel model = model("Fine.", PATIENT);
    var log = new Log();

    model.generate(
        new LanguageModel.Prompt(
            "Answer briefly.",
            List.of(
                new Line(Role.USER, "Hello."),
                new Line(Role.ASSISTANT, "Hi."),
                new Line(Role.USER, "How are you?")),
            77),
        log);

    assertThat(log.awaitText()).isEqualTo("Fine.");
    Call call = bench().await(Call::ended);
    assertThat(call.operation()).isEqualTo("ConverseStream");
    assertThat(call.history())
        .containsExactly(
            new Turn("system", "Answer briefly."),
            new Turn("user", "Hello."),
            new Turn("assistant", "Hi."),
            new Turn("user", "How are you?"));
    assertThat(call.parameter("maxTokens")).isEqualTo("77");
    assertThat(call.parameter("temperature")).startsWith("0.7");
    assertThat(call.parameter("modelId")).isEqualTo("jp.anthropic.claude-haiku-4-5-20251001-v1:0");
  }

  @Test
  void aThrottledCallIsTriedOnceMoreAndSucceeds() {
    LanguageModel model = model("Fine.", PATIENT);
    plan(Fault.throttle());

    assertThat(ask(model).awaitText()).isEqualTo("Fine.");
    assertThat(calls()).hasSize(2);
  }

  @Test
  void aCallThrottledTwiceFailsAsThrottled() {
    LanguageModel model = model("Fine.", PATIENT);
    bench().simulator().faults().next(Service.BEDROCK, 3, Fault.throttle());

    var failure = ask(model).awaitFailed();

    assertThat(failure.kind()).isEqualTo(FailureKind.THROTTLED);
    assertThat(failure.detail()).startsWith("bedrock: ThrottlingException");
    assertThat(calls()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException, REJECTED, 1",
    "403, AccessDeniedException, DENIED, 1",
    "404, ResourceNotFoundException, REJECTED, 1",
    "408, ModelTimeoutException, TIMEOUT, 2",
    "424, ModelErrorException, UNAVAILABLE, 2",
    "500, InternalServerException, UNAVAILABLE, 2",
    "503, ServiceUnavailableException, UNAVAILABLE, 2"
  })
  void aRefusalFailsByItsKindAndIsTriedAgainOnlyIfThatCouldHelp(
      int status, String type, FailureKind kind, int attempts) {
    LanguageModel model = model("Fine.", PATIENT);
    bench().simulator().faults().always(Service.BEDROCK, Fault.refuse(status, type));

    var failure = ask(model).awaitFailed();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.detail()).contains(type).contains("HTTP " + status);
    assertThat(calls()).hasSize(attempts);
  }

  @Test
  void aServiceThatNeverAnswersFailsWithinTheDeadlineForTheFirstToken() {
    LanguageModel model =
        model("Fine.", new Budget(Duration.ofMillis(300), LONG, LONG, Duration.ofMillis(20)));
    plan(Fault.stall());

    assertThat(ask(model).awaitFailed().kind()).isEqualTo(FailureKind.TIMEOUT);
    bench().await(Call::cancelled);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aReplyThatStallsFailsAndIsNotAskedAgain() {
    LanguageModel model =
        model("Well, well.", new Budget(LONG, Duration.ofMillis(300), LONG, Duration.ofMillis(20)));
    plan(Fault.stallAfter(2));

    var log = ask(model);

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(log.text()).isNotEmpty();
    bench().await(Call::cancelled);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aConnectionResetBeforeTheFirstWordIsTriedAgain() {
    LanguageModel model = model("Fine.", PATIENT);
    plan(Fault.reset());

    assertThat(ask(model).awaitText()).isEqualTo("Fine.");
    assertThat(calls()).hasSize(2);
  }

  @Test
  void aConnectionLostWithinAReplyFailsAsUnavailable() {
    LanguageModel model = model("One, two, three, four, five.", PATIENT);
    plan(Fault.dropConnection(3));

    var log = ask(model);

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aReplyThatEndsTooEarlyIsNotTakenForComplete() {
    LanguageModel model = model("One, two, three, four, five.", PATIENT);
    plan(Fault.truncateAfter(3));

    assertThat(ask(model).awaitFailed().kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void anExceptionWithinAReplyFails() {
    LanguageModel model = model("One, two, three, four, five.", PATIENT);
    plan(Fault.interrupt(3, "modelStreamErrorException"));

    assertThat(ask(model).awaitFailed().kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aFrameWithAWrongChecksumFailsAsMalformed() {
    LanguageModel model = model("One, two, three, four, five.", PATIENT);
    plan(Fault.badCrc(3));

    assertThat(ask(model).awaitFailed().kind()).isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void cancellingBeforeTheFirstWordResetsTheStream() {
    LanguageModel model = model("Fine.", PATIENT);
    plan(Fault.stall());
    var log = new Log();
    Cancellable call = model.generate(PROMPT, log);
    bench().await(_ -> true);

    call.cancel();

    bench().await(Call::cancelled);
  }

  @ParameterizedTest
  @CsvSource({
    "ap-northeast-1, jp", "ap-northeast-3, jp", "ap-southeast-2, au", "us-east-1, us",
    "ca-central-1, us", "eu-west-1, eu", "ap-southeast-1, global", "sa-east-1, global"
  })
  void theDefaultModelIsTheRegionsInferenceProfile(String region, String prefix) {
    assertThat(BedrockSettings.defaultModel(region))
        .isEqualTo(prefix + ".anthropic.claude-haiku-4-5-20251001-v1:0");
  }

  private LanguageModel model(String reply, Budget budget) {
    var settings =
        SimulatorSettings.defaults()
            .immediate()
            .withScript(Script.bundled().with("en-US", "How are you", reply));
    Bench bench = new Bench(settings);
    started = Optional.of(bench);
    return new BedrockLanguageModel(
        bench.clients(),
        new BedrockSettings(BedrockSettings.defaultModel("ap-northeast-1"), 0.7f, budget),
        bench.timers(),
        bench.breaker());
  }

  private Bench bench() {
    return started.orElseThrow();
  }

  private void plan(Fault fault) {
    bench().simulator().faults().next(Service.BEDROCK, fault);
  }

  private List<Call> calls() {
    return bench().simulator().calls(Service.BEDROCK);
  }

  private static Log ask(LanguageModel model) {
    var log = new Log();
    model.generate(PROMPT, log);
    return log;
  }
}
