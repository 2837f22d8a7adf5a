package io.echosphere.application.speaking;

import io.echosphere.application.speaking.Loudness.Level;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Language;

/**
 * Brings every voice to the same loudness while the sound streams in, without delay. A clause
 * begins with the gain that its voice is known to need; within a clause the gain moves so slowly
 * that nobody hears it, and never with single words, so that nothing pumps. Peaks are rounded off
 * below full scale. Owned by the reply's thread; one a clause.
 */
final class Leveller {
  /** −20 dBFS while there is speech, about what neural voices have on average. */
  private static final double TARGET_POWER = square(Short.MAX_VALUE * 0.1);

  /** −45 dBFS: frames below are pauses and breath, which say nothing about loudness. */
  private static final double PAUSE_POWER = square(Short.MAX_VALUE * 0.0056);

  /** ±9 dB: further apart no two voices are; what is, is meant to be. */
  static final double MOST_GAIN = 2.82;

  static final double LEAST_GAIN = 1 / MOST_GAIN;

  /** 3 dB a second. */
  private static final double STEP = Math.pow(10, 3.0 / 20 / AudioFormat.SPEECH_RATE_HZ);

  /** From here on amplified peaks are rounded off: −3 dBFS. */
  private static final double KNEE = Short.MAX_VALUE * 0.7;

  private static final double HEADROOM = Short.MAX_VALUE - KNEE;

  /** Frames of speech from which a voice that has never been heard may be judged: 100 ms. */
  private static final int FIRST_SIGHT = 10;

  private final Loudness loudness;
  private final Language language;
  private Level known;
  private Level clause = Level.UNKNOWN;
  private double gain = 1;
  private double wanted = 1;
  private double framePower;
  private int frameSamples;
  private boolean begun;

  Leveller(Loudness loudness, Language language) {
    this.loudness = loudness;
    this.language = language;
    this.known = loudness.of(language).orElse(Level.UNKNOWN);
  }

  /** Levels the next samples in place. */
  void level(short[] samples) {
    if (!begun && samples.length > 0) {
      begun = true;
      wanted = gainFor(known.frames() > 0 ? known : firstSight(samples));
      gain = wanted;
    }
    for (int i = 0; i < samples.length; i++) {
      double sample = samples[i];
      measure(sample);
      gain = gain < wanted ? Math.min(wanted, gain * STEP) : Math.max(wanted, gain / STEP);
      samples[i] = (short) Math.round(rounded(sample * gain));
    }
  }

  /** The clause is over: what was learnt of its voice is kept. */
  void finish() {
    loudness.learn(language, clause);
  }

  private void measure(double sample) {
    framePower += sample * sample;
    frameSamples++;
    if (frameSamples < AudioFormat.SPEECH_FRAME) {
      return;
    }
    double power = framePower / frameSamples;
    framePower = 0;
    frameSamples = 0;
    if (power > PAUSE_POWER) {
      clause = clause.with(power);
      known = known.with(power);
      if (known.frames() >= FIRST_SIGHT) {
        wanted = gainFor(known);
      }
    }
  }

  /** What the samples in hand say of a voice; nothing when they hold too little speech. */
  private static Level firstSight(short[] samples) {
    var level = Level.UNKNOWN;
    for (int at = 0; at + AudioFormat.SPEECH_FRAME <= samples.length; ) {
      double power = 0;
      for (int end = at + AudioFormat.SPEECH_FRAME; at < end; at++) {
        power += (double) samples[at] * samples[at];
      }
      power /= AudioFormat.SPEECH_FRAME;
      level = power > PAUSE_POWER ? level.with(power) : level;
    }
    return level.frames() >= FIRST_SIGHT ? level : Level.UNKNOWN;
  }

  private static double gainFor(Level level) {
    return level.frames() == 0
        ? 1
        : Math.clamp(Math.sqrt(TARGET_POWER / level.power()), LEAST_GAIN, MOST_GAIN);
  }

  /** Below the knee as it is; above, ever closer to full scale and never beyond. */
  private double rounded(double sample) {
    double size = Math.abs(sample);
    if (gain <= 1 || size <= KNEE) {
      return sample;
    }
    return Math.signum(sample) * (KNEE + HEADROOM * Math.tanh((size - KNEE) / HEADROOM));
  }

  private static double square(double value) {
    return value * value;
  }
}
