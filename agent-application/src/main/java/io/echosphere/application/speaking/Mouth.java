package io.echosphere.application.speaking;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.FrameClock;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paces every call's voice on one thread: each 10 ms, every room gets its next frame, silence when
 * there is nothing to say. Thread-safe.
 */
public final class Mouth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Mouth.class);

  /** Per beat, what a past lateness counts for less: it halves in about 0.7 s. */
  private static final double DECAY = 0.99;

  private final List<Voice> voices = new CopyOnWriteArrayList<>();
  private final Telemetry telemetry;
  private final Cancellable clock;
  private final Punctuality punctuality = new Punctuality();
  private volatile double recentLatenessNanos;

  /** Starts the clock. */
  public Mouth(FrameClock clock, Telemetry telemetry) {
    this.telemetry = telemetry;
    this.clock = clock.start(this::beat);
  }

  /**
   * Begins to pace a call.
   *
   * @param audience whether anybody hears it
   * @param out gets 160 samples at 16 kHz every 10 ms on the mouth's thread; must not block
   * @param failed told once if {@code out} throws; the call is then paced no more
   */
  public Voice open(Audience audience, Consumer<short[]> out, Consumer<RuntimeException> failed) {
    var voice = new Voice(audience, out, failed);
    voices.add(voice);
    return voice;
  }

  /** How late beats have been of late, in ms: the worst, slowly forgotten. */
  public double recentLatenessMillis() {
    return recentLatenessNanos / 1e6;
  }

  /** Stops the clock, and tells the log how punctual it was. */
  @Override
  public void close() {
    clock.cancel(); // waits for the last beat
    if (!punctuality.isEmpty()) {
      LOG.info("Paced: {}", punctuality);
    }
  }

  private void beat(int frames, long latenessNanos, int skipped) {
    recentLatenessNanos = Math.max((double) latenessNanos, recentLatenessNanos * DECAY);
    telemetry.pacerBeat(latenessNanos, skipped);
    if (!voices.isEmpty()) {
      punctuality.beat(latenessNanos, skipped);
    }
    for (Voice voice : voices) {
      for (int i = 0; i < frames; i++) {
        voice.beat();
      }
    }
  }

  /** One call's place at the mouth. */
  public final class Voice implements AutoCloseable {
    private final Audience audience;
    private final Consumer<short[]> out;
    private final Consumer<RuntimeException> failed;
    private final CallContext context = CallContext.current();
    private final short[] frame = new short[AudioFormat.SPEECH_FRAME];
    private volatile @Nullable ReplyAudio playing;

    private Voice(Audience audience, Consumer<short[]> out, Consumer<RuntimeException> failed) {
      this.audience = audience;
      this.out = out;
      this.failed = failed;
    }

    /** From now on this is what is heard. Any thread. */
    void play(ReplyAudio audio) {
      playing = audio;
    }

    /** Paces this call no more. Any thread, idempotent. */
    @Override
    public void close() {
      voices.remove(this);
    }

    private void beat() {
      try {
        var audio = playing;
        if (audio == null || audience.isAbsent()) {
          Arrays.fill(frame, (short) 0);
          takeBack(audio);
        } else if (!audio.fill(frame)) {
          telemetry.framesDropped(Telemetry.Direction.OUT, 1);
          punctuality.underrun();
        }
        out.accept(frame);
      } catch (RuntimeException bug) { // one call must not silence the others
        context.run(() -> LOG.error("The mouth gave up on a call", bug));
        close();
        failed.accept(bug);
      }
    }

    private void takeBack(@Nullable ReplyAudio audio) {
      long unheard = audience.takeUnheard();
      if (audio != null && unheard > 0) {
        audio.rewind(unheard);
      }
    }
  }
}
