package io.echosphere.worker.call;

import java.time.Duration;
import java.util.List;

/**
 * What the caller does.
 *
 * @param clips what is said, in turn and over again; at least one
 * @param turns how often something is said, at least 1
 * @param interruptions how many replies are spoken over, if they are long enough
 * @param patience how long each thing that the agent must do may take
 */
public record CallPlan(List<Clip> clips, int turns, int interruptions, Duration patience) {
  public CallPlan {
    clips = List.copyOf(clips);
  }

  /** What is said in a turn, counted from 1. */
  Clip clip(int turn) {
    return clips.get((turn - 1) % clips.size());
  }
}
