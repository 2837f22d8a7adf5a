package io.echosphere.application.speaking;

import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;

/**
 * Cuts the silence that a voice pads its clauses with down to set pauses, while the sound streams
 * in. Owned by the reply's thread; one a clause.
 */
final class SilenceTrimmer {
  /** −50 dBFS: below what a neural voice breathes. */
  private static final int QUIET = 100;

  /** Kept before the first sound, so that a soft onset is not cut. */
  private static final int LEAD = AudioFormat.speechSamples(10);

  private short[] held = new short[0];
  private boolean begun;

  /** What of the next samples can be played now. */
  short[] accept(short[] samples) {
    short[] all = join(held, samples);
    int first = begun ? 0 : Math.max(0, firstLoud(all) - LEAD);
    int end = lastLoud(all) + 1;
    if (end == 0) { // silent throughout: it may be padding or a pause
      held = begun ? all : tail(all, LEAD);
      return new short[0];
    }
    begun = true;
    held = Arrays.copyOfRange(all, end, all.length);
    return Arrays.copyOfRange(all, first, end);
  }

  /** The pause that ends the clause, instead of the padding. */
  static short[] pause(int millis) {
    return new short[AudioFormat.speechSamples(millis)];
  }

  private static int firstLoud(short[] samples) {
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > QUIET) {
        return i;
      }
    }
    return samples.length;
  }

  private static int lastLoud(short[] samples) {
    for (int i = samples.length - 1; i >= 0; i--) {
      if (Math.abs(samples[i]) > QUIET) {
        return i;
      }
    }
    return -1;
  }

  private static short[] join(short[] a, short[] b) {
    if (a.length == 0) {
      return b;
    }
    short[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  private static short[] tail(short[] samples, int count) {
    return Arrays.copyOfRange(samples, Math.max(0, samples.length - count), samples.length);
  }
}
