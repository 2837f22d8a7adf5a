package io.echosphere.adapter.polly;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.aws.Bench;
import io.echosphere.adapter.aws.Budget;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.TextToSpeechContract;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract and the faults, over the wire against the simulator. */
final class PollyTextToSpeechTest extends TextToSpeechContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Budget PATIENT = new Budget(LONG, LONG, LONG, Duration.ofMillis(20));
  private static final PollySettings.Limits ONE_AT_A_TIME =
      new PollySettings.Limits(100, 100, 1, 2, LONG);

  private final Bench bench =
      new Bench(SimulatorSettings.defaults().immediate().withLexicons(Set.of("names", "placesJa")));

  @AfterEach
  void stop() {
    bench.close();
  }

  @Override
  protected TextToSpeech speaking() {
    return voice(PATIENT, PollySettings.Limits.DEFAULT);
  }

  @Override
  protected TextToSpeech stallingAfterSomeSound() {
    plan(Fault.stallAfter(1));
    return speaking();
  }

  @Override
  protected TextToSpeech refusing() {
    plan(Fault.refuse(400, "InvalidSsmlException"));
    return speaking();
  }

  @Override
  protected void awaitClosedUpstream() {
    bench.await(Call::cancelled);
  }

  @Test
  void allSamplesOfTheServiceArrive() {
    short[] samples = say(speaking(), UTTERANCE).awaitSamples();

    Call call = bench.await(Call::ended);
    assertThat(call.samples()).isEqualTo(samples.length);
    assertThat(call.text()).isEqualTo(UTTERANCE.text());
    assertThat(call.parameter("OutputFormat")).isEqualTo("pcm");
    assertThat(call.parameter("SampleRate")).isEqualTo("16000");
  }

  @ParameterizedTest
  @CsvSource({"ja-JP, Mizuki, standard", "en-US, Joanna, neural", "en-GB, Joanna, neural"})
  void theVoiceFollowsTheLanguageAndTheEngineTheVoice(String tag, String voice, String engine) {
    var polly =
        new PollyTextToSpeech(bench.clients(), mizukiAndJoanna(), bench.timers(), bench.breaker());

    say(polly, new TextToSpeech.Utterance("One.", new Language(tag), UTTERANCE.urgency()))
        .awaitSamples();

    Call call = bench.await(Call::ended);
    assertThat(call.parameter("VoiceId")).isEqualTo(voice);
    assertThat(call.parameter("Engine")).isEqualTo(engine);
  }

  @Test
  void withoutAnEnglishVoiceTheOneVoiceSpeaksEnglishToo() {
    say(speaking(), new TextToSpeech.Utterance("One.", Language.ENGLISH, UTTERANCE.urgency()))
        .awaitSamples();

    assertThat(bench.await(Call::ended).parameter("VoiceId")).isEqualTo("Kazuha");
  }

  @Test
  void withoutAMannerTextGoesAsItIs() {
    say(speaking(), UTTERANCE).awaitSamples();

    Call call = bench.await(Call::ended);
    assertThat(call.parameter("TextType")).isEqualTo("text");
    assertThat(call.parameter("LexiconNames")).isEmpty();
  }

  @Test
  void lexiconsAreNamedInEveryCall() {
    say(voice(List.of("names", "placesJa"), 100), UTTERANCE).awaitSamples();

    Call call = bench.await(Call::ended);
    assertThat(call.parameter("LexiconNames")).isEqualTo("names,placesJa");
    assertThat(call.parameter("TextType")).isEqualTo("text");
  }

  /** A wrong name in the settings would otherwise leave the agent without a voice. */
  @Test
  void lexiconsThatAreNotThereAreGivenUpAndTheVoiceSpeaks() {
    var polly = voice(List.of("names", "gone"), 100);

    assertThat(say(polly, UTTERANCE).awaitSamples()).isNotEmpty();
    assertThat(say(polly, UTTERANCE).awaitSamples()).isNotEmpty();

    assertThat(calls())
        .extracting(call -> call.parameter("LexiconNames"))
        .containsExactly("names,gone", "", "");
  }

  @Test
  void anotherPaceIsAskedForByMarkupThatNoTextCanBreak() {
    var polly = voice(List.of("names"), 120);
    String hostile = "1 < 2 & </prosody></speak> <break/> \"x\" 'y' ]]> \u0000\uD83D\uFFFF 終わり";

    assertThat(say(polly, utterance(hostile, UTTERANCE.urgency())).awaitSamples()).isNotEmpty();

    Call call = bench.await(Call::ended);
    assertThat(call.parameter("TextType")).isEqualTo("ssml");
    assertThat(call.text()).isEqualTo("1 < 2 & </prosody></speak> <break/> \"x\" 'y' ]]>  終わり");
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aThrottledCallIsTriedOnceMoreAndSucceeds() {
    plan(Fault.throttle());

    assertThat(say(speaking(), UTTERANCE).awaitSamples()).isNotEmpty();
    assertThat(calls()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "400, TextLengthExceededException, REJECTED, 1",
    "403, AccessDeniedException, DENIED, 1",
    "429, TooManyRequestsException, THROTTLED, 2",
    "500, ServiceFailureException, UNAVAILABLE, 2"
  })
  void aRefusalFailsByItsKindAndIsTriedAgainOnlyIfThatCouldHelp(
      int status, String type, FailureKind kind, int attempts) {
    bench.simulator().faults().always(Service.POLLY, Fault.refuse(status, type));

    var failure = say(speaking(), UTTERANCE).awaitFailed();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.detail()).startsWith("polly: " + type);
    assertThat(calls()).hasSize(attempts);
  }

  @Test
  void aServiceThatNeverAnswersFailsWithinTheDeadlineForTheFirstByte() {
    plan(Fault.stall());
    var budget = new Budget(Duration.ofMillis(300), LONG, LONG, Duration.ofMillis(20));

    var log = say(voice(budget, PollySettings.Limits.DEFAULT), UTTERANCE);

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.TIMEOUT);
    bench.await(Call::cancelled);
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aConnectionResetBeforeTheFirstByteIsTriedAgain() {
    plan(Fault.reset());

    assertThat(say(speaking(), UTTERANCE).awaitSamples()).isNotEmpty();
    assertThat(calls()).hasSize(2);
  }

  @Test
  void aConnectionLostWithinTheSoundFailsAndIsNotTriedAgain() {
    plan(Fault.resetAfter(1));

    var log = say(speaking(), UTTERANCE);

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(log.samples()).isPositive();
    assertThat(calls()).hasSize(1);
  }

  @Test
  void whoeverIsMostUrgentIsSpokenNext() {
    plan(Fault.stall());
    var polly = voice(PATIENT, ONE_AT_A_TIME);
    Cancellable blocking = polly.synthesize(UTTERANCE, new Log());
    bench.await(call -> !call.text().isEmpty()); // else cancelling overtakes its body
    var speculation = say(polly, utterance("三", TextToSpeech.Urgency.SPECULATION));
    var first = say(polly, utterance("一", TextToSpeech.Urgency.FIRST_CLAUSE));

    blocking.cancel();

    first.awaitSamples();
    speculation.awaitSamples();
    assertThat(calls()).extracting(Call::text).containsExactly(UTTERANCE.text(), "一", "三");
  }

  @Test
  void whenTooManyWaitTheLeastUrgentIsRefused() {
    plan(Fault.stall());
    var polly = voice(PATIENT, ONE_AT_A_TIME);
    Cancellable blocking = polly.synthesize(UTTERANCE, new Log());
    bench.await(call -> !call.text().isEmpty()); // else cancelling overtakes its body
    var lookAhead = say(polly, utterance("二", TextToSpeech.Urgency.LOOK_AHEAD));
    var speculation = say(polly, utterance("三", TextToSpeech.Urgency.SPECULATION));
    var first = say(polly, utterance("一", TextToSpeech.Urgency.FIRST_CLAUSE));

    assertThat(speculation.awaitFailed().kind()).isEqualTo(FailureKind.THROTTLED);
    blocking.cancel();
    first.awaitSamples();
    lookAhead.awaitSamples();
  }

  @Test
  void aCallCancelledWhileItWaitsNeverReachesTheService() {
    plan(Fault.stall());
    var polly = voice(PATIENT, ONE_AT_A_TIME);
    Cancellable blocking = polly.synthesize(UTTERANCE, new Log());
    bench.await(call -> !call.text().isEmpty()); // else cancelling overtakes its body
    Cancellable waiting =
        polly.synthesize(utterance("二", TextToSpeech.Urgency.LOOK_AHEAD), new Log());

    waiting.cancel();
    blocking.cancel();

    say(polly, utterance("一", TextToSpeech.Urgency.FIRST_CLAUSE)).awaitSamples();
    assertThat(calls()).extracting(Call::text).containsExactly(UTTERANCE.text(), "一");
  }

  private TextToSpeech voice(Budget budget, PollySettings.Limits limits) {
    var settings =
        new PollySettings("Kazuha", Optional.empty(), budget, limits, PollySettings.Manner.PLAIN);
    return new PollyTextToSpeech(bench.clients(), settings, bench.timers(), bench.breaker());
  }

  private TextToSpeech voice(List<String> lexicons, int ratePercent) {
    var manner = new PollySettings.Manner(lexicons, ratePercent);
    var settings =
        new PollySettings(
            "Kazuha", Optional.empty(), PATIENT, PollySettings.Limits.DEFAULT, manner);
    return new PollyTextToSpeech(bench.clients(), settings, bench.timers(), bench.breaker());
  }

  private static PollySettings mizukiAndJoanna() {
    return new PollySettings(
        "Mizuki",
        Optional.of("Joanna"),
        PATIENT,
        PollySettings.Limits.DEFAULT,
        PollySettings.Manner.PLAIN);
  }

  private void plan(Fault fault) {
    bench.simulator().faults().next(Service.POLLY, fault);
  }

  private List<Call> calls() {
    return bench.simulator().calls(Service.POLLY);
  }

  private static TextToSpeech.Utterance utterance(String text, TextToSpeech.Urgency urgency) {
    return new TextToSpeech.Utterance(text, Language.JAPANESE, urgency);
  }

  private static Log say(TextToSpeech voice, TextToSpeech.Utterance utterance) {
    var log = new Log();
    voice.synthesize(utterance, log);
    return log;
  }
}
