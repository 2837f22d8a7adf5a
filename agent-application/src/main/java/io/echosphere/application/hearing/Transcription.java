package io.echosphere.application.hearing;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.TurnEvent;
import java.time.Duration;
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
 * that we end ourselves keeps its words: the next one hears only what came after, unless it broke
 * before its last word. Owned by the ear.
 */
public final class Transcription {
  private static final Logger LOG = LoggerFactory.getLogger(Transcription.class);

  /** Speech before its onset was noticed, sent again with it. */
  private static final int ONSET_MARGIN_MS = 300;

  /** What a stream costs at least, as far as is known. */
  private static final long LEAST_BILLED_SECONDS = 15;

  /** The service ends a stream after four hours, wherever the caller is in a sentence. */
  private static final long LONGEST_STREAM_NANOS = Duration.ofMinutes(210).toNanos();

  private static final long STABLE_NANOS = 10_000_000_000L;
  private static final long FIRST_BACKOFF_NANOS = 1_000_000_000L;
  private static final int MAX_DOUBLINGS = 3;

  /** Others use all streams that there may be: worth waiting for, since they are given back. */
  private static final long FIRST_WAIT_NANOS = 250_000_000L;

  /** Vain attempts to get a stream, over some 4 s, before the caller is told. */
  private static final int MAX_WAITS = 4;

  private static final int MAX_WAIT_DOUBLINGS = 5;
  private static final Failure SILENT =
      new Failure(FailureKind.TIMEOUT, "stt: speech was sent and no words came");

  private static final short[] SILENCE = new short[AudioFormat.speechSamples(100)];

  private final SpeechToText speechToText;
  private final Settings settings;
  private final Consumer<TurnEvent> told;
  private final Timers timers;
  private final CallTrace trace;
  private final CallContext context = CallContext.current();
  private final PreRoll preRoll = new PreRoll();
  private final WordWatch words = new WordWatch();
  private @Nullable Attempt current;
  private int attempts;
  private int failures;
  private long retryAtNanos;
  private long onsetPosition = -1;

  /** Up to here the sound has been given to a stream that we ended; its words stand. */
  private long settledPosition;

  /** The stream that we ended last, while its last words may still come. */
  private @Nullable Attempt ending;

