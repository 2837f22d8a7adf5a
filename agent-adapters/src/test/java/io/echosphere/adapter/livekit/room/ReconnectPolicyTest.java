package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectPolicyTest {
  private final ReconnectPolicy policy = new ReconnectPolicy(Duration.ofSeconds(30), new Random(1));

  @Test
  void theFirstAttemptIsMadeAtOnceAndLaterOnesAfterGrowingWaits() {
    assertThat(policy.waitBefore(0, Duration.ZERO)).contains(Duration.ZERO);
    long[] most = {300, 600, 1_200, 2_000, 2_000, 2_000};
    for (int attempt = 1; attempt <= most.length; attempt++) {
      for (int draw = 0; draw < 100; draw++) {
        assertThat(policy.waitBefore(attempt, Duration.ZERO).orElseThrow().toMillis())
            .isBetween(most[attempt - 1] / 2, most[attempt - 1]);
      }
    }
    assertThat(policy.waitBefore(1_000_000, Duration.ZERO).orElseThrow())
        .isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void thereIsNoAttemptBeyondTheLimit() {
    assertThat(policy.waitBefore(0, Duration.ofMillis(29_999))).isPresent();
    assertThat(policy.waitBefore(0, Duration.ofSeconds(30))).isEmpty();
    assertThat(policy.waitBefore(9, Duration.ofSeconds(29))).isEmpty();
  }

  @Test
  void withoutALimitNothingIsTried() {
    var never = new ReconnectPolicy(Duration.ZERO, new Random(1));
    assertThat(never.waitBefore(0, Duration.ZERO)).isEmpty();
  }
}
