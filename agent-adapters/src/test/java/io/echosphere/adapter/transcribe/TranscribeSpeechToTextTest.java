package io.echosphere.adapter.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.aws.Bench;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.application.port.out.SpeechToTextContract;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract and the faults, over the wire against the simulator. */
final class TranscribeSpeechToTextTest extends SpeechToTextContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final ClipLibrary CLIPS = ClipLibrary.load();
  private static final Clip JAPANESE = CLIPS.clip("ja-weather");
  private static final Clip ENGLISH = CLIPS.clip("en-hello");
  private static final TranscribeSettings.Limits ONE = new TranscribeSettings.Limits(1, 25);

  private final Bench bench = new Bench(SimulatorSettings.defaults().immediate());
  private final AtomicInteger dropped = new AtomicInteger();

  @AfterEach
  void stop() {
    bench.close();
  }

  @Override
  protected SpeechToText hearing() {
    return recogniser(LONG, LONG, TranscribeSettings.Limits.DEFAULT);
  }

  @Override
  protected SpeechToText stalling() {
    plan(Fault.stallAfter(1));
    return hearing();
  }

  @Override
  protected SpeechToText refusing() {
    plan(Fault.refuse(400, "BadRequestException"));
    return hearing();
  }

  @Override
  protected short[] speech() {
    return JAPANESE.samples();
  }

  @Override
  protected String words() {
    return normalized(JAPANESE.text());
  }

  @Override
  protected void awaitSamplesUpstream(int atLeast) {
    bench.await(call -> call.samples() >= atLeast);
  }

  @Override
  protected void awaitClosedUpstream() {
    bench.await(Call::cancelled);
  }

  @Test
  void thePartialsGrowStableFromTheirBeginning() {
    var log = new Log();
    try (var stream = hearing().open(log)) {
      send(stream, speech());
      stream.finish();

      List<Transcript> partials =
          log.awaitTranscripts().stream().filter(transcript -> !transcript.isFinal()).toList();
      assertThat(partials).anyMatch(partial -> partial.stableLength() > 0);
      assertThat(partials)
          .allSatisfy(partial -> assertThat(JAPANESE.text()).startsWith(partial.stableText()));
    }
  }

  @Test
  void oneLanguageIsAskedForByItsCodeWithTheVocabulary() {
    heard(
        new TranscribeSpeechToText(
            bench.clients(),
            TranscribeSettings.of(List.of(Language.JAPANESE), Optional.of("shop-names")),
            bench.timers(),
            dropped::addAndGet,
            bench.breaker()),
        JAPANESE);

    Call call = bench.await(Call::ended);
    assertThat(call.parameters())
        .containsValues("ja-JP", "shop-names", "16000", "pcm")
        .containsValue("high");
  }

  @Test
  void amongSeveralLanguagesTheResultTellsWhichItWas() {
    var both =
        new TranscribeSpeechToText(
            bench.clients(),
            TranscribeSettings.of(List.of(Language.JAPANESE, Language.ENGLISH), Optional.empty()),
            bench.timers(),
            dropped::addAndGet,
            bench.breaker());

    assertThat(heard(both, ENGLISH).getLast().language()).isEqualTo(Language.ENGLISH);
    assertThat(heard(both, JAPANESE).getLast().language()).isEqualTo(Language.JAPANESE);
  }

  @Test
  void twoDialectsOfOneLanguageAreRefused() {
    assertThatThrownBy(
            () ->
                TranscribeSettings.of(
                    List.of(Language.ENGLISH, new Language("en-GB")), Optional.empty()))
        .hasMessageContaining("STT_LANGUAGES");
  }

  @ParameterizedTest
  @CsvSource({
    "400, BadRequestException, REJECTED",
    "403, AccessDeniedException, DENIED",
    "429, LimitExceededException, THROTTLED",
    "500, InternalFailureException, UNAVAILABLE",
    "503, ServiceUnavailableException, UNAVAILABLE"
  })
  void aRefusalFailsByItsKind(int status, String type, FailureKind kind) {
    plan(Fault.refuse(status, type));

    var failure = open(hearing()).awaitFailed();

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.detail()).startsWith("transcribe: " + type);
    assertThat(bench.simulator().calls(Service.TRANSCRIBE)).hasSize(1);
  }

  @Test
  void aServiceThatNeverAcceptsTheStreamFailsWithinTheDeadline() {
    plan(Fault.stall());
    var recogniser = recogniser(Duration.ofSeconds(2), LONG, TranscribeSettings.Limits.DEFAULT);

    assertThat(open(recogniser).awaitFailed().kind()).isEqualTo(FailureKind.TIMEOUT);
    bench.await(Call::cancelled);
  }

  @Test
  void aServiceThatNeverEndsTheStreamFailsWithinTheDeadline() {
    plan(Fault.stallAfter(1));
    var recogniser = recogniser(LONG, Duration.ofMillis(300), TranscribeSettings.Limits.DEFAULT);
    var log = new Log();
    var stream = recogniser.open(log);
    send(stream, speech());

    stream.finish();

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.TIMEOUT);
    bench.await(Call::cancelled);
  }

  @Test
  void aBrokenConnectionFailsAsUnavailable() {
    plan(Fault.dropConnection(1));
    var log = new Log();
    var stream = hearing().open(log);

    send(stream, speech());

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  /** The SDK tells of no failure when a stream is reset after its first results. */
  @Test
  void aStreamThatIsResetFailsAsUnavailable() {
    plan(Fault.resetAfter(1));
    var log = new Log();
    var stream = hearing().open(log);

    send(stream, speech());

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void aFrameWithAWrongChecksumFailsAsMalformed() {
    plan(Fault.badCrc(1));
    var log = new Log();
    var stream = hearing().open(log);

    send(stream, speech());

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.MALFORMED);
  }

  @Test
  void anExceptionWithinTheStreamFails() {
    plan(Fault.interrupt(1, "InternalFailureException"));
    var log = new Log();
    var stream = hearing().open(log);

    send(stream, speech());

    assertThat(log.awaitFailed().kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void aStreamBeyondTheQuotaIsRefusedHereAndOneThatEndsMakesRoom() {
    var recogniser = recogniser(LONG, LONG, ONE);
    var first = recogniser.open(new Log());
    bench.await(_ -> true);

    assertThat(open(recogniser).awaitFailed().kind()).isEqualTo(FailureKind.THROTTLED);
    assertThat(bench.simulator().calls(Service.TRANSCRIBE)).hasSize(1);

    first.close();
    assertThat(heard(recogniser, JAPANESE)).isNotEmpty();
  }

  private List<Transcript> heard(SpeechToText recogniser, Clip clip) {
    var log = new Log();
    try (var stream = recogniser.open(log)) {
      send(stream, clip.samples());
      stream.finish();
      return log.awaitTranscripts();
    }
  }

  private static Log open(SpeechToText recogniser) {
    var log = new Log();
    send(recogniser.open(log), new short[1_600]);
    return log;
  }

  private SpeechToText recogniser(
      Duration connect, Duration finish, TranscribeSettings.Limits limits) {
    var settings =
        new TranscribeSettings(
            List.of(Language.JAPANESE), Optional.empty(), limits, connect, finish);
    return new TranscribeSpeechToText(
        bench.clients(), settings, bench.timers(), dropped::addAndGet, bench.breaker());
  }

  private void plan(Fault fault) {
    bench.simulator().faults().next(Service.TRANSCRIBE, fault);
  }
}
