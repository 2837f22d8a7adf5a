package io.echosphere.adapter.smartturn;

import io.echosphere.application.port.out.EndOfTurnEstimator;
import io.echosphere.domain.audio.AudioFormat;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A caller's newest speech, written by the ear and read by the estimator without either waiting for
 * the other. One writer; any reader. Bound: the window and {@value #SLACK_SECONDS} s, the oldest
 * are overwritten; a reader that is later than the slack gets nothing, and its answer would come
 * too late anyway.
 */
final class SpeechRing {
  /** Samples of one window. */
  static final int WINDOW = EndOfTurnEstimator.WINDOW_SECONDS * AudioFormat.SPEECH_RATE_HZ;

  private static final int SLACK_SECONDS = 2;

  /** At most so much is written between two looks at the position, so that readers can tell. */
  private static final int PIECE = 1_600;

  private static final int CAPACITY = WINDOW + SLACK_SECONDS * AudioFormat.SPEECH_RATE_HZ;

  private final short[] samples = new short[CAPACITY];
  private final AtomicLong written = new AtomicLong();

  /** Copies samples in. The writer's thread. */
  void write(short[] from, int length) {
    for (int at = 0; at < length; at += PIECE) {
      piece(from, at, Math.min(PIECE, length - at));
    }
  }

  /** Samples written since the beginning. */
  long position() {
    return written.getAcquire();
  }

  /**
   * Copies what was written before a position to the end of a window, with zeros in front.
   *
   * @param from where to begin; nothing further back than a window before {@code end} is taken
   * @param end a position reached before
   * @param window {@link #WINDOW} samples, all written
   * @return how many zeros are in front, or -1 when the sound is overwritten already
   */
  int read(long from, long end, short[] window) {
    long start = Math.max(from, end - WINDOW);
    int length = (int) (end - start);
    int zeros = WINDOW - length;
    Arrays.fill(window, 0, zeros, (short) 0);
    int first = Math.min(length, CAPACITY - slot(start));
    System.arraycopy(samples, slot(start), window, zeros, first);
    System.arraycopy(samples, 0, window, zeros + first, length - first);
    VarHandle.acquireFence(); // the position is looked at after the samples
    return written.getOpaque() + PIECE - start > CAPACITY ? -1 : zeros;
  }

  private void piece(short[] from, int at, int length) {
    long position = written.getPlain();
    int first = Math.min(length, CAPACITY - slot(position));
    System.arraycopy(from, at, samples, slot(position), first);
    System.arraycopy(from, at + first, samples, 0, length - first);
    written.setRelease(position + length);
    VarHandle.storeStoreFence(); // the next piece is not seen before this position
  }

  private static int slot(long position) {
    return (int) (position % CAPACITY);
  }
}
