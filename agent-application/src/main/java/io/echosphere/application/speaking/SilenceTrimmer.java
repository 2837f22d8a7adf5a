package io.echosphere.application.speaking;

import io.echosphere.domain.audio.AudioFormat;
import java.util.Arrays;

/**
 * Cuts the silence that a voice pads its clauses with down to set pauses, while the sound streams
 * in, and fades both ends over 5 ms, so that no cut is heard as a click. Always keeps the last 5 ms
 * back for that. Owned by the reply's thread; one a clause.
 */
final class SilenceTrimmer {
  /** −50 dBFS: below what a neural voice breathes. */
  private static final int QUIET = 100;

  /** Shorter than a plosive's burst, longer than what an ear takes for a click. */
  static final int FADE = AudioFormat.speechSamples(5);

  /** Kept before the first sound: what is faded in, so that a soft onset is not. */
  private static final int LEAD = FADE;

  private short[] held = new short[0];
  private boolean begun;
  private int fadedIn;

  /** What of the next samples can be played now. */
  short[] accept(short[] samples) {
    short[] all = join(held, samples);
    if (!begun) {
      int loud = firstLoud(all);
      if (loud == all.length) { // silent so far
        held = tail(all, LEAD);
        return new short[0];
      }
      begun = true;
      all = Arrays.copyOfRange(all, Math.max(0, loud - LEAD), all.length);
    }
    // What is quiet at the end may be padding or a pause.
    int end = Math.max(0, lastLoud(all) + 1 - FADE);
    held = Arrays.copyOfRange(all, end, all.length);
    return fadeIn(Arrays.copyOf(all, end));
  }

  /** What is left of the clause, without its padding. Last call. */
  short[] finish() {
    if (!begun) {
      return new short[0];
    }
    short[] rest = fadeIn(Arrays.copyOf(held, Math.min(held.length, lastLoud(held) + 1 + FADE)));
    int fade = Math.min(FADE, rest.length);
    for (int i = 0; i < fade; i++) {
      int at = rest.length - 1 - i;
      rest[at] = (short) (rest[at] * i / fade);
    }
    held = new short[0];
    return rest;
  }

  /** The pause that ends the clause, instead of the padding. */
  static short[] pause(int millis) {
    return new short[AudioFormat.speechSamples(millis)];
  }

  private short[] fadeIn(short[] samples) {
    for (int i = 0; i < samples.length && fadedIn < FADE; i++) {
      samples[i] = (short) (samples[i] * fadedIn / FADE);
      fadedIn++;
    }
    return samples;
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
