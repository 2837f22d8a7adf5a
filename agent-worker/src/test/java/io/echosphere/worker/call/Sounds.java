package io.echosphere.worker.call;

import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;

/** Sounds for tests. */
final class Sounds {
  /** About -15 dBFS. */
  private static final double LOUD = 8_000;

  private Sounds() {}

  /** A tone at a rate, some ms long. */
  static short[] tone(int rateHz, double frequencyHz, int millis) {
    short[] samples = new short[rateHz / 1_000 * millis];
    for (int index = 0; index < samples.length; index++) {
      samples[index] = (short) (LOUD * Math.sin(2 * Math.PI * frequencyHz * index / rateHz));
    }
    return samples;
  }

  /** Silence, a tone and silence again, at 16 kHz. */
  static short[] speech(int silentBefore, int voiced, int silentAfter) {
    int perMilli = AudioFormat.SPEECH_RATE_HZ / 1_000;
    short[] samples = new short[(silentBefore + voiced + silentAfter) * perMilli];
    short[] tone = tone(AudioFormat.SPEECH_RATE_HZ, 200, voiced);
    System.arraycopy(tone, 0, samples, silentBefore * perMilli, tone.length);
    return samples;
  }

  /** A clip of 300 ms of silence, so much voice and 500 ms of silence. */
  static Clip clip(String name, int voiced) {
    try {
      return Clip.of(name, speech(300, voiced, 500));
    } catch (Clip.UnusableClip e) {
      throw new AssertionError(e);
    }
  }

  /** Root mean square. */
  static double rms(short[] samples) {
    return Math.sqrt(
        Arrays.stream(toInts(samples))
            .mapToDouble(sample -> (double) sample * sample)
            .average()
            .orElse(0));
  }

  private static int[] toInts(short[] samples) {
    int[] ints = new int[samples.length];
    Arrays.setAll(ints, index -> samples[index]);
    return ints;
  }
}
