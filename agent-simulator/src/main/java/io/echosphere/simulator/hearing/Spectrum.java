package io.echosphere.simulator.hearing;

/** Power spectra and autocorrelations of one window by a radix-2 FFT. Used by one thread. */
final class Spectrum {
  /** 32 ms at 16 kHz: resolves the formants, and changes little over a shift of 10 ms. */
  static final int WINDOW = 512;

  private static final float[] HANN = new float[WINDOW];
  private static final float[] COS = new float[WINDOW / 2];
  private static final float[] SIN = new float[WINDOW / 2];

  static {
    for (int i = 0; i < WINDOW; i++) {
      HANN[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW));
    }
    for (int i = 0; i < WINDOW / 2; i++) {
      COS[i] = (float) Math.cos(2 * Math.PI * i / WINDOW);
      SIN[i] = (float) -Math.sin(2 * Math.PI * i / WINDOW);
    }
  }

  private final float[] re = new float[WINDOW];
  private final float[] im = new float[WINDOW];

  /** Fills {@code power[0..WINDOW/2]} with the power spectrum of the window at {@code offset}. */
  void power(float[] samples, int offset, float[] power) {
    for (int i = 0; i < WINDOW; i++) {
      re[i] = samples[offset + i] * HANN[i];
      im[i] = 0;
    }
    transform();
    for (int i = 0; i <= WINDOW / 2; i++) {
      power[i] = re[i] * re[i] + im[i] * im[i];
    }
  }

  /** Fills {@code correlation} with the autocorrelation that belongs to a power spectrum. */
  void autocorrelation(float[] power, float[] correlation) {
    for (int i = 0; i < WINDOW; i++) {
      re[i] = power[i <= WINDOW / 2 ? i : WINDOW - i];
      im[i] = 0;
    }
    transform();
    System.arraycopy(re, 0, correlation, 0, Math.min(correlation.length, WINDOW));
  }

  private void transform() {
    for (int i = 1, j = 0; i < WINDOW; i++) {
      int bit = WINDOW >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        float swap = re[i];
        re[i] = re[j];
        re[j] = swap;
        swap = im[i];
        im[i] = im[j];
        im[j] = swap;
      }
    }
    for (int size = 2; size <= WINDOW; size <<= 1) {
      int half = size / 2;
      int step = WINDOW / size;
      for (int block = 0; block < WINDOW; block += size) {
        for (int k = 0; k < half; k++) {
          int a = block + k;
          int b = a + half;
          float real = re[b] * COS[k * step] - im[b] * SIN[k * step];
          float imaginary = re[b] * SIN[k * step] + im[b] * COS[k * step];
          re[b] = re[a] - real;
          im[b] = im[a] - imaginary;
          re[a] += real;
          im[a] += imaginary;
        }
      }
    }
  }
}
