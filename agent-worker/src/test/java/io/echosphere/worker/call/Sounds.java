package io.echosphere.worker.call;

import io.echosphere.domain.audio.AudioFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

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

  /** A Japanese sentence, 2.9 s at 16 kHz. */
  static Clip speech16() {
    try (InputStream stream = WavFile.class.getResourceAsStream("ja-weather.wav")) {
      return WavFile.read("speech", Objects.requireNonNull(stream));
    } catch (IOException | Clip.UnusableClip e) {
      throw new AssertionError(e);
    }
  }

  /** The same at 48 kHz. */
  static short[] speech48() {
    return Resampler.resample(samples(speech16()), AudioFormat.SPEECH_RATE_HZ, 48_000);
  }

  /** All samples of a clip. */
  static short[] samples(Clip clip) {
    short[] samples = new short[clip.frames() * AudioFormat.SPEECH_FRAME];
    short[] frame = new short[AudioFormat.SPEECH_FRAME];
    for (int index = 0; index < clip.frames(); index++) {
      clip.copyFrame(index, frame);
      System.arraycopy(frame, 0, samples, index * frame.length, frame.length);
    }
    return samples;
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
