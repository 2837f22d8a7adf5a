package io.echosphere.application.hearing;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Frames on their way from the one thread that plays all rooms to the ear of one call. One writer,
 * one reader; the writer never waits. Bound: {@value #CAPACITY} frames, the oldest are overwritten
 * and counted.
 */
final class FrameRing {
  /** 640 ms: an ear that is further behind is better off with what is said now. */
  static final int CAPACITY = 64;

  private final short[][] frames;
  private final int length;
  private final AtomicLong written = new AtomicLong();
  private long read;
  private long dropped;

  /**
   * An empty ring.
   *
   * @param length samples of a frame
   */
  FrameRing(int length) {
    this.frames = new short[CAPACITY][length];
    this.length = length;
  }

  /** Copies a frame in. The writer's thread. */
  void write(short[] frame) {
    long at = written.getPlain();
    System.arraycopy(frame, 0, frames[slot(at)], 0, length);
    written.setRelease(at + 1);
  }

  /** Copies the oldest frame out; false when there is none. The reader's thread. */
  boolean read(short[] frame) {
    while (true) {
      long behind = written.getAcquire() - read;
      if (behind == 0) {
        return false;
      }
      if (behind >= CAPACITY) { // the slot of the very oldest may be being overwritten
        long skipped = behind - CAPACITY + 1;
        read += skipped;
        dropped += skipped;
      }
      System.arraycopy(frames[slot(read)], 0, frame, 0, length);
      if (written.getAcquire() - read < CAPACITY) {
        read++;
        return true;
      }
    }
  }

  /** How many frames wait. The reader's thread. */
  int waiting() {
    return (int) Math.min(written.getAcquire() - read, CAPACITY);
  }

  /** Frames lost since the last call. The reader's thread. */
  int takeDropped() {
    int count = Math.toIntExact(dropped);
    dropped = 0;
    return count;
  }

  private static int slot(long index) {
    return (int) (index % CAPACITY);
  }
}
