package io.echosphere.adapter.smartturn;

import java.nio.FloatBuffer;

/**
 * The features that Whisper's encoder hears, of one window of speech: the waveform (padding
 * included) brought to zero mean and unit variance, the power of {@value #FRAMES} frames of 25 ms
 * every 10 ms through the mel filters, its logarithm bounded to eight decades below the loudest.
 * Equal within 1e-3 to what the model was trained on. Owned by the estimator's thread: it works in
 * its own arrays, and allocates nothing.
 *
 * <p>Made whole at each pause. Frames could be kept as sound arrives, exactly too (the gain is a
 * constant of the logarithm, and the mean lies in the lowest two frequencies of a Hann window), but
 * all of it takes 2 to 6 ms beside some 50 ms of the model, and most sound is never asked about.
 */
final class LogMel {
  /** Frames of one window. */
  static final int FRAMES = 800;

  /** Values of one window, filter by filter. */
  static final int VALUES = MelFilters.COUNT * FRAMES;

  private static final int HOP = 160;
  private static final int MARGIN = Fourier.LENGTH / 2;
  private static final double FULL_SCALE = 32_768;

  /** Keeps a window of perfect silence finite. */
  private static final double VARIANCE_FLOOR = 1e-7;

  private static final double POWER_FLOOR = 1e-10;
  private static final double DECADES = 8;

  private final Fourier fourier = new Fourier();
  private final MelFilters filters = new MelFilters();
  private final double[] hann = new double[Fourier.LENGTH];
  private final double[] waveform = new double[MARGIN + SpeechRing.WINDOW + MARGIN];
  private final double[] power = new double[Fourier.BINS];
  private final double[] logs = new double[VALUES];

  LogMel() {
    for (int i = 0; i < hann.length; i++) {
      hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / hann.length);
    }
  }

  /**
   * Computes the features.
   *
   * @param window {@link SpeechRing#WINDOW} samples
   * @param zeros how many of the first are padding; their frames are all alike and made once
   * @param features gets {@value #VALUES} values from its start, filter by filter
   */
  void compute(short[] window, int zeros, FloatBuffer features) {
    normalize(window);
    int padded = Math.max(0, (zeros - MARGIN) / HOP + 1); // frames that see nothing but padding
    int first = Math.min(Math.max(0, padded - 1), FRAMES - 1);
    double loudest = Double.NEGATIVE_INFINITY;
    for (int frame = first; frame < FRAMES; frame++) {
      loudest = Math.max(loudest, frame(frame));
    }
    double floor = loudest - DECADES;
    for (int filter = 0; filter < MelFilters.COUNT; filter++) {
      int row = filter * FRAMES;
      for (int frame = 0; frame < FRAMES; frame++) {
        double log = Math.max(floor, logs[row + Math.max(first, frame)]);
        features.put(row + frame, (float) ((log + 4) / 4));
      }
    }
  }

  /** Fills the waveform: zero mean, unit variance, mirrored at both ends. */
  private void normalize(short[] window) {
    long sum = 0;
    for (short sample : window) {
      sum += sample;
    }
    double mean = (double) sum / window.length;
    double squares = 0;
    for (short sample : window) {
      squares += (sample - mean) * (sample - mean);
    }
    double variance = squares / window.length / (FULL_SCALE * FULL_SCALE);
    double gain = 1 / (FULL_SCALE * Math.sqrt(variance + VARIANCE_FLOOR));
    for (int i = 0; i < window.length; i++) {
      waveform[MARGIN + i] = (window[i] - mean) * gain;
    }
    int last = MARGIN + window.length - 1;
    for (int i = 1; i <= MARGIN; i++) {
      waveform[MARGIN - i] = waveform[MARGIN + i];
      waveform[last + i] = waveform[last - i];
    }
  }

  /** Takes the logarithms of one frame; the largest of them. */
  private double frame(int frame) {
    fourier.power(waveform, frame * HOP, hann, power);
    double loudest = Double.NEGATIVE_INFINITY;
    for (int filter = 0; filter < MelFilters.COUNT; filter++) {
      double log = Math.log10(Math.max(POWER_FLOOR, filters.apply(filter, power)));
      logs[filter * FRAMES + frame] = log;
      loudest = Math.max(loudest, log);
    }
    return loudest;
  }
}
