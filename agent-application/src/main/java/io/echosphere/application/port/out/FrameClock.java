package io.echosphere.application.port.out;

/** Beats once every 10 ms, for as long as the process lives, on one thread of its own. */
public interface FrameClock {
  /**
   * Starts beating.
   *
   * @param beat called on the clock's thread with the number of 10 ms frames now due (1 to 3; a
   *     late clock never asks for more, it shifts its timeline and reports the shift) and with how
   *     late the beat is in ns. Must not block.
   * @return stops the clock; after it returns no further beat starts
   */
  Cancellable start(Beat beat);

  /** What happens on a beat. */
  @FunctionalInterface
  interface Beat {
    /**
     * Frames are due.
     *
     * @param frames how many 10 ms frames are due now, 1 to 3
     * @param latenessNanos how long after its due time the beat came, at least 0
     * @param skipped frames given up because the clock was later than three frames, normally 0
     */
    void frames(int frames, long latenessNanos, int skipped);
  }
}
