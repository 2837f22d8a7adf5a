package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.ManualTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StartLimiterTest {
  private final ManualTimers time = new ManualTimers();

  @Test
  void aBurstIsAllowedAndThenTheRate() {
    var limiter = new StartLimiter(100, 8, 10, time);

    assertThat(startsIn(limiter)).isEqualTo(10);
    assertThat(limiter.untilStart()).isEqualTo(Duration.ofMillis(125));

    time.advance(Duration.ofMillis(124));
    assertThat(startsIn(limiter)).isZero();
    time.advance(Duration.ofMillis(1));
    assertThat(startsIn(limiter)).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(startsIn(limiter)).isEqualTo(8);
  }

  @Test
  void aLongPauseGivesNoMoreThanTheBurst() {
    var limiter = new StartLimiter(100, 8, 10, time);
    time.advance(Duration.ofMinutes(5));

    assertThat(startsIn(limiter)).isEqualTo(10);
  }

  @Test
  void placesAreLimitedWhateverTheRate() {
    var limiter = new StartLimiter(2, 100, 100, time);

    assertThat(startsIn(limiter)).isEqualTo(2);
    limiter.release();
    assertThat(startsIn(limiter)).isEqualTo(1);
    assertThat(limiter.running()).isEqualTo(2);
  }

  @Test
  void aRetryCountsAsAStart() {
    var limiter = new StartLimiter(100, 8, 10, time);
    limiter.charge();
    limiter.charge();

    assertThat(startsIn(limiter)).isEqualTo(8);
  }

  private static int startsIn(StartLimiter limiter) {
    int starts = 0;
    while (limiter.tryStart()) {
      starts++;
    }
    return starts;
  }
}
