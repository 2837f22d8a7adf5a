package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.transcribestreaming.model.BadRequestException;
import software.amazon.awssdk.services.transcribestreaming.model.Item;
import software.amazon.awssdk.services.transcribestreaming.model.LanguageCode;
import software.amazon.awssdk.services.transcribestreaming.model.MediaEncoding;
import software.amazon.awssdk.services.transcribestreaming.model.PartialResultsStability;
import software.amazon.awssdk.services.transcribestreaming.model.Result;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionRequest;

/** StartStreamTranscription, as the SDK's client sees it. */
final class TranscribeTest extends Bench {
  private static final Duration FINAL_DELAY = Duration.ofMillis(200);

  private final ClipLibrary clips = ClipLibrary.load();

  TranscribeTest() {
    super(SimulatorSettings.defaults().withFinalDelay(FINAL_DELAY));
  }

  @Test
  void aClipIsHeardInPartialsAndOneFinal() throws Exception {
    Clip clip = clips.clip("ja-weather");
    Transcription transcription =
        new Transcription(clients.transcribe, request -> request.languageCode("ja-JP"));
    transcription.feed.send(clip.samples()).send(new short[3_200]).end();
    answer(transcription.call);

    assertThat(transcription.results).anyMatch(Result::isPartial);
    Result last = transcription.results.getLast();
    assertThat(last.isPartial()).isFalse();
    assertThat(last.alternatives().getFirst().transcript()).isEqualTo(clip.text());
    assertThat(last.alternatives().getFirst().items()).allMatch(Item::stable);
    assertThat(last.languageCode()).isNull();
    Call call = simulator.awaitCall(Call::ended, Clients.PATIENCE);
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.samples()).isEqualTo(clip.samples().length + 3_200);
    assertThat(call.parameter("LanguageCode")).isEqualTo("ja-JP");
    assertThat(call.text().strip()).isEqualTo(clip.text());
  }

  @Test
  void theLastFinalComesItsDelayAfterTheEndOfTheStream() throws Exception {
    Transcription transcription =
        new Transcription(clients.transcribe, request -> request.languageCode("en-US"));
    transcription.feed.send(clips.clip("en-stop").samples());
    simulator.awaitCall(
        call -> call.samples() == clips.clip("en-stop").samples().length, Clients.PATIENCE);
    long ended = System.nanoTime();
    transcription.feed.end();
    answer(transcription.call);

    assertThat(Duration.ofNanos(System.nanoTime() - ended)).isGreaterThanOrEqualTo(FINAL_DELAY);
    assertThat(transcription.results).isNotEmpty();
    assertThat(transcription.results.getLast().isPartial()).isFalse();
  }

  @Test
  void amongSeveralLanguagesTheResultNamesItsOwn() throws Exception {
    Clip clip = clips.clip("en-hello");
    Transcription transcription =
        new Transcription(
            clients.transcribe,
            request -> request.identifyMultipleLanguages(true).languageOptions("ja-JP,en-US"));
    transcription.feed.send(clip.samples()).end();
    answer(transcription.call);

    Result last = transcription.results.getLast();
    assertThat(last.languageCode()).isEqualTo(LanguageCode.EN_US);
    assertThat(last.languageIdentification()).hasSize(1);
    assertThat(last.alternatives().getFirst().transcript()).isEqualTo(clip.text());
  }

  @Test
  void itemsSayNothingOfStabilityUnlessAsked() throws Exception {
    Transcription transcription =
        new Transcription(
            clients.transcribe,
            request ->
                request
                    .languageCode("en-US")
                    .enablePartialResultsStabilization(null)
                    .partialResultsStability((PartialResultsStability) null));
    transcription.feed.send(clips.clip("en-hello").samples()).end();
    answer(transcription.call);

    assertThat(transcription.results)
        .isNotEmpty()
        .flatExtracting(result -> result.alternatives().getFirst().items())
        .allSatisfy(item -> assertThat(item.stable()).isNull());
  }

  @Test
  void aStreamWithoutAudioIsEndedByTheService() throws Exception {
    try (AwsSimulator impatient =
            AwsSimulator.start(
                SimulatorSettings.defaults().withIdleTimeout(Duration.ofSeconds(1)));
        Clients callers = new Clients(impatient)) {
      Transcription transcription =
          new Transcription(callers.transcribe, request -> request.languageCode("ja-JP"));
      transcription.feed.send(new short[1_600]);

      assertThat(failure(transcription.call))
          .isInstanceOf(BadRequestException.class)
          .hasMessageContaining(
              "Your request timed out because no new audio was received for 1 seconds.");
      assertThat(impatient.calls().getLast().error()).hasValue("BadRequestException");
    }
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        bad("exactly one of", _ -> {}),
        bad(
            "exactly one of",
            r ->
                r.languageCode("ja-JP")
                    .identifyMultipleLanguages(true)
                    .languageOptions("ja-JP,en-US")),
        bad("at least two", r -> r.identifyMultipleLanguages(true).languageOptions("ja-JP")),
        bad(
            "one dialect",
            r -> r.identifyMultipleLanguages(true).languageOptions("en-US,en-GB,ja-JP")),
        bad("'xx-XX' at 'languageCode'", r -> r.languageCode("xx-XX")),
        bad(
            "vocabularyNames",
            r ->
                r.identifyMultipleLanguages(true)
                    .languageOptions("ja-JP,en-US")
                    .vocabularyName("words")),
        bad("mediaSampleRateHertz", r -> r.languageCode("ja-JP").mediaSampleRateHertz(4_000)),
        bad("pcm only", r -> r.languageCode("ja-JP").mediaEncoding(MediaEncoding.FLAC)),
        bad(
            "EnablePartialResultsStabilization",
            r -> r.languageCode("ja-JP").enablePartialResultsStabilization(false)));
  }

  private static Arguments bad(
      String words, Consumer<StartStreamTranscriptionRequest.Builder> how) {
    return Arguments.of(words, how);
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void aRequestThatContradictsItselfIsRefused(
      String words, Consumer<StartStreamTranscriptionRequest.Builder> how) {
    Transcription transcription = new Transcription(clients.transcribe, how);

    assertThat(failure(transcription.call))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining(words);
  }
}
