package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.polly.model.Engine;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechResponse;
import software.amazon.awssdk.services.polly.model.Voice;

/** SynthesizeSpeech and DescribeVoices, as the SDK's client sees them. */
final class PollyTest {
  private final AwsSimulator simulator = start();
  private final Clients clients = new Clients(simulator);

  private static AwsSimulator start() {
    try {
      return AwsSimulator.start(SimulatorSettings.defaults().immediate());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    clients.close();
    simulator.close();
  }

  @Test
  void aTextComesBackAsPcm() throws Exception {
    ResponseBytes<SynthesizeSpeechResponse> speech =
        speak("Kazuha", Engine.NEURAL, "こんにちは。").get(30, TimeUnit.SECONDS);

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
  void theVoicesOfALanguageAndEngineAreListed() throws Exception {
    List<Voice> voices =
        clients
            .polly
            .describeVoices(request -> request.engine(Engine.NEURAL).languageCode("ja-JP"))
            .get(30, TimeUnit.SECONDS)
            .voices();

    assertThat(voices).extracting(Voice::idAsString).containsExactly("Takumi", "Kazuha", "Tomoko");
  }

  private CompletableFuture<ResponseBytes<SynthesizeSpeechResponse>> speak(
      String voice, Engine engine, String text) {
    return clients.polly.synthesizeSpeech(
        request ->
            request
                .voiceId(voice)
                .engine(engine)
                .outputFormat(OutputFormat.PCM)
                .sampleRate("16000")
                .text(text),
        AsyncResponseTransformer.toBytes());
  }
}
