package io.echosphere.application.port.out;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A frame clock that beats only when a test says so, on the test's thread. */
public final class ManualFrameClock implements FrameClock {
  private final List<Beat> beats = new CopyOnWriteArrayList<>();

  @Override
  public Cancellable start(Beat beat) {
    beats.add(beat);
    return () -> beats.remove(beat);
  }

  /** Beats that many times, punctually, one frame each. */
  public void beat(int times) {
    for (int i = 0; i < times; i++) {
      late(1, 0, 0);
    }
  }

  /** One beat as a late clock gives it; see {@link Beat#frames}. */
  public void late(int frames, long latenessNanos, int skipped) {
    beats.forEach(beat -> beat.frames(frames, latenessNanos, skipped));
  }

  /** Whether anybody listens. */
  public boolean running() {
    return !beats.isEmpty();
  }
}
