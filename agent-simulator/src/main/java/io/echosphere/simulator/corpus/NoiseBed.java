package io.echosphere.simulator.corpus;

import io.echosphere.simulator.hearing.Clip;
import java.util.Random;

/**
 * The noise of a room under a call, without end. Owned by whoever reads it; a seed always gives the
 * same.
 */
public final class NoiseBed {
  /** What a silent microphone still gives: −72 dB of full scale. */
  private static final double FLOOR = 0.00025;

  private final Random random;
  private final Type type;
  private final double level;
  private final double[] poles = new double[3];
  private double phase;
  private double swell = 0.5;

  /** What makes the noise. */
  public enum Type {
    /** A street: more low than high. */
    STREET,
    /** A fan: a hum with air. */
    FAN,
    /** A room full of people whose words cannot be told apart. */
    CROWD
  }

  private NoiseBed(Type type, double level, long seed) {
    this.type = type;
    this.level = level;
    this.random = new Random(seed);
  }

  /** Nothing but a microphone's own noise. */
  public static NoiseBed quiet(long seed) {
    return new NoiseBed(Type.STREET, 0, seed);
  }

  /** Noise so many decibels below the corpus' speech. */
  public static NoiseBed below(Type type, double decibels, long seed) {
    return new NoiseBed(type, Levels.SPEECH_RMS * Levels.ratio(-decibels), seed);
  }

  /** The next sample, full scale at 1. */
  public double next() {
    double floor = FLOOR * random.nextGaussian();
    if (level == 0) {
      return floor;
    }
    double white = random.nextGaussian();
    double sample =
        switch (type) {
          case STREET -> street(white);
          case FAN -> fan(white);
          case CROWD -> crowd(white);
        };
    return floor + level * sample;
  }

  /** About pink, after Paul Kellet's economy filter. */
  private double street(double white) {
    poles[0] = 0.99765 * poles[0] + white * 0.0990460;
    poles[1] = 0.96300 * poles[1] + white * 0.2965164;
    poles[2] = 0.57000 * poles[2] + white * 1.0526913;
    return (poles[0] + poles[1] + poles[2] + white * 0.1848) / 2.96;
  }

  private double fan(double white) {
    phase += 2 * Math.PI * 97 / Clip.SAMPLE_RATE_HZ;
    poles[0] += 0.12 * (white - poles[0]);
    return (0.5 * Math.sin(phase) + 0.3 * Math.sin(2 * phase + 1) + 3 * poles[0]) / 0.863;
  }

  /** Noise with the spectrum of speech, swelling about four times a second. */
  private double crowd(double white) {
    poles[0] += 0.30 * (white - poles[0]);
    poles[1] += 0.06 * (poles[0] - poles[1]);
    phase += 1.0 / Clip.SAMPLE_RATE_HZ;
    if (phase > 0.12) {
      phase = 0;
      poles[2] = 0.3 + 0.7 * random.nextDouble();
    }
    swell += 0.001 * (poles[2] - swell);
    return (poles[0] - poles[1]) * swell * 4;
  }
}
