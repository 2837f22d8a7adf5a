package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.polly.model.Engine;
import software.amazon.awssdk.services.polly.model.InvalidSsmlException;
import software.amazon.awssdk.services.polly.model.LexiconNotFoundException;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.PollyException;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;
import software.amazon.awssdk.services.polly.model.TextLengthExceededException;
import software.amazon.awssdk.services.polly.model.TextType;
import software.amazon.awssdk.services.polly.model.Voice;

/** SynthesizeSpeech and DescribeVoices, as the SDK's client sees them. */
final class PollyTest extends Bench {
  PollyTest() {
    super(SimulatorSettings.defaults().immediate().withLexicons(Set.of("names")));
  }

  @Test
  void aTextComesBackAsPcm() throws Exception {
    ResponseBytes<SynthesizeSpeechResponse> speech = answer(speak("こんにちは。", _ -> {}));

    assertThat(speech.asByteArrayUnsafe().length).isGreaterThan(8_000).isEven();
    assertThat(speech.response().contentType()).isEqualTo("audio/pcm");
    assertThat(speech.response().requestCharacters()).isEqualTo(6);
    Call call = simulator.awaitCall(Call::ended, Clients.PATIENCE);
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.text()).isEqualTo("こんにちは。");
    assertThat(call.parameter("VoiceId")).isEqualTo("Kazuha");
    assertThat(call.samples()).isEqualTo(speech.asByteArrayUnsafe().length / 2);
  }

  @Test
  void halfTheSampleRateMakesHalfTheBytes() throws Exception {
    int full = answer(speak("こんにちは。", _ -> {})).asByteArrayUnsafe().length;
    int half = answer(speak("こんにちは。", r -> r.sampleRate("8000"))).asByteArrayUnsafe().length;

    assertThat((double) full / half).isBetween(1.9, 2.1);
  }

  @Test
  void tagsAreNotSpoken() throws Exception {
    answer(speak("<speak>Hello<break time=\"1s\"/></speak>", r -> r.textType(TextType.SSML)));

    assertThat(simulator.calls().getLast().text()).isEqualTo("Hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Hello                                                    | Invalid SSML request",
        "<speak>Hello                                             | Invalid SSML request",
        "<speak>Fish & chips</speak>                              | Invalid SSML request",
        "<speak>1 < 2</speak>                                     | Invalid SSML request",
        "<speak><b>Hello</b></speak>                              | Invalid SSML request",
        "<speak><speak>Hello</speak></speak>                      | Invalid SSML request",
        "<p>Hello</p>                                             | Invalid SSML request",
        "<!DOCTYPE speak><speak>Hello</speak>                     | Invalid SSML request",
        "<speak><prosody rate=\"500%\">Hello</prosody></speak>    | Invalid SSML request",
        "<speak><emphasis level=\"strong\">Hi</emphasis></speak>  | Unsupported Neural feature",
        "<speak><prosody pitch=\"high\">Hello</prosody></speak>   | Unsupported Neural feature",
      })
  void markupThatTheServiceWouldNotTakeIsRefused(String document, String words) {
    Throwable failure = failure(speak(document, r -> r.textType(TextType.SSML)));

    assertThat(failure).isInstanceOf(InvalidSsmlException.class).hasMessageContaining(words);
  }

  @Test
  void markupIsReadAndItsReferencesAreResolved() throws Exception {
    answer(
        speak(
            "<speak><prosody rate=\"120%\" volume=\"loud\">Fish &amp; chips &lt;3</prosody></speak>",
            r -> r.textType(TextType.SSML)));

    assertThat(simulator.calls().getLast().text()).isEqualTo("Fish & chips <3");
    assertThat(simulator.calls().getLast().parameter("TextType")).isEqualTo("ssml");
  }

  @Test
  void onlyLexiconsOfTheAccountAreTaken() throws Exception {
    answer(speak("Hello", r -> r.lexiconNames("names")));
    assertThat(simulator.calls().getLast().parameter("LexiconNames")).isEqualTo("names");

    assertThat(failure(speak("Hello", r -> r.lexiconNames("names", "gone"))))
        .isInstanceOf(LexiconNotFoundException.class);
    assertThat(failure(speak("Hello", r -> r.lexiconNames("a", "b", "c", "d", "e", "f"))))
        .isInstanceOf(PollyException.class)
        .hasMessageContaining("lexiconNames");
  }

  @ParameterizedTest
  @CsvSource({
    "Mizuki, neural, 16000, ValidationException, selected engine: neural",
    "Kazuha, standard, 16000, ValidationException, selected engine: standard",
    "Nobody, neural, 16000, ValidationException, 'Nobody' at 'voiceId'",
    "Kazuha, neural, 24000, InvalidSampleRateException, sample rate",
  })
  void whatTheVoiceCannotDoIsRefused(
      String voice, String engine, String rate, String type, String words) {
    Throwable failure =
        failure(speak("Hello", r -> r.voiceId(voice).engine(engine).sampleRate(rate)));

    assertThat(failure).isInstanceOf(PollyException.class).hasMessageContaining(words);
    assertThat(((PollyException) failure).awsErrorDetails().errorCode()).isEqualTo(type);
  }

  @Test
  void moreThanThreeThousandCharactersAreRefused() throws Exception {
    assertThat(failure(speak("あ".repeat(3_001), _ -> {})))
        .isInstanceOf(TextLengthExceededException.class);
    assertThat(simulator.calls().getLast().outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void theVoicesOfALanguageAndEngineAreListed() throws Exception {
    assertThat(
            answer(
                    clients.polly.describeVoices(
                        request -> request.engine(Engine.NEURAL).languageCode("ja-JP")))
                .voices())
        .extracting(Voice::idAsString)
        .containsExactly("Takumi", "Kazuha", "Tomoko");
  }

  private CompletableFuture<ResponseBytes<SynthesizeSpeechResponse>> speak(
      String text, Consumer<SynthesizeSpeechRequest.Builder> how) {
    SynthesizeSpeechRequest.Builder request =
        SynthesizeSpeechRequest.builder()
            .voiceId("Kazuha")
            .engine(Engine.NEURAL)
            .outputFormat(OutputFormat.PCM)
            .sampleRate("16000")
            .text(text);
    how.accept(request);
    return clients.polly.synthesizeSpeech(request.build(), AsyncResponseTransformer.toBytes());
  }
}
