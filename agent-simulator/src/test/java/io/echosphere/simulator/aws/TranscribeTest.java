package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.hearing.Clip;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.transcribestreaming.model.LanguageCode;
import software.amazon.awssdk.services.transcribestreaming.model.MediaEncoding;
import software.amazon.awssdk.services.transcribestreaming.model.PartialResultsStability;
import software.amazon.awssdk.services.transcribestreaming.model.Result;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionRequest;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionResponseHandler;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptEvent;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptResultStream;

/** StartStreamTranscription, as the SDK's client sees it. */
final class TranscribeTest {
  private final ClipLibrary clips = ClipLibrary.load();
  private final AwsSimulator simulator =
      start(SimulatorSettings.defaults().withIdleTimeout(Duration.ofSeconds(15)));
  private final Clients clients = new Clients(simulator);
  private final List<Result> results = new CopyOnWriteArrayList<>();

  private static AwsSimulator start(SimulatorSettings settings) {
    try {
      return AwsSimulator.start(settings);
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
  void aClipIsHeardInPartialsAndOneFinal() throws Exception {
    Clip clip = clips.clip("ja-weather");
    AudioFeed feed = new AudioFeed().send(clip.samples()).send(new short[3_200]).end();

    transcribe(feed, request -> request.languageCode(LanguageCode.JA_JP)).get(60, TimeUnit.SECONDS);

    assertThat(results).anyMatch(Result::isPartial);
    Result last = results.getLast();
    assertThat(last.isPartial()).isFalse();
    assertThat(last.alternatives().getFirst().transcript()).isEqualTo(clip.text());
    assertThat(last.alternatives().getFirst().items()).allMatch(item -> item.stable());
    assertThat(last.languageCode()).isNull();
    Call call = simulator.awaitCall(Call::ended, Clients.PATIENCE);
    assertThat(call.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(call.samples()).isEqualTo(clip.samples().length + 3_200);
    assertThat(call.parameter("LanguageCode")).isEqualTo("ja-JP");
    assertThat(call.text().strip()).isEqualTo(clip.text());
  }

  private CompletableFuture<Void> transcribe(
      AudioFeed feed, Consumer<StartStreamTranscriptionRequest.Builder> how) {
    StartStreamTranscriptionRequest.Builder request =
        StartStreamTranscriptionRequest.builder()
            .mediaEncoding(MediaEncoding.PCM)
            .mediaSampleRateHertz(16_000)
            .enablePartialResultsStabilization(true)
            .partialResultsStability(PartialResultsStability.HIGH);
    how.accept(request);
    return clients.transcribe.startStreamTranscription(
        request.build(),
        feed,
        StartStreamTranscriptionResponseHandler.builder()
            .subscriber(
                (TranscriptResultStream event) -> {
                  if (event instanceof TranscriptEvent transcript) {
                    results.addAll(transcript.transcript().results());
                  }
                })
            .build());
  }
}
