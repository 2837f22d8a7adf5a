package io.echosphere.adapter.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.aws.Bench;
import io.echosphere.adapter.aws.Budget;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.LanguageModelContract;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.ScriptedLanguageModel;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract and the faults over the wire; deadlines and rests in time that a test moves. */
final class FallbackLanguageModelTest extends LanguageModelContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String FIRST = "jp.anthropic.claude-sonnet-4-6";
  private static final String SECOND = "jp.anthropic.claude-haiku-4-5-20251001-v1:0";
  private static final Failure DOWN = new Failure(FailureKind.UNAVAILABLE, "bedrock: down");

  private final ManualTimers time = new ManualTimers();
  private final ScriptedLanguageModel first = new ScriptedLanguageModel();
  private final ScriptedLanguageModel second = new ScriptedLanguageModel();
  private Optional<Bench> started = Optional.empty();

  @AfterEach
  void stop() {
    started.ifPresent(Bench::close);
  }

  @Override
  protected LanguageModel writing(String text, int calls) {
    return overTheWire(text, LONG);
  }

  @Override
  protected LanguageModel stallingAfter(String text) {
    LanguageModel model = overTheWire(text, LONG);
    bench().simulator().faults().next(Service.BEDROCK, Fault.stallAfter(2));
    return model;
  }

  @Override
  protected LanguageModel refusing() {
    LanguageModel model = overTheWire("Never said.", LONG);
    bench().simulator().faults().next(Service.BEDROCK, 2, Fault.refuse(400, "ValidationException"));
    return model;
  }

  @Override
  protected void awaitClosedUpstream() {
    bench().await(Call::cancelled);
  }

  static List<Fault> faults() {
    return List.of(
        Fault.stall(),
        Fault.throttle(),
        Fault.reset(),
        Fault.refuse(403, "AccessDeniedException"),
        Fault.refuse(503, "ServiceUnavailableException"));
  }

  /** Each fault lasts longer than the first model's own second try. */
  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensBeforeTheFirstWordTheNextModelAnswers(Fault fault) {
    LanguageModel model = overTheWire("Fine.", Duration.ofMillis(400));
    boolean retried = !(fault instanceof Fault.Stall) && !isDenial(fault);
    bench().simulator().faults().next(Service.BEDROCK, retried ? 2 : 1, fault);

    assertThat(ask(model).awaitText()).isEqualTo("Fine.");
    assertThat(bench().simulator().calls(Service.BEDROCK))
        .extracting(call -> call.parameter("modelId"))
        .startsWith(FIRST)
        .endsWith(SECOND);
  }

  @Test
  void aModelThatBreaksOffWithinAReplyIsNotFollowedByAnother() {
    var log = ask(scripted());
    first.last().delta("Well");

    first.last().fail(DOWN);

    assertThat(log.awaitFailed()).isEqualTo(DOWN);
    assertThat(log.text()).isEqualTo("Well");
    assertThat(second.calls()).isEmpty();
  }

  @Test
  void whenAllFailTheLastOnesFailureIsTheReplys() {
    first.fail(DOWN);
    second.fail(new Failure(FailureKind.THROTTLED, "bedrock: busy"));

    assertThat(ask(scripted()).awaitFailed().kind()).isEqualTo(FailureKind.THROTTLED);
  }

  @Test
  void aModelThatFailedRestsForHalfAMinuteAndIsThenPreferredAgain() {
    LanguageModel model = scripted();
    first.fail(DOWN);
    second.reply("two").reply("two").reply("two");
    first.reply("one");

    assertThat(ask(model).awaitText()).isEqualTo("two");
    time.advance(FallbackLanguageModel.REST.minusMillis(1));
    assertThat(ask(model).awaitText()).isEqualTo("two");
    assertThat(first.calls()).hasSize(1);
    time.advance(Duration.ofMillis(1));

    assertThat(ask(model).awaitText()).isEqualTo("one");
  }

  @Test
  void aModelThatRestsIsStillBetterThanNone() {
    LanguageModel model = scripted();
    first.fail(DOWN);
    second.fail(DOWN);
    assertThat(ask(model).awaitFailed()).isEqualTo(DOWN);
    first.reply("one");

    assertThat(ask(model).awaitText()).isEqualTo("one");
  }

  @Test
  void aReplyThatTakesTooLongAltogetherIsCalledOff() {
    first.byHand();
    var log = ask(scripted());
    first.last().delta("Well");

    time.advance(LONG.minusMillis(1));
    assertThat(first.last().isOpen()).isTrue();
    time.advance(Duration.ofMillis(1));

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(first.last().isCancelled()).isTrue();
    first.last().delta("never heard");
    assertThat(log.text()).isEqualTo("Well");
  }

  @Test
  void cancellingCallsOffTheModelThatIsWritingNow() {
    first.fail(DOWN);
    second.byHand();
    Cancellable call = scripted().generate(PROMPT, new Log());

    call.cancel();

    assertThat(second.last().isCancelled()).isTrue();
    assertThat(time.pending()).isZero();
  }

  @Test
  void aReplyThatIsOverLeavesNoTimer() {
    first.reply("one");

    ask(scripted()).awaitText();

    assertThat(time.pending()).isZero();
  }

  private static boolean isDenial(Fault fault) {
    return fault instanceof Fault.Refuse refuse && refuse.status() == 403;
  }

  private LanguageModel scripted() {
    return new FallbackLanguageModel(
        List.of(
            new FallbackLanguageModel.Named("first", first),
            new FallbackLanguageModel.Named("second", second)),
        LONG,
        time);
  }

  private LanguageModel overTheWire(String reply, Duration firstToken) {
    var bench =
        new Bench(
            SimulatorSettings.defaults()
                .immediate()
                .withScript(Script.bundled().with("en-US", "How are you", reply)));
    started = Optional.of(bench);
    var budget = new Budget(firstToken, LONG, LONG, Duration.ofMillis(20));
    return new FallbackLanguageModel(
        List.of(named(bench, FIRST, budget), named(bench, SECOND, budget)), LONG, bench.timers());
  }

  private static FallbackLanguageModel.Named named(Bench bench, String id, Budget budget) {
    return new FallbackLanguageModel.Named(
        id,
        new BedrockLanguageModel(
            bench.clients(),
            new BedrockSettings(id, 0.7f, budget),
            bench.timers(),
            bench.breaker()));
  }

  private Bench bench() {
    return started.orElseThrow();
  }

  private static Log ask(LanguageModel model) {
    var log = new Log();
    model.generate(PROMPT, log);
    return log;
  }
}
