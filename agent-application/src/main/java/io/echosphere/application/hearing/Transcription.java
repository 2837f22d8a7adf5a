package io.echosphere.application.hearing;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.TurnEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call's words, over as many transcription streams as it takes. When a stream ends or breaks, the
 * next one is opened and hears again what was said since the caller began to speak, so that nothing
 * is lost; what the old stream had heard of it is withdrawn, so that nothing is doubled. A stream
 * that we end ourselves keeps its words: the next one hears only what came after. Owned by the ear.
 */
public final class Transcription {
  private static final Logger LOG = LoggerFactory.getLogger(Transcription.class);

  /** Speech before its onset was noticed, sent again with it. */
  private static final int ONSET_MARGIN_MS = 300;

  /** What a stream costs at least, as far as is known. */
  private static final long LEAST_BILLED_SECONDS = 15;

  private static final long STABLE_NANOS = 10_000_000_000L;
  private static final long FIRST_BACKOFF_NANOS = 1_000_000_000L;
  private static final int MAX_DOUBLINGS = 3;
  private static final short[] SILENCE = new short[AudioFormat.speechSamples(100)];

  private final SpeechToText speechToText;
  private final Settings settings;
  private final Consumer<TurnEvent> told;
  private final Timers timers;
  private final CallTrace trace;
  private final PreRoll preRoll = new PreRoll();
  private @Nullable Attempt current;
  private int attempts;
  private int failures;
  private long retryAtNanos;
  private long onsetPosition = -1;

  /** Up to here the sound has been given to a stream that we ended; its words stand. */
  private long settledPosition;

  private boolean speaking;
  private volatile boolean turnTaken;

  /**
   * How words are made final.
   *
   * @param finalizing by which means
   * @param pauseSilenceMillis silence sent ahead of its time when the caller stops, so that the
   *     service notices sooner, in steps of 100 ms; only with {@link Finalizing#STABLE}
   */
  public record Settings(Finalizing finalizing, int pauseSilenceMillis) {}

  Transcription(
      SpeechToText speechToText,
      Settings settings,
      Consumer<TurnEvent> told,
      Timers timers,
      CallTrace trace) {
    this.settings = settings;
    this.speechToText = speechToText;
    this.told = told;
    this.timers = timers;
    this.trace = trace;
  }

  /** Sends a frame at 16 kHz, opening a stream if there is none. */
  void audio(short[] frame, int length) {
    preRoll.add(frame, length);
    if (turnTaken) {
      turnTaken = false;
      onsetPosition = -1;
      if (current != null) {
        current.keepWords();
      }
    }
    var attempt = current;
    if (attempt != null && attempt.over) {
      afterEnd(attempt);
      attempt = null;
    }
    if (attempt != null) {
      attempt.send(frame, length);
    } else if (isWanted() && timers.nanos() - retryAtNanos >= 0) {
      open(length);
    }
  }

  /** Speech has begun: from here on its audio is kept for a stream opened anew. */
  void speechStarted() {
    speaking = true;
    if (onsetPosition < 0) {
      onsetPosition = Math.max(0, preRoll.position() - AudioFormat.speechSamples(ONSET_MARGIN_MS));
    }
  }

  /** The caller has stopped, at least for now. */
  void speechEnded() {
    speaking = false;
    var attempt = current;
    if (attempt == null || attempt.over) {
      return;
    }
    switch (settings.finalizing()) {
      case STABLE -> hurry(attempt);
      case VAD -> {
        attempt.finish();
        settledPosition = preRoll.position();
        current = null;
      }
      case SERVICE -> {}
    }
  }

  private void hurry(Attempt attempt) {
    for (int sent = 0; sent < settings.pauseSilenceMillis(); sent += 100) {
      attempt.send(SILENCE, SILENCE.length);
    }
  }

  /** With streams that end at each pause there is none in the caller's silence. */
  private boolean isWanted() {
    return speaking || settings.finalizing() != Finalizing.VAD;
  }

  /** The words so far belong to a turn that has ended. Any thread. */
  void turnTaken() {
    turnTaken = true;
  }

