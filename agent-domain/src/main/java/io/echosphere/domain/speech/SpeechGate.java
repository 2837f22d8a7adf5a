package io.echosphere.domain.speech;

import java.util.OptionalLong;

/**
 * Turns the detector's probabilities and the sound's loudness into the start and end of speech.
 * Pure but for its own counters; owned by the one thread that feeds it.
 *
 * <p>The end of speech opens a turn's window and no more, so it may be early: a caller who goes on
 * closes the window again. It comes when the detector has heard no voice for long enough, or sooner
 * when the sound has been quiet for {@value #QUIET_MS} ms and the detector has begun to doubt. In
 * noise, where nothing is ever quiet, only the first holds. The closures inside words (がっこう) last
 * up to 160 ms, but the detector does not doubt them: measured with Silero on ja and en clips, it
 * stays above 0.76 there and is below {@value #DOUBT} about 110 ms after a voice has ended. It is
 * not so sure of a voice that has just begun (ちょっと): in the first {@value #NEW_MS} ms only the
 * detector's silence ends speech.
 *
 * <p>Speech has started some 90 ms after its first sound. Until then it is suspected: sound that is
 * not 20 dB softer than the voice was and comes after a silence, or the detector's first window of
 * voice. In noise only the latter.
 */
public final class SpeechGate {
  /**
   * How far below the threshold a probability must fall to count as silence (Silero's own rule).
   */
  private static final float HYSTERESIS = 0.15f;

  /** Quiet that ends speech once the detector doubts, in ms. */
  static final int QUIET_MS = 70;

  /** The probability below which the detector doubts, whatever its threshold. */
  static final float DOUBT = 0.75f;

  /** A voice that has lasted no longer than this is too new for quiet to end it, in ms. */
  static final int NEW_MS = 200;

  /** Sound after a silence may be a voice from so many ms on ... */
  private static final int SUSPICIOUS_MS = 20;

  /** ... up to so many: by then the detector has heard it. */
  private static final int INNOCENT_MS = 120;

  /** In noise the detector hears a voice for so long after it has ended, in ms. */
  private static final int LATE_MS = 90;

  private final Settings settings;
  private final VoiceLevel level = new VoiceLevel();
  private boolean speaking;
  private float probability;
  private long voicedMillis;
  private long onsetMillis;
  private long lastVoicedMillis;
  private boolean wasSilent;
  private int soundMillis;
  private boolean suspected;

  public SpeechGate(Settings settings) {
    this.settings = settings;
  }

  /**
   * When speech starts and ends.
   *
   * @param threshold probability from which a window counts as voice, 0 to 1
   * @param minSpeechMillis voice needed before speech has started, at least 0
   * @param minSilenceMillis silence, as the detector hears it, after which speech has ended
   */
  public record Settings(float threshold, int minSpeechMillis, int minSilenceMillis) {}

  /** What a stretch of audio changed. */
  public enum Change {
    NONE,
    /** Speech may have started: something sounds, or was voice for less than it takes. */
    SUSPECTED,
    /** It has not. */
    DISMISSED,
    STARTED,
    ENDED
  }

  /**
   * Takes how loud the next few ms are; may be finer than the detector's windows.
   *
   * @param power mean square of the samples, at least 0
   * @param startMillis when they began on the stream's timeline
   * @param lengthMillis how long they are
   */
  public Change loudness(double power, long startMillis, int lengthMillis) {
    level.accept(power, startMillis, lengthMillis);
    if (speaking) {
      return fellQuiet() ? ended() : Change.NONE;
    }
    soundMillis = level.isVoiceLike() ? soundMillis + lengthMillis : 0;
    wasSilent |= level.quietMillis() >= QUIET_MS;
    wasSilent &= soundMillis <= INNOCENT_MS;
    return suspicion();
  }

  /**
   * Takes the detector's opinion of the next window.
   *
   * @param ofVoice its probability of voice, 0 to 1
   * @param startMillis when the window began on the stream's timeline
   * @param lengthMillis how long it is
   */
  public Change accept(float ofVoice, long startMillis, int lengthMillis) {
    probability = ofVoice;
    long endMillis = startMillis + lengthMillis;
    boolean quiet = level.quietMillis() >= lengthMillis; // the detector still hears an echo
    if (ofVoice >= settings.threshold() && !quiet) {
      return voiced(startMillis, endMillis);
    }
    if (!speaking) {
      voicedMillis = 0;
      return suspicion();
    }
    boolean silent = ofVoice < settings.threshold() - HYSTERESIS;
    boolean hasLasted = endMillis - lastVoicedMillis >= settings.minSilenceMillis();
    return fellQuiet() || (silent && hasLasted) ? ended() : Change.NONE;
  }

  /** When the speech now under way, or the last one, began; empty before the first voice. */
  public OptionalLong onset() {
    return lastVoicedMillis == 0 ? OptionalLong.empty() : OptionalLong.of(onsetMillis);
  }

  /** When voice was last heard, on the stream's timeline in ms; 0 before the first. */
  public long lastVoiced() {
    if (level.quietMillis() >= QUIET_MS) {
      return Math.min(lastVoicedMillis, Math.max(onsetMillis, level.loudUntil()));
    }
    return Math.max(onsetMillis, lastVoicedMillis - LATE_MS);
  }

  /** Whether speech is under way. */
  public boolean isSpeaking() {
    return speaking;
  }

  private boolean fellQuiet() {
    boolean isNew = level.loudUntil() - onsetMillis <= NEW_MS;
    return probability < DOUBT && level.quietMillis() >= QUIET_MS && !isNew;
  }

  private Change ended() {
    speaking = false;
    voicedMillis = 0;
    soundMillis = 0;
    wasSilent = level.quietMillis() >= QUIET_MS;
    return Change.ENDED;
  }

  private Change suspicion() {
    boolean before = suspected;
    suspected = voicedMillis > 0 || (wasSilent && soundMillis >= SUSPICIOUS_MS);
    if (suspected == before) {
      return Change.NONE;
    }
    return suspected ? Change.SUSPECTED : Change.DISMISSED;
  }

  private Change voiced(long startMillis, long endMillis) {
    if (!speaking && voicedMillis == 0) {
      onsetMillis = startMillis;
    }
    voicedMillis += endMillis - startMillis;
    lastVoicedMillis = endMillis;
    if (!speaking && voicedMillis >= settings.minSpeechMillis()) {
      speaking = true;
      suspected = false;
      return Change.STARTED;
    }
    return speaking ? Change.NONE : suspicion();
  }
}
