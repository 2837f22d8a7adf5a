package io.echosphere.application.health;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.FrameClock;

/** A frame clock whose punctuality is noted. As thread-safe as the clock it watches. */
public final class WatchedClock implements FrameClock {
  private final FrameClock clock;
  private final Steadiness steadiness;

  /**
   * Watches a clock.
   *
   * @param clock started once; its beats are handed on
   * @param steadiness hears of each beat, on the clock's thread
   */
  public WatchedClock(FrameClock clock, Steadiness steadiness) {
    this.clock = clock;
    this.steadiness = steadiness;
  }

  @Override
  public Cancellable start(Beat beat) {
    return clock.start(
        (frames, latenessNanos, skipped) -> {
          steadiness.beat(frames, latenessNanos, skipped);
          beat.frames(frames, latenessNanos, skipped);
        });
  }
}
