package io.echosphere.simulator.hearing;

import java.util.Arrays;

/**
 * What one 32 ms window sounds like: the shape of its spectrum in mel bands, freed of its level,
 * how loud it is and whether it is voiced. Used by one thread.
 */
final class Frames {
  /** 20 ms: a clip is never more than 10 ms away from the grid it was learnt on. */
  static final int HOP = 320;

  /** Seconds from one frame to the next. */
  static final double HOP_SECONDS = (double) HOP / Clip.SAMPLE_RATE_HZ;

  static final int BANDS = 18;

  /** Telephone bandwidth, so that 8 kHz streams are heard with the same clips. */
  private static final double LOWEST_HZ = 120;

  private static final double HIGHEST_HZ = 3_700;

  /** Bands this far below the loudest are noise after coding and suppression: 35 dB. */
  private static final float CLAMP = 3.5f * (float) Math.log(10);

  /** Pitch of voices, 70 to 400 Hz, in samples. */
  private static final int SHORTEST_LAG = Clip.SAMPLE_RATE_HZ / 400;

  private static final int LONGEST_LAG = Clip.SAMPLE_RATE_HZ / 70;

  private static final double VOICED = 0.5;

  private static final float[][] WEIGHTS = weights();
  private static final int[] FIRST_BIN = firstBins();

  /** How a periodic signal's autocorrelation fades because the Hann window does. */
  private static final float[] WINDOW_FADE = windowFade();

  private final Spectrum spectrum = new Spectrum();
  private final float[] power = new float[Spectrum.WINDOW / 2 + 1];
  private final float[] correlation = new float[LONGEST_LAG + 1];

  /**
   * Measures one window.
   *
   * @param samples PCM in units of 16-bit samples
   * @param offset where the window begins
   * @param bands receives the log energies less their mean
   * @return level in dB of full scale
   */
  double measure(float[] samples, int offset, float[] bands) {
    spectrum.power(samples, offset, power);
    double energy = 0;
    for (int i = 2; i < power.length; i++) { // from 62 Hz: without offset and hum
      energy += power[i];
    }
    float loudest = Float.NEGATIVE_INFINITY;
    for (int b = 0; b < BANDS; b++) {
      float sum = 1;
      for (int i = 0; i < WEIGHTS[b].length; i++) {
        sum += WEIGHTS[b][i] * power[FIRST_BIN[b] + i];
      }
      bands[b] = (float) Math.log(sum);
      loudest = Math.max(loudest, bands[b]);
    }
    float mean = 0;
    for (int b = 0; b < BANDS; b++) {
      bands[b] = Math.max(bands[b], loudest - CLAMP);
      mean += bands[b] / BANDS;
    }
    for (int b = 0; b < BANDS; b++) {
      bands[b] -= mean;
    }
    // Parseval with the Hann window's mean square of 3/8; half the spectrum is counted
    double meanSquare = 2 * energy / ((double) Spectrum.WINDOW * Spectrum.WINDOW * 0.375);
    return 10 * Math.log10(meanSquare / (32_768.0 * 32_768.0) + 1e-12);
  }

  /** Whether the window measured last has a pitch. */
  boolean voiced() {
    spectrum.autocorrelation(power, correlation);
    double whole = correlation[0] + 1e-9;
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      if (correlation[lag] > VOICED * WINDOW_FADE[lag] * whole
          && correlation[lag] >= correlation[lag - 1]) {
        return true;
      }
    }
    return false;
  }

  /** Takes the average shape out of a frame and gives it unit length. */
  static void normalise(float[] bands, float[] average) {
    float square = 1e-9f;
    for (int b = 0; b < BANDS; b++) {
      bands[b] -= average[b];
      square += bands[b] * bands[b];
    }
    float scale = (float) (1 / Math.sqrt(square));
    for (int b = 0; b < BANDS; b++) {
      bands[b] *= scale;
    }
  }

  private static double mel(double hz) {
    return 1_127 * Math.log1p(hz / 700);
  }

  private static double edgeHz(int edge) {
    double from = mel(LOWEST_HZ);
    double step = (mel(HIGHEST_HZ) - from) / (BANDS + 1);
    return 700 * Math.expm1((from + edge * step) / 1_127);
  }

  private static double binHz(int bin) {
    return (double) bin * Clip.SAMPLE_RATE_HZ / Spectrum.WINDOW;
  }

  private static int[] firstBins() {
    int[] first = new int[BANDS];
    for (int b = 0; b < BANDS; b++) {
      first[b] = (int) Math.floor(edgeHz(b) * Spectrum.WINDOW / Clip.SAMPLE_RATE_HZ);
    }
    return first;
  }

  private static float[][] weights() {
    int[] first = firstBins();
    float[][] weights = new float[BANDS][];
    for (int b = 0; b < BANDS; b++) {
      double low = edgeHz(b);
      double middle = edgeHz(b + 1);
      double high = edgeHz(b + 2);
      int last = (int) Math.ceil(high * Spectrum.WINDOW / Clip.SAMPLE_RATE_HZ);
      weights[b] = new float[last - first[b] + 1];
      for (int i = 0; i < weights[b].length; i++) {
        double hz = binHz(first[b] + i);
        double rise = (hz - low) / (middle - low);
        double fall = (high - hz) / (high - middle);
        weights[b][i] = (float) Math.max(0, Math.min(rise, fall));
      }
    }
    return weights;
  }

  private static float[] windowFade() {
    Spectrum spectrum = new Spectrum();
    float[] ones = new float[Spectrum.WINDOW];
    Arrays.fill(ones, 1);
    float[] power = new float[Spectrum.WINDOW / 2 + 1];
    float[] fade = new float[LONGEST_LAG + 1];
    spectrum.power(ones, 0, power);
    spectrum.autocorrelation(power, fade);
    for (int lag = fade.length - 1; lag >= 0; lag--) {
      fade[lag] /= fade[0];
    }
    return fade;
  }
}
