package io.echosphere.adapter.smartturn;

/**
 * The power spectrum of {@value #LENGTH} real samples. They are taken as half as many complex ones,
 * transformed in passes of radix 4, 2, 5 and 5 (in Stockham's order, so nothing is permuted), and
 * untangled. Owned by the estimator's thread: it works in its own arrays.
 */
final class Fourier {
  /** Samples of one frame. */
  static final int LENGTH = 400;

  /** Frequencies of the spectrum: 0 to half the sampling rate. */
  static final int BINS = LENGTH / 2 + 1;

  private static final int HALF = LENGTH / 2;
  private static final double COS_72 = Math.cos(2 * Math.PI / 5);
  private static final double SIN_72 = Math.sin(2 * Math.PI / 5);
  private static final double COS_144 = Math.cos(4 * Math.PI / 5);
  private static final double SIN_144 = Math.sin(4 * Math.PI / 5);

  /** The roots of unity, exp(-2πik/{@value #LENGTH}). */
  private final double[] cos = new double[LENGTH];

  private final double[] sin = new double[LENGTH];
  private final Signal one = new Signal();
  private final Signal other = new Signal();

  private static final class Signal {
    final double[] re = new double[HALF];
    final double[] im = new double[HALF];
  }

  Fourier() {
    for (int k = 0; k < LENGTH; k++) {
      cos[k] = Math.cos(2 * Math.PI * k / LENGTH);
      sin[k] = -Math.sin(2 * Math.PI * k / LENGTH);
    }
  }

  /**
   * Writes the squared magnitudes of {@value #BINS} frequencies.
   *
   * @param samples read from {@code at} on, each multiplied with the window's
   */
  void power(double[] samples, int at, double[] window, double[] power) {
    for (int i = 0; i < HALF; i++) {
      one.re[i] = samples[at + 2 * i] * window[2 * i];
      one.im[i] = samples[at + 2 * i + 1] * window[2 * i + 1];
    }
    radix4(one, other);
    radix2(other, one);
    radix5(25, one, other);
    radix5(5, other, one);
    untangle(one, power);
  }

  /** From transforms of length 200 to 50. */
  private void radix4(Signal from, Signal to) {
    for (int p = 0; p < 50; p++) {
      int b = p + 50;
      int c = p + 100;
      int d = p + 150;
      double sumRe = from.re[p] + from.re[c];
      double sumIm = from.im[p] + from.im[c];
      double differenceRe = from.re[p] - from.re[c];
      double differenceIm = from.im[p] - from.im[c];
      double otherRe = from.re[b] + from.re[d];
      double otherIm = from.im[b] + from.im[d];
      double turnedRe = from.im[b] - from.im[d]; // -i (b - d)
      double turnedIm = from.re[d] - from.re[b];
      to.re[4 * p] = sumRe + otherRe;
      to.im[4 * p] = sumIm + otherIm;
      turned(to, 4 * p + 1, 2 * p, differenceRe + turnedRe, differenceIm + turnedIm);
      turned(to, 4 * p + 2, 4 * p, sumRe - otherRe, sumIm - otherIm);
      turned(to, 4 * p + 3, 6 * p, differenceRe - turnedRe, differenceIm - turnedIm);
    }
  }

  /** From transforms of length 50 to 25, four side by side. */
  private void radix2(Signal from, Signal to) {
    for (int p = 0; p < 25; p++) {
      for (int q = 0; q < 4; q++) {
        int a = 4 * p + q;
        int b = a + 100;
        int at = 8 * p + q;
        to.re[at] = from.re[a] + from.re[b];
        to.im[at] = from.im[a] + from.im[b];
        turned(to, at + 4, 8 * p, from.re[a] - from.re[b], from.im[a] - from.im[b]);
      }
    }
  }

  /** From transforms of a length to a fifth of it, as many side by side as there are. */
  private void radix5(int length, Signal from, Signal to) {
    int stride = HALF / length;
    int apart = HALF / 5;
    for (int p = 0; p < length / 5; p++) {
      int angle = p * (LENGTH / length);
      for (int q = 0; q < stride; q++) {
        int a = stride * p + q;
        int b = a + apart;
        int c = b + apart;
        int d = c + apart;
        int e = d + apart;
        double outerRe = from.re[b] + from.re[e];
        double outerIm = from.im[b] + from.im[e];
        double innerRe = from.re[c] + from.re[d];
        double innerIm = from.im[c] + from.im[d];
        double nearRe = from.re[a] + COS_72 * outerRe + COS_144 * innerRe;
        double nearIm = from.im[a] + COS_72 * outerIm + COS_144 * innerIm;
        double farRe = from.re[a] + COS_144 * outerRe + COS_72 * innerRe;
        double farIm = from.im[a] + COS_144 * outerIm + COS_72 * innerIm;
        double outRe = from.re[b] - from.re[e];
        double outIm = from.im[b] - from.im[e];
        double inRe = from.re[c] - from.re[d];
        double inIm = from.im[c] - from.im[d];
        double turnRe = SIN_72 * outIm + SIN_144 * inIm; // -i times the sine part
        double turnIm = -SIN_72 * outRe - SIN_144 * inRe;
        double turn2Re = SIN_144 * outIm - SIN_72 * inIm;
        double turn2Im = SIN_72 * inRe - SIN_144 * outRe;
        int at = 5 * stride * p + q;
        to.re[at] = from.re[a] + outerRe + innerRe;
        to.im[at] = from.im[a] + outerIm + innerIm;
        turned(to, at + stride, angle, nearRe + turnRe, nearIm + turnIm);
        turned(to, at + 2 * stride, 2 * angle, farRe + turn2Re, farIm + turn2Im);
        turned(to, at + 3 * stride, 3 * angle, farRe - turn2Re, farIm - turn2Im);
        turned(to, at + 4 * stride, 4 * angle, nearRe - turnRe, nearIm - turnIm);
      }
    }
  }

  /** From the transform of even samples + i · odd samples to the power of all. */
  private void untangle(Signal from, double[] power) {
    power[0] = square(from.re[0] + from.im[0]);
    power[HALF] = square(from.re[0] - from.im[0]);
    for (int k = 1; k < HALF; k++) {
      int mirror = HALF - k;
      double evenRe = (from.re[k] + from.re[mirror]) / 2;
      double evenIm = (from.im[k] - from.im[mirror]) / 2;
      double oddRe = (from.im[k] + from.im[mirror]) / 2;
      double oddIm = (from.re[mirror] - from.re[k]) / 2;
      power[k] =
          square(evenRe + cos[k] * oddRe - sin[k] * oddIm)
              + square(evenIm + cos[k] * oddIm + sin[k] * oddRe);
    }
  }

  private void turned(Signal to, int at, int angle, double re, double im) {
    to.re[at] = re * cos[angle] - im * sin[angle];
    to.im[at] = re * sin[angle] + im * cos[angle];
  }

  private static double square(double value) {
    return value * value;
  }
}
