package io.echosphere.adapter.smartturn;

import java.util.Arrays;

/**
 * Whisper's mel filters: {@value #COUNT} triangles of equal area (Slaney's scale and norm) over 0
 * to 8 kHz. Immutable.
 */
final class MelFilters {
  /** How many there are. */
  static final int COUNT = 80;

  private static final double NYQUIST_HZ = 8_000;

  /** Slaney's scale is linear below this frequency, and logarithmic above. */
  private static final double BREAK_HZ = 1_000;

  private static final double HZ_PER_MEL = 200.0 / 3;
  private static final double BREAK_MEL = BREAK_HZ / HZ_PER_MEL;
  private static final double LOG_STEP = Math.log(6.4) / 27;

  /** The first frequency bin of each filter, and its weights from there on. */
  private final int[] first = new int[COUNT];

  private final double[][] weights = new double[COUNT][];

  MelFilters() {
    var corners = new double[COUNT + 2];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = hertz(mel(NYQUIST_HZ) * i / (COUNT + 1));
    }
    for (int filter = 0; filter < COUNT; filter++) {
      build(filter, corners[filter], corners[filter + 1], corners[filter + 2]);
    }
  }

  /** The power that a filter lets pass. */
  double apply(int filter, double[] power) {
    double sum = 0;
    int from = first[filter];
    double[] weight = weights[filter];
    for (int i = 0; i < weight.length; i++) {
      sum += weight[i] * power[from + i];
    }
    return sum;
  }

  private void build(int filter, double low, double peak, double high) {
    var all = new double[Fourier.BINS];
    int from = Fourier.BINS;
    int to = 0;
    for (int bin = 0; bin < Fourier.BINS; bin++) {
      double hertz = NYQUIST_HZ * bin / (Fourier.BINS - 1);
      double slope = Math.min((hertz - low) / (peak - low), (high - hertz) / (high - peak));
      if (slope > 0) {
        all[bin] = slope * 2 / (high - low);
        from = Math.min(from, bin);
        to = bin + 1;
      }
    }
    first[filter] = from;
    weights[filter] = Arrays.copyOfRange(all, from, to);
  }

  private static double mel(double hertz) {
    return hertz < BREAK_HZ
        ? hertz / HZ_PER_MEL
        : BREAK_MEL + Math.log(hertz / BREAK_HZ) / LOG_STEP;
  }

  private static double hertz(double mel) {
    return mel < BREAK_MEL ? mel * HZ_PER_MEL : BREAK_HZ * Math.exp(LOG_STEP * (mel - BREAK_MEL));
  }
}
