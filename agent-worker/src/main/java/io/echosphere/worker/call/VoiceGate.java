package io.echosphere.worker.call;

/**
 * Tells voice from silence by energy, in frames of 10 ms. Digital silence, comfort noise and the
 * ringing of the codec stay below; a frame counts as voiced from two loud ones in a row on, so that
 * a click does not. Owned by one thread.
 */
final class VoiceGate {
  /** Where voice begins: RMS of a frame, in dBFS. Opus' comfort noise lies below -60. */
  static final double ON_DBFS = -45;

  /** Where voice that has begun ends; lower, so that a soft vowel does not end it. */
  static final double OFF_DBFS = -50;

  private static final double ON_POWER = power(ON_DBFS);
  private static final double OFF_POWER = power(OFF_DBFS);

  private boolean open;
  private boolean loudBefore;

  /** What a frame turned out to be. */
  enum Verdict {
    SILENT,
    /** Loud, but alone so far: voiced if the next one is, too. */
    PENDING,
    VOICED,
    /** Voiced, and so was the frame before it, which was reported as pending. */
    VOICED_SINCE_LAST
  }

  /** Judges the next frame by its mean square, full scale being 1. */
  Verdict next(double power) {
    if (open) {
      open = power >= OFF_POWER;
      loudBefore = false;
      return open ? Verdict.VOICED : Verdict.SILENT;
    }
    boolean loud = power >= ON_POWER;
    open = loud && loudBefore;
    loudBefore = loud && !open;
    if (open) {
      return Verdict.VOICED_SINCE_LAST;
    }
    return loud ? Verdict.PENDING : Verdict.SILENT;
  }

  /** Mean square of some samples, full scale being 1. */
  static double power(short[] samples, int from, int length) {
    double sum = 0;
    for (int index = from; index < from + length; index++) {
      double sample = samples[index] / 32_768.0;
      sum += sample * sample;
    }
    return sum / length;
  }

  /** Level of a mean square, in dBFS; at least -120. */
  static double dbfs(double power) {
    return 10 * Math.log10(Math.max(power, 1e-12));
  }

  private static double power(double dbfs) {
    return Math.pow(10, dbfs / 10);
  }
}
