package io.echosphere.adapter.aws;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.polly.model.Engine;
import software.amazon.awssdk.services.transcribestreaming.model.AudioStream;
import software.amazon.awssdk.services.transcribestreaming.model.MediaEncoding;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionResponseHandler;

/** The requests that warm the clients: each costs nothing and is answered at once. */
enum Warmth {
  POLLY,
  BEDROCK,
  TRANSCRIBE;

  private static final Logger LOG = LoggerFactory.getLogger(Warmth.class);

  /** Asks all three, and decodes a reply; completes when all have answered or failed. */
  static CompletableFuture<Void> of(AwsClients clients) {
    return CompletableFuture.allOf(
        POLLY.ask(clients),
        BEDROCK.ask(clients),
        asking(clients, "rehearsal", () -> Rehearsal.converse(clients.region())),
        TRANSCRIBE.ask(clients));
  }

  /** Asks this one; completes when it has answered or failed. */
  CompletableFuture<Void> ask(AwsClients clients) {
    return asking(
        clients,
        name().toLowerCase(Locale.ROOT),
        () ->
            switch (this) {
              case POLLY -> polly(clients);
              case BEDROCK -> bedrock(clients);
              case TRANSCRIBE -> transcribe(clients);
            });
  }

  private static CompletableFuture<Void> asking(
      AwsClients clients, String service, Supplier<CompletableFuture<?>> request) {
    CompletableFuture<Void> answered = new CompletableFuture<>();
    clients.begin(
        () -> {
          try {
            var _ =
                request
                    .get()
                    .whenComplete(
                        (_, thrown) -> {
                          if (thrown != null) {
                            var _ = clients.failure(service, thrown); // looks up what was refused
                          }
                          LOG.debug(
                              "{} is warm ({})", service, thrown == null ? "answered" : "refused");
                          answered.complete(null);
                        });
          } catch (RuntimeException e) {
            LOG.debug("{} could not be warmed: {}", service, AwsFailures.of(service, e).detail());
            answered.complete(null);
          }
        });
    return answered;
  }

  private static CompletableFuture<?> polly(AwsClients clients) {
    return clients.polly().describeVoices(voices -> voices.engine(Engine.NEURAL));
  }

  /** No messages: refused as invalid before any model is asked. */
  private static CompletableFuture<?> bedrock(AwsClients clients) {
    return clients
        .bedrock()
        .converseStream(
            request -> request.modelId("warm-up"),
            ConverseStreamResponseHandler.builder().onEventStream(Warmth::drain).build());
  }

  /** No language: refused as invalid before any audio is taken. */
  private static CompletableFuture<?> transcribe(AwsClients clients) {
    return clients
        .transcribe()
        .startStreamTranscription(
            request -> request.mediaEncoding(MediaEncoding.PCM).mediaSampleRateHertz(16_000),
            new Silence(),
            StartStreamTranscriptionResponseHandler.builder().onEventStream(Warmth::drain).build());
  }

  private static void drain(SdkPublisher<?> events) {
    var _ = events.subscribe(_ -> {});
  }

  /** A stream that ends at once. */
  private static final class Silence implements Publisher<AudioStream> {
    @Override
    public void subscribe(Subscriber<? super AudioStream> service) {
      service.onSubscribe(
          new Subscription() {
            private boolean ended;

            @Override
            public void request(long events) {
              if (!ended) {
                ended = true;
                service.onComplete();
              }
            }

            @Override
            public void cancel() {
              ended = true;
            }
          });
    }
  }
}
