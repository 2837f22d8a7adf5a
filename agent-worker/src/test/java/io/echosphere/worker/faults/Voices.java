package io.echosphere.worker.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The runs of the agent's voice that a caller has heard. Guarded by the caller's lock. */
final class Voices {
  /**
   * A reply has ended after this much silence, if the agent does not say that more is coming: a
   * pause between two of its sentences may be longer, but then its state is still "speaking".
   */
  private static final long REPLY_END = TimeUnit.MILLISECONDS.toNanos(400);

  private static final long NEW_RUN_GAP = TimeUnit.MILLISECONDS.toNanos(200);

  private final List<Run> runs = new ArrayList<>();

  /** Both ends in ns. */
  private record Run(long from, long until) {}

  void heard(long now) {
    if (runs.isEmpty() || now - runs.getLast().until() > NEW_RUN_GAP) {
      runs.add(new Run(now, now));
    } else {
      runs.set(runs.size() - 1, new Run(runs.getLast().from(), now));
    }
  }

  boolean isEmpty() {
    return runs.isEmpty();
  }

  boolean areSilent() {
    return areSilentFor(REPLY_END);
  }

  boolean areSilentFor(long nanos) {
    return runs.isEmpty() || System.nanoTime() - runs.getLast().until() >= nanos;
  }

  /** When a voice was first heard after a time; 0 if none was. */
  long firstAfter(long after) {
    return runs.stream()
        .filter(run -> run.until() > after)
        .mapToLong(run -> Math.max(run.from(), after))
        .findFirst()
        .orElse(0);
  }
}
