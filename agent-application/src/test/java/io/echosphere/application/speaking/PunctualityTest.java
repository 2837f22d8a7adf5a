package io.echosphere.application.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PunctualityTest {
  private final Punctuality punctuality = new Punctuality();

  @Test
  void namesThePercentilesOfLatenessToATenthOfAMillisecond() {
    for (int beat = 1; beat <= 1_000; beat++) {
      punctuality.beat(beat * 10_000L, 0);
    }

    assertThat(punctuality.percentileMillis(0.5)).isBetween(5.0, 5.1);
    assertThat(punctuality.percentileMillis(0.999)).isBetween(9.9, 10.0);
    assertThat(punctuality.percentileMillis(1)).isEqualTo(10.0);
  }

  @Test
  void keepsTheWorstEvenBeyondItsClassesAndNeverNamesMore() {
    punctuality.beat(-5, 0);
    punctuality.beat(1_000_000_000L, 97);
    punctuality.underrun();

    assertThat(punctuality)
        .hasToString(
            "2 beats, late p50 0.1 p99 1000.0 p99.9 1000.0 max 1000.0 ms,"
                + " 97 frames skipped, 1 underruns");
  }
}
