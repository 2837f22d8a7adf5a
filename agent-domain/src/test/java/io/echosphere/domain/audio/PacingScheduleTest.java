package io.echosphere.domain.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.audio.PacingSchedule.Due;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacingScheduleTest {
  private static final long MS = 1_000_000;

  @Test
  void nothingIsDueBeforeTheStart() {
    var schedule = new PacingSchedule(50 * MS);

    assertThat(schedule.take(50 * MS - 1)).isEqualTo(new Due(0, 0, 0));
    assertThat(schedule.nextDueNanos()).isEqualTo(50 * MS);
  }

  @Test
  void aPunctualClockTakesOneFrameEveryTenMilliseconds() {
    var schedule = new PacingSchedule(0);

    assertThat(schedule.take(0)).isEqualTo(new Due(1, 0, 0));
    assertThat(schedule.take(10 * MS - 1)).isEqualTo(new Due(0, 0, 0));
    assertThat(schedule.take(10 * MS)).isEqualTo(new Due(1, 0, 0));
  }

  @Test
  void aLateWakeUpDoesNotDelayTheFramesAfterIt() {
    var schedule = new PacingSchedule(0);

    assertThat(schedule.take(7 * MS)).isEqualTo(new Due(1, 7 * MS, 0));
    assertThat(schedule.nextDueNanos()).isEqualTo(10 * MS);
  }

  @Test
  void threeLateFramesAreSentAtOnce() {
    var schedule = new PacingSchedule(0);

    assertThat(schedule.take(29 * MS)).isEqualTo(new Due(3, 29 * MS, 0));
    assertThat(schedule.nextDueNanos()).isEqualTo(30 * MS);
  }

  @Test
  void framesBeyondThreeAreGivenUpAndThePhaseIsKept() {
    var schedule = new PacingSchedule(0);

    assertThat(schedule.take(104 * MS)).isEqualTo(new Due(3, 104 * MS, 8));
    assertThat(schedule.nextDueNanos()).isEqualTo(110 * MS);
  }

  @Test
  void aClockThatWrapsIsStillPunctual() {
    var schedule = new PacingSchedule(Long.MAX_VALUE - 5 * MS);

    assertThat(schedule.take(Long.MAX_VALUE - 5 * MS).frames()).isEqualTo(1);
    assertThat(schedule.take(Long.MAX_VALUE).frames()).isZero();
    assertThat(schedule.take(Long.MIN_VALUE + 5 * MS)).isEqualTo(new Due(1, 1, 0));
  }

  @Test
  void aMachineThatSleptForAYearDoesNotOverflow() {
    var schedule = new PacingSchedule(0);

    assertThat(schedule.take(365L * 24 * 3_600 * 1_000 * MS))
        .isEqualTo(new Due(3, 365L * 24 * 3_600 * 1_000 * MS, Integer.MAX_VALUE));
  }

  /** Frames sent and given up together are exactly the frames of the time that passed. */
  @Property
  void noFrameIsLostOrInvented(
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 80_000_000) Long> pauses) {
    var schedule = new PacingSchedule(0);
    long now = 0;
    long counted = 0;
    for (long pause : pauses) {
      now += pause;
      Due due = schedule.take(now);
      assertThat(due.frames()).isBetween(0, PacingSchedule.MAX_BURST);
      assertThat(due.skipped() == 0 || due.frames() == PacingSchedule.MAX_BURST).isTrue();
      counted += due.frames() + due.skipped();
      assertThat(schedule.nextDueNanos() - now).isBetween(1L, PacingSchedule.FRAME_NANOS);
      assertThat(counted).isEqualTo(now / PacingSchedule.FRAME_NANOS + 1);
    }
  }
}
