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
      double sum = 0;
      for (short sample : samples) {
        double y = gain * (sample - x2) + back1 * y1 + back2 * y2;
        x2 = x1;
        x1 = sample;
        y2 = y1;
        y1 = y;
        sum += y * y;
      }
      return sum / samples.length * weight * weight;
    }
  }
}
