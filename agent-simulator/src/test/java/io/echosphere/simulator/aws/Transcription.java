package io.echosphere.simulator.aws;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.services.transcribestreaming.TranscribeStreamingAsyncClient;
import software.amazon.awssdk.services.transcribestreaming.model.MediaEncoding;
import software.amazon.awssdk.services.transcribestreaming.model.PartialResultsStability;
import software.amazon.awssdk.services.transcribestreaming.model.Result;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionRequest;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionResponseHandler;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptEvent;
import software.amazon.awssdk.services.transcribestreaming.model.TranscriptResultStream;

/** One StartStreamTranscription call, its audio and what came of it. */
final class Transcription {
  final AudioFeed feed = new AudioFeed();
  final List<Result> results = new CopyOnWriteArrayList<>();
  final CompletableFuture<Void> call;

  /** Asks for 16 kHz PCM and stable partials; the language is the caller's to set. */
  Transcription(
      TranscribeStreamingAsyncClient client,
      Consumer<StartStreamTranscriptionRequest.Builder> how) {
    StartStreamTranscriptionRequest.Builder request =
        StartStreamTranscriptionRequest.builder()
            .mediaEncoding(MediaEncoding.PCM)
            .mediaSampleRateHertz(16_000)
            .enablePartialResultsStabilization(true)
            .partialResultsStability(PartialResultsStability.HIGH);
    how.accept(request);
    call =
        client.startStreamTranscription(
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
