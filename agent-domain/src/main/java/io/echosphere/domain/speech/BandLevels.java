package io.echosphere.domain.speech;

/**
 * How loud a sound is, 10 ms by 10 ms, in bands between 250 Hz and 3.6 kHz: enough to tell one
 * piece of speech from another, and little enough to keep for a second. Owned by the one thread
 * that feeds it.
 */
final class BandLevels {
  /** Bands, evenly spaced by pitch; a third of an octave each. */
  static final int COUNT = 12;

  private static final double LOWEST_HZ = 250;
  private static final double HIGHEST_HZ = 3_600;
  private static final double RATE_HZ = 16_000;
  private static final double SHARPNESS = 4;

  /** Mean square of one bit: nothing is quieter. */
  private static final double LEAST_POWER = 1e-2;

  /** Far below one bit. */
  private static final double INAUDIBLE = 1e-9;

  private final Band[] bands = new Band[COUNT];

  BandLevels() {
    for (int i = 0; i < COUNT; i++) {
      double share = (double) i / (COUNT - 1);
      bands[i] = new Band(LOWEST_HZ * Math.pow(HIGHEST_HZ / LOWEST_HZ, share));
    }
  }

  /**
   * Takes the next stretch.
   *
   * @param samples at 16 kHz
   * @param levels receives the bands' levels in dB of one bit, at least -20
   */
  void measure(short[] samples, float[] levels) {
    for (int i = 0; i < COUNT; i++) {
      double power = bands[i].power(samples);
      levels[i] = (float) (10 * Math.log10(Math.max(power, LEAST_POWER)));
    }
  }

  /** A resonator of the second order. */
  private static final class Band {
    private final double gain;
    private final double back1;
    private final double back2;
    private final double weight;
    private double x1;
    private double x2;
    private double y1;
    private double y2;

    Band(double hertz) {
      double angle = 2 * Math.PI * hertz / RATE_HZ;
      double alpha = Math.sin(angle) / (2 * SHARPNESS);
      gain = alpha / (1 + alpha);
      back1 = 2 * Math.cos(angle) / (1 + alpha);
      back2 = -(1 - alpha) / (1 + alpha);
      weight = hertz / LOWEST_HZ; // speech falls by some 6 dB an octave
    }

    double power(short[] samples) {
      double before1 = x1;
      double before2 = x2;
      double after1 = y1;
      double after2 = y2;
      double sum = 0;
      for (short sample : samples) {
        double y = gain * (sample - before2) + back1 * after1 + back2 * after2;
        before2 = before1;
        before1 = sample;
        after2 = after1;
        after1 = y;
        sum += y * y;
      }
      x1 = before1;
      x2 = before2;
      y1 = orNothing(after1);
      y2 = orNothing(after2);
      return sum / samples.length * weight * weight;
    }

    /**
     * In silence a resonator dies away for ever, and a processor takes a hundred times as long for
     * the numbers below 1e-308 that it comes to.
     */
    private static double orNothing(double value) {
      return Math.abs(value) < INAUDIBLE ? 0 : value;
    }
  }
}
