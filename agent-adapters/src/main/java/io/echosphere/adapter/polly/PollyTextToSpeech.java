package io.echosphere.adapter.polly;

import io.echosphere.adapter.aws.Attempt;
import io.echosphere.adapter.aws.AwsClients;
import io.echosphere.adapter.aws.AwsFailures;
import io.echosphere.adapter.aws.Breaker;
import io.echosphere.adapter.aws.BudgetedCall;
import io.echosphere.adapter.aws.ListenerGate;
import io.echosphere.adapter.aws.StartLimiter;
import io.echosphere.adapter.aws.StartQueue;
import io.echosphere.adapter.aws.VoiceCatalog;
import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.TextToSpeech;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.polly.model.LexiconNotFoundException;
import software.amazon.awssdk.services.polly.model.OutputFormat;
import software.amazon.awssdk.services.polly.model.SynthesizeSpeechRequest;
import software.amazon.awssdk.services.polly.model.TextType;

/**
 * Speech by Polly's SynthesizeSpeech, one HTTP exchange a clause, as PCM (an MP3 would begin with
 * 69 ms of encoder delay). All sessions share one queue for the account's quota, the most urgent
 * first. Thread-safe.
 */
public final class PollyTextToSpeech implements TextToSpeech {
  private static final Logger LOG = LoggerFactory.getLogger(PollyTextToSpeech.class);
  private static final String SERVICE = "polly";

  /** A wait that callers hear as a gap between two clauses. */
  private static final Duration WORTH_A_REFUSAL = Duration.ofSeconds(1);

  /** Longer than a reply, so that admission does not flutter with each. */
  private static final Duration SHORTAGE_LASTS = Duration.ofSeconds(10);

  private final AwsClients clients;
  private final PollySettings settings;
  private final StartLimiter limiter;
  private final StartQueue<Urgency> queue;
  private final BudgetedCall.Service<Listener> service;
  private volatile boolean lexiconsMissing;

  /** A voice over the process's clients; opens nothing. One for the process: it keeps the quota. */
  public PollyTextToSpeech(
      AwsClients clients, PollySettings settings, Timers timers, Breaker breaker) {
    this.clients = clients;
    this.settings = settings;
    PollySettings.Limits limits = settings.limits();
    this.limiter =
        new StartLimiter(limits.concurrent(), limits.startsPerSecond(), limits.burst(), timers);
    this.queue = new StartQueue<>(limiter, limits.waiting(), limits.patience(), timers);
    this.service =
        new BudgetedCall.Service<>(
            SERVICE, clients::begin, timers, settings.budget(), breaker, Listener::failed);
  }

  @Override
  public Synthesis synthesize(Utterance utterance, Listener listener) {
    SynthesizeSpeechRequest request = request(utterance);
    ListenerGate<Listener> refusal = new ListenerGate<>(listener);
    QueuedCall call = new QueuedCall();
    CallContext context = CallContext.current();
    call.enqueue(
        queue,
        utterance.urgency(),
        () -> context.get(() -> start(request, listener)),
        () -> clients.begin(() -> refusal.tellLast(PollyTextToSpeech::refuse)));
    return new Synthesis() {
      @Override
      public void raise(Urgency urgency) {
        call.raise(urgency);
      }

      @Override
      public void cancel() {
        refusal.silence();
        call.cancel();
      }
    };
  }

  /**
   * Why another caller could not be served well now: clauses have had to wait for the account's
   * quota within the last seconds. Empty if they have not.
   */
  public Optional<String> shortage() {
    return queue
        .longestWait(SHORTAGE_LASTS)
        .filter(wait -> wait.compareTo(WORTH_A_REFUSAL) >= 0)
        .map(wait -> "clauses have waited up to " + wait.toMillis() + " ms for Polly's quota");
  }

  private Cancellable start(SynthesizeSpeechRequest request, Listener listener) {
    AtomicInteger attempts = new AtomicInteger();
    return BudgetedCall.start(
        service,
        listener,
        attempt -> {
          if (attempts.getAndIncrement() > 0) {
            limiter.charge();
          }
          ask(request, attempt);
        },
        queue::release);
  }

  private static void refuse(Listener listener) {
    listener.failed(
        AwsFailures.of(SERVICE, FailureKind.THROTTLED, "the process's quota is used up"));
  }

  private void ask(SynthesizeSpeechRequest request, Attempt<Listener> attempt) {
    if (lexiconsMissing && request.hasLexiconNames()) {
      ask(withoutLexicons(request), attempt);
      return;
    }
    PcmReceiver sound = new PcmReceiver(attempt);
    CompletableFuture<Void> answer = clients.polly().synthesizeSpeech(request, sound);
    attempt.cancelWith(
        () -> {
          sound.cancel();
          answer.cancel(true);
        });
    var _ =
        answer.whenComplete(
            (_, thrown) -> {
              if (thrown == null) {
                return;
              }
              if (isAboutLexicons(thrown) && request.hasLexiconNames()) {
                giveUpLexicons(AwsFailures.of(SERVICE, thrown));
                limiter.charge();
                ask(withoutLexicons(request), attempt);
              } else {
                clients.fail(attempt, SERVICE, thrown);
              }
            });
  }

  /** Names that are wrong must not leave the agent without a voice: it goes on without them. */
  private void giveUpLexicons(Failure failure) {
    if (!lexiconsMissing) {
      lexiconsMissing = true;
      LOG.error(
          "TTS_LEXICONS={} cannot all be used, so none is: {}",
          String.join(",", settings.manner().lexicons()),
          failure.detail());
    }
  }

  private static boolean isAboutLexicons(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null && !(cause instanceof LexiconNotFoundException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private static SynthesizeSpeechRequest withoutLexicons(SynthesizeSpeechRequest request) {
    return request.toBuilder().lexiconNames((Collection<String>) null).build();
  }

  private SynthesizeSpeechRequest request(Utterance utterance) {
    String voice = voiceFor(utterance.language());
    PollySettings.Manner manner = settings.manner();
    SynthesizeSpeechRequest.Builder request =
        SynthesizeSpeechRequest.builder()
            .text(
                manner.isSsml()
                    ? Ssml.at(manner.ratePercent(), utterance.text())
                    : utterance.text())
            .textType(manner.isSsml() ? TextType.SSML : TextType.TEXT)
            .voiceId(voice)
            .engine(VoiceCatalog.engineFor(voice).orElseThrow().code())
            .outputFormat(OutputFormat.PCM)
            .sampleRate(Integer.toString(AudioFormat.SPEECH_RATE_HZ));
    if (!manner.lexicons().isEmpty()) {
      request.lexiconNames(manner.lexicons());
    }
    return request.build();
  }

  private String voiceFor(Language language) {
    return language.isEnglish()
        ? settings.englishVoice().orElse(settings.voice())
        : settings.voice();
  }
}
