package io.echosphere.worker.faults;

import io.echosphere.application.session.ClockJumpTest;
import java.time.Duration;

/**
 * The time of day jumps. Nobody can set the clock of one process, so this is the engine with all
 * its threads, but within this process and on fakes, with a clock that jumps.
 */
final class ClockJump extends Proof {
  ClockJump() {
    super("the clock jumps by an hour, forward and back", "mid-reply", Outcome.GOES_ON.toString());
  }

  @Override
  void prove() {
    ClockJumpTest.playedWithAJumpOf(Duration.ofHours(1));
    ClockJumpTest.playedWithAJumpOf(Duration.ofHours(-1));
    saw("in process: the engine on fakes, its clock by the timers port");
  }
}
