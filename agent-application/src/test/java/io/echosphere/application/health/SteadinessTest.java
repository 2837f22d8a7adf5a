package io.echosphere.application.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.application.port.out.ManualFrameClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadinessTest {
  private static final int LIMIT = 60;

  private final Steadiness steadiness = new Steadiness(LIMIT);

  @Test
  void aPunctualClockIsSteady() {
    seconds(60, 0, 0);

    assertThat(steadiness.reason()).isEmpty();
  }

  @Test
  void oneBeatInAHundredAtTheBoundIsTooMany() {
    seconds(10, 2, LIMIT);

    assertThat(steadiness.reason()).hasValueSatisfying(words -> assertThat(words).contains("60"));
  }

  @Test
  void fewerThanOneInAHundredAreHiddenByTheReceiversBuffer() {
    seconds(10, 1, 999); // exactly one in a hundred: the 99th percentile is the beat before it

    assertThat(steadiness.reason()).isEmpty();
  }

  @Test
  void justBelowTheBoundIsSteady() {
    seconds(30, 50, LIMIT - 1);

    assertThat(steadiness.reason()).isEmpty();
  }

  /** A worker starts on a busy machine: loading classes is no stutter of its calls. */
  @Test
  void nothingIsJudgedBeforeTenSecondsHavePassed() {
    seconds(9, 100, 500);
    assertThat(steadiness.reason()).isEmpty();

    seconds(1, 100, 500);
    assertThat(steadiness.reason()).isPresent();
  }

  @Test
  void aStutterIsForgottenOnceItsTenSecondsAreOver() {
    seconds(10, 0, 0);
    seconds(1, 50, 200);
    assertThat(steadiness.reason()).isPresent();

    seconds(9, 0, 0);
    assertThat(steadiness.reason()).isPresent();
    seconds(1, 0, 0);
    assertThat(steadiness.reason()).isEmpty();
  }

  /** Calls would come and be refused by turns. */
  @Test
  void whatStuttersIsSteadyAgainOnlyBelowHalfTheBound() {
    seconds(10, 50, LIMIT);
    seconds(20, 50, LIMIT / 2);
    assertThat(steadiness.reason()).isPresent();

    seconds(20, 50, LIMIT / 2 - 1);
    assertThat(steadiness.reason()).isEmpty();
    seconds(20, 50, LIMIT - 1);
    assertThat(steadiness.reason()).isEmpty();
  }

  /** The whole virtual machine was stopped for five seconds; what it does now counts. */
  @Test
  void oneLongStopIsNoStutter() {
    seconds(20, 0, 0);
    steadiness.beat(3, 5_000_000_000L, 497);
    seconds(9, 0, 0);

    assertThat(steadiness.reason()).isEmpty();
  }

  @Test
  void theWatchedClockHandsEveryBeatOn() {
    var clock = new ManualFrameClock();
    List<Long> heard = new ArrayList<>();
    var running =
        new WatchedClock(clock, steadiness)
            .start((frames, late, skipped) -> heard.add(frames * 1_000L + late + skipped));
    clock.late(3, 80_000_000L, 7);
    for (int i = 0; i < 1_000; i++) {
      clock.late(1, 80_000_000L, 0);
    }

    assertThat(heard).hasSize(1_001).first().isEqualTo(80_003_007L);
    assertThat(steadiness.reason()).isPresent();
    running.cancel();
    assertThat(clock.running()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1_001})
  void aBoundThatCannotBeMeasuredIsRefused(int millis) {
    assertThatThrownBy(() -> new Steadiness(millis)).isInstanceOf(IllegalArgumentException.class);
  }

  private void seconds(int seconds, int lateBeats, int lateMillis) {
    for (int second = 0; second < seconds; second++) {
      for (int beat = 0; beat < 100; beat++) {
        steadiness.beat(1, beat < lateBeats ? lateMillis * 1_000_000L : 100_000, 0);
      }
    }
  }
}
