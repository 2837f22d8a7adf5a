package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.Telemetry.Latency;
import io.echosphere.application.port.out.Telemetry.Span;
import io.echosphere.application.port.out.Telemetry.Speaker;
import io.echosphere.application.port.out.TextToSpeech.Synthesis;
import io.echosphere.application.port.out.TextToSpeech.Utterance;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.domain.conversation.Tokens;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is measured of one reply: the spans of its turn, the model, the voice and the playing, and
 * the latencies between them. Owned by the reply's thread, but for the model's first word, which
 * comes on the adapter's.
 */
final class ReplyTrace {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyTrace.class);

  private final CallTrace call;
  private final Timers timers;
  private final Language language;
  private final long voiceEndedNanos;
  private final Span turn;
  private final AtomicReference<@Nullable Span> model = new AtomicReference<>();
  private volatile long askedNanos;
  private @Nullable Span voice;
  private @Nullable Span playout;
  private long voiceAskedNanos;
  private boolean voiced;
  private long promptTokens;
  private long characters;

  /** A reply to a turn whose voice ended then; {@code Long.MIN_VALUE} if it answers none. */
  ReplyTrace(CallTrace call, Timers timers, Language language, long voiceEndedNanos) {
    this.call = call;
    this.timers = timers;
    this.language = language;
    this.voiceEndedNanos = voiceEndedNanos;
    this.turn = call.begin(Activity.TURN);
  }

  Language language() {
    return language;
  }

  /** For logs and for spans of clients, as {@link Span#ids}. */
  Map<String, String> ids() {
    return turn.ids();
  }

  /** Asks the model; what its client does belongs to this reply. */
  Cancellable asking(LanguageModel.Prompt prompt, Supplier<Cancellable> ask) {
    promptTokens =
        Tokens.estimate(prompt.instructions())
            + prompt.history().stream().mapToLong(line -> Tokens.estimate(line.text())).sum();
    askedNanos = timers.nanos();
    var span = turn.begin(Activity.LLM);
    span.note("gen_ai.request.max_tokens", prompt.maxTokens());
    if (!prompt.history().isEmpty()) {
      span.words(Speaker.CALLER, prompt.history().getLast().text());
    }
    model.set(span);
    return CallContext.current().with(span.ids()).get(ask);
  }

  /** The model's text is coming. Its first piece is measured. */
  void written() {
    long asked = askedNanos;
    if (asked != 0) {
      askedNanos = 0;
      call.latency(Latency.LLM_TTFT, Duration.ofNanos(timers.nanos() - asked));
    }
  }

  void used(LanguageModel.Usage usage) {
    var span = model.getAndSet(null);
    if (span == null) {
      return; // called off: counted by then
    }
    used(span, usage);
    span.end();
  }

  private void used(Span span, LanguageModel.Usage usage) {
    call.used(Amount.LLM_INPUT_TOKENS, usage.model(), usage.inputTokens());
    call.used(Amount.LLM_OUTPUT_TOKENS, usage.model(), usage.outputTokens());
    span.note("gen_ai.usage.input_tokens", usage.inputTokens());
    span.note("gen_ai.usage.output_tokens", usage.outputTokens());
    if (!usage.model().isEmpty()) {
      span.note("gen_ai.response.model", usage.model());
    }
  }

  /** Asks the voice; what its client does belongs to this reply. */
  Synthesis voicing(Utterance utterance, Supplier<Synthesis> ask) {
    int length = utterance.text().length();
    String spoken = utterance.language().tag();
    characters += length;
    call.used(Amount.TTS_CHARACTERS, spoken, length);
    voiceAskedNanos = timers.nanos();
    var span = turn.begin(Activity.TTS);
    span.note("characters", length);
    span.note("language", spoken);
    voice = span;
    return CallContext.current().with(span.ids()).get(ask);
  }

  void sounded() {
    if (voiceAskedNanos != 0) {
      call.latency(Latency.TTS, Duration.ofNanos(timers.nanos() - voiceAskedNanos));
      voiceAskedNanos = 0;
    }
  }

  void voiceFinished() {
    if (voice != null) {
      voice.end();
      voice = null;
    }
  }

  /** A clause is being played. */
  void voiced() {
    if (voiced) {
      return;
    }
    voiced = true;
    playout = turn.begin(Activity.PLAYOUT);
    if (voiceEndedNanos != Long.MIN_VALUE) {
      var waited = Duration.ofNanos(timers.nanos() - voiceEndedNanos);
      call.latency(Latency.VOICE_TO_VOICE, waited);
      turn.note("voice_to_voice_ms", waited.toMillis());
    }
  }

  /** A service failed, {@code llm} or {@code tts}. */
  void failed(String service, Failure failure) {
    LOG.warn("{} failed in a reply: {} ({})", service, failure.detail(), failure.kind());
    call.failed(service, failure);
    turn.failed(failure);
    if (service.equals("tts")) {
      if (voice != null) {
        voice.failed(failure);
      }
      voiceFinished();
      return;
    }
    var span = model.getAndSet(null);
    if (span != null) {
      span.failed(failure);
      span.end();
    }
  }

  /**
   * The reply is over.
   *
   * @param written all that the model wrote of it
   */
  void ended(String written, Outcome outcome) {
    if (!voiced && promptTokens > 0) {
      call.used(Amount.WASTED_TOKENS, promptTokens + Tokens.estimate(written));
      call.used(Amount.WASTED_CHARACTERS, characters);
    }
    var cutOff = model.getAndSet(null);
    if (cutOff != null) { // no usage is reported of it, and it is paid for all the same
      used(
          cutOff, new LanguageModel.Usage(Math.toIntExact(promptTokens), Tokens.estimate(written)));
      cutOff.note("usage", "estimated");
      cutOff.end();
    }
    voiceFinished();
    if (playout != null) {
      playout.end();
    }
    turn.words(Speaker.AGENT, written);
    turn.note("outcome", outcome.name().toLowerCase(Locale.ROOT));
    turn.end();
  }
}
