package io.echosphere.application.hearing;

import io.echosphere.domain.audio.AudioFormat;
import java.util.function.Consumer;

/**
 * The newest seconds of a caller's speech at 16 kHz, kept to be sent again when a transcription
 * stream has to be opened anew. Bound: {@value #SECONDS} s, the oldest are overwritten. Owned by
 * the ear.
 */
final class PreRoll {
  static final int SECONDS = 10;

  private final short[] samples = new short[SECONDS * AudioFormat.SPEECH_RATE_HZ];
  private long end;

  void add(short[] frame, int length) {
    for (int i = 0; i < length; i++) {
      samples[(int) ((end + i) % samples.length)] = frame[i];
    }
    end += length;
  }

  /** Samples added since the beginning. */
  long position() {
    return end;
  }

  /** Whether all that was added since a position is still kept. */
  boolean holds(long from) {
    return end - from <= samples.length;
  }

  /** Hands out what was added since a position, in pieces of one frame, as far as it is kept. */
  void replay(long from, Consumer<short[]> frames) {
    long at = Math.max(Math.max(0, from), end - samples.length);
    while (at < end) {
      var frame = new short[(int) Math.min(AudioFormat.SPEECH_FRAME, end - at)];
      for (int i = 0; i < frame.length; i++) {
        frame[i] = samples[(int) ((at + i) % samples.length)];
      }
      frames.accept(frame);
      at += frame.length;
    }
  }
}
