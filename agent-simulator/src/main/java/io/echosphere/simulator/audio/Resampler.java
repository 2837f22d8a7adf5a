package io.echosphere.simulator.audio;

/**
 * Changes the sampling rate of one stream by a windowed sinc. Used by one thread; delays the signal
 * by {@link #HALF_WIDTH} samples of the lower rate.
 */
public final class Resampler {
  /** Zero crossings of the sinc on each side: 60 dB of stop band with a Hann window. */
  static final int HALF_WIDTH = 12;

  /** Leaves a little room below the lower Nyquist frequency for the filter's slope. */
  private static final double PASS_BAND = 0.92;

  private final int up;
  private final int down;
  private final int taps;
  private final float[][] phases;
  private float[] buffer;
  private int filled;
  private long phase;

  /** Prepares a stream; both rates in Hz, above zero. */
  public Resampler(int fromHz, int toHz) {
    if (fromHz <= 0 || toHz <= 0) {
      throw new IllegalArgumentException("rates must be above 0: " + fromHz + ", " + toHz);
    }
    int common = gcd(fromHz, toHz);
    up = toHz / common;
    down = fromHz / common;
    double cutoff = PASS_BAND * Math.min(1.0, (double) toHz / fromHz);
    int half = (int) Math.ceil(HALF_WIDTH / Math.min(1.0, (double) toHz / fromHz));
    taps = 2 * half;
    phases = new float[up][];
    for (int p = 0; p < up; p++) {
      phases[p] = kernel(half, (double) p / up, cutoff);
    }
    buffer = new float[taps * 2 + 4_096];
    filled = taps - 1;
  }

  /** Converts a whole recording, without the delay. */
  public static short[] convert(short[] samples, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return samples.clone();
    }
    Resampler resampler = new Resampler(fromHz, toHz);
    int delay = (int) ((long) resampler.taps / 2 * toHz / fromHz);
    int length = (int) ((long) samples.length * toHz / fromHz);
    short[] padded = new short[samples.length + resampler.taps];
    System.arraycopy(samples, 0, padded, 0, samples.length);
    float[] all = resampler.process(padded, padded.length);
    short[] out = new short[length];
    for (int i = 0; i < length && i + delay < all.length; i++) {
      out[i] = (short) Math.clamp(Math.round(all[i + delay]), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return out;
  }

  /** Takes the next samples and returns those that are ready, in units of 16-bit samples. */
  public float[] process(short[] samples, int length) {
    if (filled + length > buffer.length) {
      float[] larger = new float[filled + length];
      System.arraycopy(buffer, 0, larger, 0, filled);
      buffer = larger;
    }
    for (int i = 0; i < length; i++) {
      buffer[filled + i] = samples[i];
    }
    filled += length;
    int ready = 0;
    for (long at = phase; at / up + taps <= filled; at += down) {
      ready++;
    }
    float[] out = new float[ready];
    for (int i = 0; i < ready; i++) {
      int start = (int) (phase / up);
      float[] kernel = phases[(int) (phase % up)];
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        sum += kernel[k] * buffer[start + k];
      }
      out[i] = sum;
      phase += down;
    }
    int used = (int) Math.min(phase / up, filled);
    System.arraycopy(buffer, used, buffer, 0, filled - used);
    filled -= used;
    phase -= (long) used * up;
    return out;
  }

  private static float[] kernel(int half, double fraction, double cutoff) {
    float[] kernel = new float[2 * half];
    double total = 0;
    for (int k = 0; k < kernel.length; k++) {
      double x = k - half + 1 - fraction;
      double sinc = x == 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
      double window = Math.abs(x) >= half ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x / half);
      kernel[k] = (float) (sinc * window);
      total += kernel[k];
    }
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] = (float) (kernel[k] / total);
    }
    return kernel;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
