package io.echosphere.worker.call;

/**
 * Brings a whole clip to another rate by a windowed sinc. WebRTC's own resampler would do, but
 * lives in a native library that reading a file should not need.
 */
final class Resampler {
  /** Zero crossings on either side of a sample; 16 keep the passband flat to about 90 %. */
  private static final int CROSSINGS = 16;

  private Resampler() {}

  /** The same sound at another rate; the same array if the rates are equal. */
  static short[] resample(short[] samples, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return samples;
    }
    // Going down, the filter must end at the lower rate's half, or what is above folds into speech.
    double cutoff = Math.min(1.0, (double) toHz / fromHz);
    double reach = CROSSINGS / cutoff;
    short[] result = new short[Math.toIntExact((long) samples.length * toHz / fromHz)];
    for (int index = 0; index < result.length; index++) {
      double position = (double) index * fromHz / toHz;
      int first = Math.max(0, (int) Math.ceil(position - reach));
      int last = Math.min(samples.length - 1, (int) Math.floor(position + reach));
      double sum = 0;
      for (int tap = first; tap <= last; tap++) {
        double distance = tap - position;
        double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / reach);
        sum += samples[tap] * cutoff * sinc(cutoff * distance) * window;
      }
      result[index] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return result;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
