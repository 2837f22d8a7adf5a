package io.echosphere.simulator.corpus;

import io.echosphere.simulator.hearing.Clip;
import java.util.Arrays;

/** Loudness: measuring it, setting it, and where a voice begins and ends by it. Pure. */
public final class Levels {
  /** Speech while it sounds, of full scale: −23 dB. */
  static final double SPEECH_RMS = 0.07;

  /** The peak that sounds over speech are measured against. */
  static final double SPEECH_PEAK = 0.45;

  private static final double FULL_SCALE = 32_767;
  private static final double LIMIT = 0.95;
  private static final int FRAME = Clip.SAMPLE_RATE_HZ / 100;

  /** Below the loudest 10 ms by this much there is no voice: −35 dB. */
  private static final double VOICE = 0.0178;

  /** Voice is louder than the quietest twentieth of a recording by this much: 10 dB. */
  private static final double NOISE_MARGIN = 3.2;

  /** A sound without any silence has no noise to measure: −20 dB of its loudest at most. */
  private static final double MOST_NOISE = 0.1;

  private Levels() {}

  /** A ratio of amplitudes from decibels. */
  public static double ratio(double decibels) {
    return Math.pow(10, decibels / 20);
  }

  /** Root mean square of 16-bit samples over the 10 ms frames that are not silent, 0 to 1. */
  public static double activeRms(short[] samples) {
    double loudest = 0;
    double[] frames = new double[samples.length / FRAME];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = rms(samples, i * FRAME, (i + 1) * FRAME);
      loudest = Math.max(loudest, frames[i]);
    }
    double sum = 0;
    int count = 0;
    for (double frame : frames) {
      if (frame >= loudest * VOICE * 3) {
        sum += frame * frame;
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  /**
   * Where the voice is in part of a sound.
   *
   * @return first and last sample of it; both are {@code to} when there is none
   */
  static int[] voiced(short[] samples, int from, int to) {
    double[] frames = new double[Math.max(0, (to - from) / FRAME)];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = rms(samples, from + i * FRAME, from + (i + 1) * FRAME);
    }
    double threshold = voiceThreshold(frames);
    int first = to;
    int last = to;
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] > threshold) {
        first = first == to ? from + i * FRAME : first;
        last = from + (i + 1) * FRAME;
      }
    }
    return new int[] {first, last};
  }

  /** Well below the loudest, but above the noise that a recording brings along. */
  private static double voiceThreshold(double[] frames) {
    double[] sorted = frames.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return 0;
    }
    double loudest = sorted[sorted.length - 1];
    double noise = sorted[sorted.length / 20];
    return Math.clamp(noise * NOISE_MARGIN, loudest * VOICE, loudest * MOST_NOISE);
  }

  static double[] toPeak(double[] sound, double peak) {
    double loudest = 1e-9;
    for (double sample : sound) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    double[] out = new double[sound.length];
    for (int i = 0; i < sound.length; i++) {
      out[i] = sound[i] / loudest * peak;
    }
    return out;
  }

  /** Samples with full scale at 1 as 16 bit. */
  static short[] pcm(double[] sound) {
    short[] out = new short[sound.length];
    for (int i = 0; i < sound.length; i++) {
      out[i] = (short) Math.round(Math.clamp(sound[i], -1, 1) * FULL_SCALE);
    }
    return out;
  }

  static double[] unit(short[] samples) {
    double[] out = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      out[i] = samples[i] / FULL_SCALE;
    }
    return out;
  }

  /** Speech at {@link #SPEECH_RMS}, or less where it would clip. */
  static short[] speech(short[] samples) {
    double gain = SPEECH_RMS / Math.max(1e-6, activeRms(samples));
    double loudest = 1;
    for (short sample : samples) {
      loudest = Math.max(loudest, Math.abs(sample));
    }
    gain = Math.min(gain, LIMIT * FULL_SCALE / loudest);
    short[] out = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      out[i] = (short) Math.round(samples[i] * gain);
    }
    return out;
  }

  private static double rms(short[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double sample = samples[i] / FULL_SCALE;
      sum += sample * sample;
    }
    return Math.sqrt(sum / Math.max(1, to - from));
  }
}
