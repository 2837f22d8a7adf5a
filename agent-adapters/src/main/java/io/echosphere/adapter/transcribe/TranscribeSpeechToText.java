package io.echosphere.adapter.transcribe;

import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.adapter.aws.Breaker;
import io.echosphere.adapter.aws.StartLimiter;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.transcribestreaming.model.MediaEncoding;
import software.amazon.awssdk.services.transcribestreaming.model.PartialResultsStability;
import software.amazon.awssdk.services.transcribestreaming.model.StartStreamTranscriptionRequest;

/**
 * Speech to text by Transcribe's StartStreamTranscription, one HTTP/2 stream each. Partial results
 * are stabilised, so that their beginnings can be relied on before the service's late finals.
 * Thread-safe.
 */
public final class TranscribeSpeechToText implements SpeechToText {
  private static final String SERVICE = "transcribe";

  /** Longer than most utterances: another stream will be wanted again. */
  private static final Duration SHORTAGE_LASTS = Duration.ofSeconds(10);

  private final AwsClients clients;
  private final TranscribeSettings settings;
  private final Timers timers;
  private final StartLimiter limiter;
  private final IntConsumer dropped;
  private final Breaker breaker;
  private final AtomicReference<Optional<Long>> refusedAt = new AtomicReference<>(Optional.empty());
  private final StartStreamTranscriptionRequest request;

  /**
   * A recogniser over the process's clients; opens nothing. One for the process: it keeps the
   * quota.
   *
   * @param dropped told how many 10 ms frames were given up because the connection was not ready in
   *     time; called by whoever sends audio, must not block
   */
  public TranscribeSpeechToText(
      AwsClients clients,
      TranscribeSettings settings,
      Timers timers,
      IntConsumer dropped,
      Breaker breaker) {
    this.clients = clients;
    this.settings = settings;
    this.timers = timers;
    this.dropped = dropped;
    this.breaker = breaker;
    TranscribeSettings.Limits limits = settings.limits();
    this.limiter =
        new StartLimiter(
            limits.concurrent(), limits.startsPerSecond(), limits.startsPerSecond(), timers);
    this.request = request(settings);
  }

  @Override
  public Stream open(Listener listener) {
    AudioFeed feed = new AudioFeed(clients.ioThread(), dropped);
    TranscribeStream stream = new TranscribeStream(listener, feed, clients, timers, settings);
    if (!limiter.tryStart()) {
      refusedAt.set(Optional.of(timers.nanos()));
      clients.begin(
          () ->
              stream.fail(
                  AwsFailures.of(
                      SERVICE, FailureKind.THROTTLED, "the process's quota is used up")));
      return stream;
    }
    Optional<Breaker.Permit> permit = breaker.ask();
    if (permit.isEmpty()) {
      limiter.release();
      clients.begin(() -> stream.fail(AwsFailures.leftAlone(SERVICE)));
      return stream;
    }
    stream.connect(request, permit.get(), limiter::release);
    return stream;
  }

  /**
   * Why another caller could not be heard well now: all streams that there may be are taken, and
   * one was asked for in vain within the last seconds. Empty if that is not so.
   */
  public Optional<String> shortage() {
    boolean lately =
        refusedAt.get().filter(at -> timers.nanos() - at <= SHORTAGE_LASTS.toNanos()).isPresent();
    int taken = limiter.running();
    return lately && taken >= settings.limits().concurrent()
        ? Optional.of("all " + taken + " streams to Transcribe are taken")
        : Optional.empty();
  }

  private static StartStreamTranscriptionRequest request(TranscribeSettings settings) {
    StartStreamTranscriptionRequest.Builder request =
        StartStreamTranscriptionRequest.builder()
            .mediaEncoding(MediaEncoding.PCM)
            .mediaSampleRateHertz(AudioFormat.SPEECH_RATE_HZ)
            .enablePartialResultsStabilization(true)
            .partialResultsStability(PartialResultsStability.HIGH);
    if (settings.languages().size() == 1) {
      settings.vocabulary().ifPresent(request::vocabularyName);
      return request.languageCode(settings.languages().getFirst().tag()).build();
    }
    settings.vocabulary().ifPresent(request::vocabularyNames);
    return request
        .identifyMultipleLanguages(true)
        .languageOptions(
            settings.languages().stream().map(Language::tag).collect(Collectors.joining(",")))
        .build();
  }
}
