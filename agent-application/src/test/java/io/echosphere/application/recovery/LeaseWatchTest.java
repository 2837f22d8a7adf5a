package io.echosphere.application.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a worker may claim, by its own renewals alone. */
class LeaseWatchTest {
  private static final long SECOND = 1_000_000_000L;
  private final LeaseWatch blind = LeaseWatch.blind(Duration.ofSeconds(9));

  @Test
  void whoHasJustSeenTheDatabaseWaitsForAWholeLease() {
    var watch = blind;
    for (long at = 100; at <= 108; at += 3) {
      watch = watch.renewed(at * SECOND, at * SECOND + 1);
      assertThat(watch.isSeeing()).isTrue();
      assertThat(watch.mayClaim(at * SECOND + 1)).isFalse();
    }

    watch = watch.renewed(109 * SECOND, 109 * SECOND + 1);

    assertThat(watch.mayClaim(109 * SECOND)).isFalse();
    assertThat(watch.mayClaim(109 * SECOND + 1)).isTrue();
  }

  /** After an outage the others need as long to renew as this worker. */
  @Test
  void oneFailureBeginsTheWaitAnew() {
    var watch = seen(100, 120).failed();

    assertThat(watch.isSeeing()).isFalse();
    assertThat(watch.mayClaim(120 * SECOND)).isFalse();
    watch = watch.renewed(121 * SECOND, 121 * SECOND);
    assertThat(watch.mayClaim(122 * SECOND)).isFalse();
  }

  /** A process that stood still does not know what happened meanwhile. */
  @Test
  void renewalsThatWereLateBeginTheWaitAnew() {
    var watch = seen(100, 120);

    assertThat(watch.mayClaim(127 * SECOND)).as("seven seconds without one").isFalse();
    watch = watch.renewed(127 * SECOND, 127 * SECOND);
    assertThat(watch.mayClaim(127 * SECOND)).isFalse();
  }

  private LeaseWatch seen(long from, long to) {
    var watch = blind;
    for (long at = from; at <= to; at += 3) {
      watch = watch.renewed(at * SECOND, at * SECOND);
    }
    assertThat(watch.mayClaim(to * SECOND)).isTrue();
    return watch;
  }
}
