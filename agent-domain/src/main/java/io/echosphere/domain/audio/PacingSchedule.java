package io.echosphere.domain.audio;

/**
 * When 10 ms frames are due, so that a clock that wakes late neither loses time nor bursts. The
 * timeline is absolute: a late wake-up does not delay the frames after it. Pure arithmetic over
 * readings of a monotonic clock in ns, which may wrap. Not thread-safe: owned by the clock's
 * thread.
 */
public final class PacingSchedule {
  /** Length of one frame in ns. */
  public static final long FRAME_NANOS = AudioFormat.FRAME_MS * 1_000_000L;

  /** Most frames sent at once; a receiver's jitter buffer stretches when it is fed more. */
  public static final int MAX_BURST = 3;

  private long nextDueNanos;

  /**
   * Starts a timeline.
   *
   * @param startNanos when the first frame is due
   */
  public PacingSchedule(long startNanos) {
    nextDueNanos = startNanos;
  }

  /**
   * Takes the frames that are due. Those beyond {@link #MAX_BURST} are given up: the timeline moves
   * past them and keeps its phase.
   *
   * @param nowNanos the clock's reading
   */
  public Due take(long nowNanos) {
    // A difference, not a comparison: the clock's readings may wrap.
    long late = nowNanos - nextDueNanos;
    if (late < 0) {
      return Due.NOTHING;
    }
    long due = late / FRAME_NANOS + 1;
    nextDueNanos += due * FRAME_NANOS;
    int frames = (int) Math.min(due, MAX_BURST);
    return new Due(frames, late, (int) Math.min(due - frames, Integer.MAX_VALUE));
  }

  /** When the next frame is due, as a reading of the same clock. */
  public long nextDueNanos() {
    return nextDueNanos;
  }

  /**
   * What is due at one reading.
   *
   * @param frames frames to send now, 0 to {@link #MAX_BURST}
   * @param latenessNanos how long ago the first of them was due, in ns; 0 when none is
   * @param skipped frames given up because the clock came too late, normally 0
   */
  public record Due(int frames, long latenessNanos, int skipped) {
    /** The clock came early. */
    static final Due NOTHING = new Due(0, 0, 0);
  }
}
