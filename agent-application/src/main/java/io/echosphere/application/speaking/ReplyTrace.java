package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.Telemetry.Latency;
import io.echosphere.application.port.out.Telemetry.Span;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.conversation.Tokens;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
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

  void asked(LanguageModel.Prompt prompt) {
    promptTokens =
        Tokens.estimate(prompt.instructions())
            + prompt.history().stream().mapToLong(line -> Tokens.estimate(line.text())).sum();
    askedNanos = timers.nanos();
    model.set(turn.begin(Activity.LLM));
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
    call.used(Amount.LLM_INPUT_TOKENS, usage.inputTokens());
    call.used(Amount.LLM_OUTPUT_TOKENS, usage.outputTokens());
    if (span != null) {
      span.note("gen_ai.usage.input_tokens", usage.inputTokens());
      span.note("gen_ai.usage.output_tokens", usage.outputTokens());
      span.end();
    }
  }

  void voiceAsked(int length) {
    characters += length;
    call.used(Amount.TTS_CHARACTERS, length);
    voiceAskedNanos = timers.nanos();
    voice = turn.begin(Activity.TTS);
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
      call.latency(Latency.VOICE_TO_VOICE, Duration.ofNanos(timers.nanos() - voiceEndedNanos));
    }
  }

  void failed(String service, Failure failure) {
    LOG.warn("{} failed in a reply: {} ({})", service, failure.detail(), failure.kind());
    call.failed(service, failure);
    turn.failed(failure);
  }

  /**
   * The reply is over.
   *
   * @param written all that the model wrote of it
   */
  void ended(String written) {
    if (!voiced && promptTokens > 0) {
      call.used(Amount.WASTED_TOKENS, promptTokens + Tokens.estimate(written));
      call.used(Amount.WASTED_CHARACTERS, characters);
    }
    var span = model.getAndSet(null);
    if (span != null) {
      span.end();
    }
    voiceFinished();
    if (playout != null) {
      playout.end();
    }
    turn.end();
  }
}
