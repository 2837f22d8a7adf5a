package io.echosphere.simulator.corpus;

import io.echosphere.simulator.hearing.Clip;
import java.util.Random;

/** Noises of people and rooms, made from shaped random numbers; a seed always gives the same. */
final class Sounds {
  private static final int RATE = Clip.SAMPLE_RATE_HZ;

  private final Random random;

  private Sounds(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A sound with a peak of 1.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static double[] of(String name, long seed) {
    var sounds = new Sounds(seed);
    double[] sound =
        switch (name) {
          case "cough" -> sounds.cough();
          case "throat" -> sounds.throat();
          case "sneeze" -> sounds.sneeze();
          case "breath" -> sounds.breath();
          case "click" -> sounds.clicks(1 + sounds.random.nextInt(2), 0.25);
          case "keys" -> sounds.clicks(8 + sounds.random.nextInt(6), 0.11);
          case "knock" -> sounds.knock();
          case "door" -> sounds.door();
          case "clink" -> sounds.clink();
          case "rustle" -> sounds.rustle();
          case "buzz" -> sounds.buzz();
          case "hiss" -> sounds.hiss();
          default -> throw new IllegalArgumentException("no sound '" + name + "'");
        };
    return Levels.toPeak(sound, 1);
  }

  /** Two or three bursts of air through a throat, without pitch. */
  private double[] cough() {
    int bursts = 2 + random.nextInt(2);
    double[] sound = new double[samples(0.42 * bursts)];
    for (int burst = 0; burst < bursts; burst++) {
      double length = between(0.12, 0.24);
      add(
          sound,
          samples(burst * between(0.34, 0.42)),
          formants(burst(length, 30, 5), between(600, 800), between(1_300, 1_700), 2_900),
          burst == 0 ? 1 : between(0.4, 0.8));
    }
    return sound;
  }

  /** A rattle: air cut into pieces at some 40 Hz. */
  private double[] throat() {
    double[] air = burst(between(0.35, 0.6), 15, 2);
    double rate = between(32, 48);
    for (int i = 0; i < air.length; i++) {
      air[i] *= 0.3 + 0.7 * Math.pow(Math.abs(Math.sin(Math.PI * rate * i / RATE)), 3);
    }
    return formants(air, 500, 1_200, 2_400);
  }

  private double[] sneeze() {
    double[] sound = new double[samples(1.0)];
    add(sound, 0, formants(burst(0.3, 4, 1), 700, 1_500, 2_600), 0.15);
    add(sound, samples(0.45), high(burst(between(0.3, 0.45), 60, 6)), 1);
    return sound;
  }

  private double[] breath() {
    double[] air = noise(between(0.6, 1.0));
    for (int i = 0; i < air.length; i++) {
      air[i] *= Math.sin(Math.PI * i / air.length);
    }
    return formants(air, 900, 1_900, 3_200);
  }

  private double[] clicks(int count, double apart) {
    double[] sound = new double[samples(apart * (count + 1))];
    double at = 0;
    for (int i = 0; i < count; i++) {
      add(sound, samples(at), high(burst(0.012, 400, 9)), between(0.5, 1));
      add(sound, samples(at + between(0.04, 0.07)), high(burst(0.008, 400, 9)), 0.4);
      at += apart * between(0.6, 1.2);
    }
    return sound;
  }

  private double[] knock() {
    double[] sound = new double[samples(0.8)];
    for (int i = 0; i < 3; i++) {
      double hz = between(140, 220);
      add(sound, samples(i * between(0.17, 0.23)), ring(0.09, 28, hz, hz * 2.3, hz * 4.1), 1);
    }
    return sound;
  }

  private double[] door() {
    double[] sound = new double[samples(0.9)];
    add(sound, 0, ring(0.5, 9, between(60, 90), 130, 210), 1);
    add(sound, 0, formants(burst(0.15, 200, 7), 300, 900, 2_000), 0.7);
    return sound;
  }

  private double[] clink() {
    double hz = between(1_800, 2_600);
    double[] sound = new double[samples(0.7)];
    add(sound, 0, ring(0.6, 9, hz, hz * 1.51, hz * 2.32), 1);
    add(sound, samples(between(0.08, 0.16)), ring(0.5, 10, hz * 1.1, hz * 1.7, hz * 2.5), 0.6);
    return sound;
  }

  private double[] rustle() {
    double[] sound = high(noise(1.1));
    double level = 0;
    for (int i = 0; i < sound.length; i++) {
      if (i % 320 == 0) {
        level = random.nextDouble() < 0.45 ? between(0.2, 1) : 0.05;
      }
      sound[i] *= level;
    }
    return sound;
  }

  /** A telephone on a table. */
  private double[] buzz() {
    double[] sound = new double[samples(1.6)];
    for (int i = 0; i < sound.length; i++) {
      double t = (double) i / RATE;
      boolean on = t % 0.8 < 0.45;
      sound[i] =
          on ? Math.signum(Math.sin(2 * Math.PI * 160 * t)) + 0.3 * random.nextGaussian() : 0;
    }
    return formants(sound, 320, 800, 1_600);
  }

  /** A tap that is opened and closed. */
  private double[] hiss() {
    double[] sound = noise(1.8);
    for (int i = 0; i < sound.length; i++) {
      double through = (double) i / sound.length;
      sound[i] *= Math.min(1, 8 * Math.min(through, 1 - through));
    }
    return sound;
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private static int samples(double seconds) {
    return (int) (seconds * RATE);
  }

  private double[] noise(double seconds) {
    double[] noise = new double[samples(seconds)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextGaussian();
    }
    return noise;
  }

  /** Noise that rises and dies away, both per second. */
  private double[] burst(double seconds, double rise, double fall) {
    double[] noise = noise(seconds);
    for (int i = 0; i < noise.length; i++) {
      double t = (double) i / RATE;
      noise[i] *= Math.min(1, t * rise) * Math.exp(-fall * t / seconds / 2);
    }
    return noise;
  }

  private static double[] ring(double seconds, double decay, double... hz) {
    double[] sound = new double[samples(seconds)];
    for (int i = 0; i < sound.length; i++) {
      double t = (double) i / RATE;
      for (int k = 0; k < hz.length; k++) {
        sound[i] += Math.sin(2 * Math.PI * hz[k] * t) * Math.exp(-decay * (1 + k) * t) / (1 + k);
      }
    }
    return sound;
  }

  private static double[] high(double[] sound) {
    double[] out = new double[sound.length];
    for (int i = 1; i < sound.length; i++) {
      out[i] = sound[i] - 0.9 * sound[i - 1];
    }
    return out;
  }

  private static double[] formants(double[] sound, double... hz) {
    double[] out = new double[sound.length];
    for (double centre : hz) {
      double radius = Math.exp(-Math.PI * 220 / RATE);
      double turn = 2 * radius * Math.cos(2 * Math.PI * centre / RATE);
      double one = 0;
      double two = 0;
      for (int i = 0; i < sound.length; i++) {
        double now = sound[i] + turn * one - radius * radius * two;
        two = one;
        one = now;
        out[i] += now * 400 / centre;
      }
    }
    return out;
  }

  private static void add(double[] sound, int at, double[] more, double level) {
    double[] peak = Levels.toPeak(more, level);
    for (int i = 0; i < peak.length && at + i < sound.length; i++) {
      sound[at + i] += peak[i];
    }
  }
}
