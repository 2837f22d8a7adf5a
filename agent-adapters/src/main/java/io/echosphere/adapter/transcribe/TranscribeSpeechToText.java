package io.echosphere.adapter.transcribe;

import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.StartLimiter;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Language;
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
  private final AwsClients clients;
  private final TranscribeSettings settings;
  private final Timers timers;
  private final StartLimiter limiter;
  private final IntConsumer dropped;
  private final StartStreamTranscriptionRequest request;

  /**
   * A recogniser over the process's clients; opens nothing. One for the process: it keeps the
   * quota.
   *
   * @param dropped told how many 10 ms frames were given up because the connection was not ready in
   *     time; called by whoever sends audio, must not block
   */
  public TranscribeSpeechToText(
      AwsClients clients, TranscribeSettings settings, Timers timers, IntConsumer dropped) {
    this.clients = clients;
    this.settings = settings;
    this.timers = timers;
    this.dropped = dropped;
    TranscribeSettings.Limits limits = settings.limits();
    this.limiter =
        new StartLimiter(
            limits.concurrent(), limits.startsPerSecond(), limits.startsPerSecond(), timers);
    this.request = request(settings);
  }

  @Override
  public Stream open(Listener listener) {
    AudioFeed feed = new AudioFeed(clients.ioThread(), dropped);
    TranscribeStream stream =
        new TranscribeStream(
            listener, feed, timers, settings.finish(), settings.languages().getFirst());
    if (limiter.tryStart()) {
      stream.connect(clients, request, settings.connect(), limiter::release);
    } else {
      clients.begin(stream::refuse);
    }
    return stream;
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