  void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  /** Opens a stream; it hears the speech under way from its onset, else the newest samples. */
  private void open(int newest) {
    var attempt = new Attempt(++attempts, timers.nanos());
    attempt.begin();
    current = attempt;
    long from =
        Math.max(settledPosition, onsetPosition >= 0 ? onsetPosition : preRoll.position() - newest);
    preRoll.replay(from, frame -> attempt.send(frame, frame.length));
  }

  private void afterEnd(Attempt ended) {
    ended.close();
    ended.withdraw();
    current = null;
    Failure failure = ended.failure;
    if (failure == null) {
      retryAtNanos = timers.nanos();
      return;
    }
    boolean wasStable = ended.heardAny || timers.nanos() - ended.openedNanos > STABLE_NANOS;
    failures = wasStable ? 1 : failures + 1;
    LOG.warn("stt failed: {} ({})", failure.detail(), failure.kind());
    trace.failed("stt", failure);
    if (failures > 1 || !failure.kind().isRetryable()) {
      told.accept(new TurnEvent.TranscriptionFailed(failure.detail()));
    }
    int doublings = Math.min(failures - 2, MAX_DOUBLINGS);
    retryAtNanos = timers.nanos() + (doublings < 0 ? 0 : FIRST_BACKOFF_NANOS << doublings);
  }

  /** One stream, and what it has said. Its listener's calls come from the adapter's thread. */
  private final class Attempt implements SpeechToText.Listener {
    private final int number;
    private final long openedNanos;

    /** Heard since the last turn was taken. */
    private final Set<String> segments = ConcurrentHashMap.newKeySet();

    /** Those of them that are final. */
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    private SpeechToText.@Nullable Stream stream;
    private long sentSamples;
    private volatile boolean heardAny;
    private volatile @Nullable Failure failure;
    private volatile boolean over;
    private volatile boolean finishing;

    Attempt(int number, long openedNanos) {
      this.number = number;
      this.openedNanos = openedNanos;
    }

    void begin() {
      stream = speechToText.open(this);
    }

    void send(short[] samples, int length) {
      sentSamples += length;
      stream().audio(samples, length);
    }

    /** It is not needed any more. */
    void close() {
      stream().close();
      count();
    }

    private void count() {
      long seconds = Math.ceilDiv(sentSamples, AudioFormat.SPEECH_RATE_HZ);
      trace.used(Amount.STT_SECONDS, Math.max(LEAST_BILLED_SECONDS, seconds));
    }

    private SpeechToText.Stream stream() {
      var open = stream;
      if (open == null) {
        throw new IllegalStateException("the stream has not begun");
      }
      return open;
    }

    @Override
    public void transcript(Transcript heard) {
      heardAny = true;
      var named =
          new Transcript(
              number + ":" + heard.segment(),
              heard.text(),
              heard.stableLength(),
              heard.isFinal(),
              heard.language());
      segments.add(named.segment());
      if (named.isFinal()) {
        finished.add(named.segment());
      }
      told.accept(new TurnEvent.TranscriptHeard(named));
    }

    /** We end it; its last words still come. */
    void finish() {
      finishing = true;
      stream().finish();
      count();
    }

    @Override
    public void failed(Failure why) {
      failure = why;
      over = true;
      if (finishing) { // what it had said stands
        trace.failed("stt", why);
      }
    }

    @Override
    public void ended() {
      over = true;
    }

    /** The words so far belong to a turn: their sound is not sent again. */
    void keepWords() {
      segments.clear();
      finished.clear();
    }

    /**
     * Takes back the words whose sound the next stream hears again. Of speech that is longer than
     * what is kept, the finished words stand: losing them would be worse than doubling a few.
     */
    void withdraw() {
      if (onsetPosition < 0) {
        return;
      }
      if (!preRoll.holds(onsetPosition)) {
        segments.removeAll(finished);
      }
      if (!segments.isEmpty()) {
        told.accept(new TurnEvent.TranscriptWithdrawn(segments));
      }
    }
  }
}
