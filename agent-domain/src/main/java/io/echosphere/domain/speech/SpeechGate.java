package io.echosphere.domain.speech;

import java.util.OptionalLong;

/**
 * Turns the detector's probabilities into the start and end of speech. Pure but for its own
 * counters; owned by the one thread that feeds it.
 *
 * <p>Two ends are told apart. A <em>pause</em> comes first and is only a hint: the recogniser may
 * be asked to hurry. The <em>end</em> comes when the silence has lasted, and opens the turn's
 * window.
 */
public final class SpeechGate {
  /**
   * How far below the threshold a probability must fall to count as silence (Silero's own rule).
   */
  private static final float HYSTERESIS = 0.15f;

  private final Settings settings;
  private boolean speaking;
  private boolean paused;
  private long voicedMillis;
  private long onsetMillis;
  private long lastVoicedMillis;

  public SpeechGate(Settings settings) {
    this.settings = settings;
  }

  /**
   * When speech starts and ends.
   *
   * @param threshold probability from which a window counts as voice, 0 to 1
   * @param minSpeechMillis voice needed before speech has started, at least 0
   * @param pauseMillis silence after which speech has paused; less than {@code minSilenceMillis}
   * @param minSilenceMillis silence after which speech has ended
   */
  public record Settings(
      float threshold, int minSpeechMillis, int pauseMillis, int minSilenceMillis) {}

  /** What a window of audio changed. */
  public enum Change {
    NONE,
    STARTED,
    PAUSED,
    RESUMED,
    ENDED
  }

  /**
   * Takes the next window.
   *
   * @param probability of voice, 0 to 1
   * @param startMillis when the window began on the stream's timeline
   * @param lengthMillis how long it is
   */
  public Change accept(float probability, long startMillis, int lengthMillis) {
    long endMillis = startMillis + lengthMillis;
    if (probability >= settings.threshold()) {
      return voiced(startMillis, endMillis);
    }
    if (!speaking) {
      voicedMillis = 0;
      return Change.NONE;
    }
    if (probability >= settings.threshold() - HYSTERESIS) {
      return Change.NONE;
    }
    long silence = endMillis - lastVoicedMillis;
    if (silence >= settings.minSilenceMillis()) {
      speaking = false;
      paused = false;
      voicedMillis = 0;
      return Change.ENDED;
    }
    if (!paused && silence >= settings.pauseMillis()) {
      paused = true;
      return Change.PAUSED;
    }
    return Change.NONE;
  }

  /** When the speech now under way, or the last one, began; empty before the first voice. */
  public OptionalLong onset() {
    return lastVoicedMillis == 0 ? OptionalLong.empty() : OptionalLong.of(onsetMillis);
  }

  /** When voice was last heard, on the stream's timeline in ms; 0 before the first. */
  public long lastVoiced() {
    return lastVoicedMillis;
  }

  /** Whether speech is under way. */
  public boolean isSpeaking() {
    return speaking;
  }

  private Change voiced(long startMillis, long endMillis) {
    if (!speaking && voicedMillis == 0) {
      onsetMillis = startMillis;
    }
    voicedMillis += endMillis - startMillis;
    lastVoicedMillis = endMillis;
    if (!speaking && voicedMillis >= settings.minSpeechMillis()) {
      speaking = true;
      return Change.STARTED;
    }
    if (paused) {
      paused = false;
      return Change.RESUMED;
    }
    return Change.NONE;
  }
}
