package io.echosphere.domain.speech;

/**
 * How loud a caller's voice has been of late, and since when it has been quiet. A detector of voice
 * notices an end about 100 ms late; loudness shows at once that nothing sounds any more. Owned by
 * the one thread that feeds it.
 */
final class VoiceLevel {
  /** Below the voice's level by 30 dB, as a ratio of powers. */
  private static final double QUIET = 1e-3;

  /** By 20 dB: where a voice that begins is louder, and breath is not. */
  private static final double SOFT = 1e-2;

  /** What the level loses in 10 ms: 0.05 dB, so that a voice may grow softer. */
  private static final double DECAY = 0.9886;

  private static final int DECAY_MS = 10;

  private double level;
  private long loudUntilMillis;
  private long heardUntilMillis;
  private boolean voiceLike;

  /**
   * Takes the next stretch of sound.
   *
   * @param power mean square of its samples, at least 0
   * @param startMillis when it began
   * @param lengthMillis how long it is
   */
  void accept(double power, long startMillis, int lengthMillis) {
    level = Math.max(power, level * Math.pow(DECAY, (double) lengthMillis / DECAY_MS));
    heardUntilMillis = startMillis + lengthMillis;
    voiceLike = power > level * SOFT;
    if (power > level * QUIET) {
      loudUntilMillis = heardUntilMillis;
    }
  }

  /** Whether the last stretch was as loud as a voice that begins. */
  boolean isVoiceLike() {
    return voiceLike;
  }

  /** When it was last loud, in ms. */
  long loudUntil() {
    return loudUntilMillis;
  }

  /** For how long it has been quiet, in ms. */
  long quietMillis() {
    return heardUntilMillis - loudUntilMillis;
  }
}