  /** The caller has stopped, and no stream could be had that heard what they said. */
  private boolean unheard;

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
      forgetTurn();
    }
    var last = ending;
    if (last != null && last.over) {
      afterLastWords(last);
    }
    var attempt = current;
    if (attempt != null && words.overdue(speaking, length, timers.nanos())) {
      attempt.failed(SILENT);
    }
    if (attempt != null && attempt.over) {
      afterEnd(attempt);
      attempt = null;
    } else if (attempt != null && isDueForAnother(attempt)) {
      attempt.close();
      attempt = null;
      current = null;
    }
    if (attempt != null) {
      attempt.send(frame, length);
    } else if (isWanted() && timers.nanos() - retryAtNanos >= 0) {
      open(length);
      if (unheard) {
        unheard = false;
        speechEnded();
      }
    }
  }

  /** Between two turns nothing is lost with a stream, and nothing needs to be heard again. */
  private boolean isDueForAnother(Attempt attempt) {
    boolean isOld = timers.nanos() - attempt.openedNanos > LONGEST_STREAM_NANOS;
    return isOld && !speaking && onsetPosition < 0;
  }

  /** What no stream has heard yet belongs to no turn: it is still owed. */
  private void forgetTurn() {
    turnTaken = false;
    words.turnTaken();
    ending = null;
    if (current != null) {
      current.keepWords();
      onsetPosition = -1;
    } else if (!speaking && !unheard) {
      onsetPosition = -1;
    }
  }

  /** Speech has begun: from here on its audio is kept for a stream opened anew. */
  void speechStarted() {
    speaking = true;
    boolean betweenStreams = endsAtPauses() && current == null && !unheard;
    unheard = false;
    if (onsetPosition < 0 || betweenStreams) {
      onsetPosition = Math.max(0, preRoll.position() - AudioFormat.speechSamples(ONSET_MARGIN_MS));
    }
  }

  /** The caller has stopped, at least for now. */
  void speechEnded() {
    speaking = false;
    var attempt = current;
    if (attempt != null && words.endsWithout()) {
      attempt.failed(SILENT);
    }
    if (attempt == null || attempt.over) {
      unheard = onsetPosition >= 0;
      return;
    }
    switch (settings.finalizing()) {
      case STABLE -> hurry(attempt);
      case VAD -> {
        attempt.finish();
        settledPosition = preRoll.position();
        ending = attempt;
        current = null;
        words.forget(); // from here on the end of the stream has a deadline
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
    return speaking || unheard || !endsAtPauses();
  }

  private boolean endsAtPauses() {
    return settings.finalizing() == Finalizing.VAD;
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
    long from =
        Math.max(settledPosition, onsetPosition >= 0 ? onsetPosition : preRoll.position() - newest);
    var attempt = new Attempt(++attempts, timers.nanos(), from);
    attempt.begin();
    current = attempt;
    preRoll.replay(from, frame -> attempt.send(frame, frame.length));
    words.repeated(onsetPosition >= 0 ? preRoll.position() - from : 0, timers.nanos());
  }

  private void afterEnd(Attempt ended) {
    ended.close();
    ended.withdraw();
    current = null;
    Failure failure = ended.failure;
    if (failure == null) {
      retryAtNanos = timers.nanos();
    } else {
      trace.failed("stt", failure);
      retry(ended, failure);
    }
  }

  /** A stream that we ended is over. If it broke before its last word, its sound is heard again. */
  private void afterLastWords(Attempt ended) {
    ending = null;
    Failure failure = ended.failure;
    if (failure == null || current != null || ended.isComplete()) {
      return;
    }
    settledPosition = ended.from;
    onsetPosition = ended.from;
    unheard = !speaking;
    ended.withdraw();
    retry(ended, failure);
  }

  private void retry(Attempt ended, Failure failure) {
    boolean wasStable = ended.heardAny || timers.nanos() - ended.openedNanos > STABLE_NANOS;
    failures = wasStable ? 1 : failures + 1;
    context.run(() -> LOG.warn("stt failed: {} ({})", failure.detail(), failure.kind()));
    boolean crowded = failure.kind() == FailureKind.THROTTLED;
    if (failures > (crowded ? MAX_WAITS : 1) || !failure.kind().isRetryable()) {
      told.accept(new TurnEvent.TranscriptionFailed(failure.detail()));
    }
    retryAtNanos = timers.nanos() + (crowded ? waitNanos() : backoffNanos());
  }

  private long waitNanos() {
    return FIRST_WAIT_NANOS << Math.min(failures - 1, MAX_WAIT_DOUBLINGS);
  }

  private long backoffNanos() {
    int doublings = Math.min(failures - 2, MAX_DOUBLINGS);
    return doublings < 0 ? 0 : FIRST_BACKOFF_NANOS << doublings;
  }

  /** One stream, and what it has said. Its listener's calls come from the adapter's thread. */
  private final class Attempt implements SpeechToText.Listener {
    private final int number;
    private final long openedNanos;
    private final long from;

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

    Attempt(int number, long openedNanos, long from) {
      this.number = number;
      this.openedNanos = openedNanos;
      this.from = from;
    }

    void begin() {
      stream = context.get(() -> speechToText.open(this));
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
      words.heard();
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
      if (finishing) { // nobody may be left to look at it
        trace.failed("stt", why);
      }
    }

    @Override
    public void ended() {
      over = true;
    }

    /** Whether it has words, and the recogniser's last word on all of them. */
    boolean isComplete() {
      return !segments.isEmpty() && finished.containsAll(segments);
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
