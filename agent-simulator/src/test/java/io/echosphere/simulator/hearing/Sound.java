package io.echosphere.simulator.hearing;

import io.echosphere.simulator.audio.Resampler;
import java.util.Arrays;
import java.util.Random;

/** Audio under test and what may happen to it on its way. All at 16 kHz, all deterministic. */
final class Sound {
  private static final int RATE = Clip.SAMPLE_RATE_HZ;

  private Sound() {}

  static short[] silence(double seconds) {
    return new short[samples(seconds)];
  }

  static short[] join(short[]... parts) {
    short[] all = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  static short[] cut(short[] sound, double from, double to) {
    return Arrays.copyOfRange(sound, samples(from), Math.min(sound.length, samples(to)));
  }

  static short[] gain(short[] sound, double decibel) {
    double factor = Math.pow(10, decibel / 20);
    return map(sound, (sample, _) -> sample * factor);
  }

  /** White noise at a level in dB of full scale. */
  static short[] noise(short[] sound, double decibel, long seed) {
    Random random = new Random(seed);
    double level = 32_768 * Math.pow(10, decibel / 20);
    return map(sound, (sample, _) -> sample + random.nextGaussian() * level);
  }

  static short[] hole(short[] sound, double from, double to) {
    return map(sound, (sample, i) -> i >= samples(from) && i < samples(to) ? 0 : sample);
  }

  /** Zeroes a share of all 10 ms frames. */
  static short[] loseFrames(short[] sound, double share, long seed) {
    boolean[] lost = lost(sound, share, seed);
    return map(sound, (sample, i) -> lost[i / 160] ? 0 : sample);
  }

  /** Conceals a share of all 10 ms frames by the last 10 ms that arrived, softer and softer. */
  static short[] concealFrames(short[] sound, double share, long seed) {
    boolean[] lost = lost(sound, share, seed);
    short[] out = sound.clone();
    for (int i = 160; i < out.length; i++) {
      if (lost[i / 160]) {
        out[i] = (short) (out[i - 160] * 0.8);
      }
    }
    return out;
  }

  private static boolean[] lost(short[] sound, double share, long seed) {
    Random random = new Random(seed);
    boolean[] lost = new boolean[sound.length / 160 + 1];
    for (int i = 0; i < lost.length; i++) {
      lost[i] = random.nextDouble() < share;
    }
    return lost;
  }

  /** Leaves 10 ms out of each 250 ms, more roughly than a jitter buffer that catches up. */
  static short[] hurry(short[] sound) {
    short[] out = new short[sound.length];
    int length = 0;
    for (int i = 0; i < sound.length; i++) {
      if (i % 4_000 < 3_840) {
        out[length++] = sound[i];
      }
    }
    return Arrays.copyOf(out, length);
  }

  /** Says 10 ms of each 250 ms twice, more roughly than a jitter buffer that waits. */
  static short[] dawdle(short[] sound) {
    short[][] parts = new short[2 * (sound.length / 4_000 + 1)][];
    for (int i = 0; i < parts.length; i += 2) {
      int at = i / 2 * 4_000;
      int end = Math.min(sound.length, at + 4_000);
      parts[i] = Arrays.copyOfRange(sound, at, end);
      parts[i + 1] = Arrays.copyOfRange(sound, Math.max(at, end - 160), end);
    }
    return join(parts);
  }

  /** One-pole low pass and high pass: a channel's band limits. */
  static short[] band(short[] sound, double lowHz, double highHz) {
    double a = 1 - Math.exp(-2 * Math.PI * highHz / RATE);
    double b = 1 - Math.exp(-2 * Math.PI * lowHz / RATE);
    double[] low = new double[2];
    return map(
        sound,
        (sample, _) -> {
          low[0] += a * (sample - low[0]);
          low[1] += b * (low[0] - low[1]);
          return low[0] - low[1];
        });
  }

  /** An expander that pushes soft stretches down by up to 18 dB, as noise suppressors do. */
  static short[] suppress(short[] sound) {
    double[] envelope = {0};
    return map(
        sound,
        (sample, _) -> {
          double rate = Math.abs(sample) > envelope[0] ? 0.01 : 0.0005;
          envelope[0] += rate * (Math.abs(sample) - envelope[0]);
          return sample * Math.clamp(envelope[0] / 600, 0.125, 1);
        });
  }

  /** A clock that runs fast by some parts in a thousand. */
  static short[] drift(short[] sound, int perMille) {
    return Resampler.convert(sound, 1_000 + perMille, 1_000);
  }

  /** To 48 kHz and back. */
  static short[] upAndDown(short[] sound) {
    return Resampler.convert(Resampler.convert(sound, RATE, 48_000), 48_000, RATE);
  }

  /** A buzz of 140 Hz with moving formants: a voice, but nobody's words. */
  static short[] hum(double seconds) {
    short[] out = new short[samples(seconds)];
    for (int i = 0; i < out.length; i++) {
      double t = (double) i / RATE;
      double sum = 0;
      for (int harmonic = 1; harmonic < 25; harmonic++) {
        double hz = 140.0 * harmonic;
        double peak = 600 + 300 * Math.sin(2 * Math.PI * 3.1 * t);
        sum += Math.sin(2 * Math.PI * hz * t) / (1 + Math.abs(hz - peak) / 150);
      }
      out[i] = (short) (3_000 * sum * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * t)));
    }
    return out;
  }

  static int samples(double seconds) {
    return (int) Math.round(seconds * RATE);
  }

  private interface Change {
    double apply(double sample, int index);
  }

  private static short[] map(short[] sound, Change change) {
    short[] out = new short[sound.length];
    for (int i = 0; i < out.length; i++) {
      long value = Math.round(change.apply(sound[i], i));
      out[i] = (short) Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return out;
  }
}
