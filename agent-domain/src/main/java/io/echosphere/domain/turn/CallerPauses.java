package io.echosphere.domain.turn;

/**
 * What a call has taught about this caller's pauses. People differ by a factor of two in how long
 * they stop to think, and keep to their manner within a call. Immutable; its influence is bounded,
 * so no run of accidents makes the agent rash or mute.
 *
 * @param meanMillis the running mean of the pauses after which the caller went on, 200 to 1500
 * @param caution how much surer words must be of an end since the agent cut in, in log-odds, 0 to
 *     {@value #MOST_CAUTION}
 * @param dictationMillis the longest pause between digits or letters that were dictated, up to
 *     1000; 0 when there was none
 */
public record CallerPauses(double meanMillis, double caution, long dictationMillis) {
  /** The mean pause within a turn of a caller one knows nothing of. */
  private static final double TYPICAL_MILLIS = 500;

  /** Shorter silences belong to the sounds of speech (a geminate, a plosive) and teach nothing. */
  private static final long LEAST_MILLIS = 200;

  /**
   * The default's longest wait: what is longer cannot be waited for, and teaches nothing either.
   */
  private static final long MOST_MILLIS = 1_500;

  private static final long LONGEST_DICTATION_MILLIS = 1_000;

  /** The weight of the newest pause: four pauses make up two thirds of the mean. */
  private static final double NEWEST = 0.25;

  /** The shortest and the longest that the wait after uncertain words becomes, as a factor. */
  private static final double LEAST_STRETCH = 0.75;

  private static final double MOST_STRETCH = 1.5;

  private static final double CUT_IN_CAUTION = 0.4;
  private static final double MOST_CAUTION = 0.8;

  /** A turn that was ended rightly lets caution fade: by half in about two and a half turns. */
  private static final double FADE = 0.75;

  private static final CallerPauses NONE = new CallerPauses(TYPICAL_MILLIS, 0, 0);

  public CallerPauses {
    if (!(meanMillis >= LEAST_MILLIS && meanMillis <= MOST_MILLIS)
        || !(caution >= 0 && caution <= MOST_CAUTION)
        || dictationMillis < 0
        || dictationMillis > LONGEST_DICTATION_MILLIS) {
      throw new IllegalArgumentException(
          "a mean pause of %s ms, caution of %s and %d ms in a dictation are out of range"
              .formatted(meanMillis, caution, dictationMillis));
    }
  }

  /** Nothing is known of the caller yet. */
  public static CallerPauses none() {
    return NONE;
  }

  /**
   * The caller paused this long and went on with the same turn.
   *
   * @param pauseMillis from the end of the voice to its return; below 200 ms and above 1.5 s it
   *     teaches nothing
   */
  public CallerPauses wentOn(long pauseMillis) {
    if (pauseMillis < LEAST_MILLIS || pauseMillis > MOST_MILLIS) {
      return this;
    }
    double mean = meanMillis + NEWEST * (pauseMillis - meanMillis);
    return new CallerPauses(mean, caution, dictationMillis);
  }

  /** The caller paused this long, in ms, within what they dictate. */
  CallerPauses dictated(long pauseMillis) {
    long longest = Math.max(dictationMillis, Math.min(pauseMillis, LONGEST_DICTATION_MILLIS));
    return new CallerPauses(meanMillis, caution, longest);
  }

  /**
   * The turn was taken to be over, and the caller went on with it before the reply was heard or
   * over its first words: the agent cut in.
   *
   * @param pauseMillis from the end of the voice to its return
   */
  public CallerPauses cutIn(long pauseMillis) {
    var learned = wentOn(pauseMillis);
    double surer = Math.min(MOST_CAUTION, caution + CUT_IN_CAUTION);
    return new CallerPauses(learned.meanMillis(), surer, dictationMillis);
  }

  /** A turn ended and the caller let the agent answer. */
  public CallerPauses yielded() {
    return new CallerPauses(meanMillis, caution * FADE, dictationMillis);
  }

  /** The factor for the wait after uncertain words, 0.75 to 1.5; 1 for a caller not yet known. */
  public double stretch() {
    return Math.clamp(meanMillis / TYPICAL_MILLIS, LEAST_STRETCH, MOST_STRETCH);
  }
}
