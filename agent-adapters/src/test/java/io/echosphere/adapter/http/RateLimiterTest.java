package io.echosphere.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.ManualTimers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

  private final ManualTimers timers = new ManualTimers();

  @Test
  void aMinutesTokensMayBeTakenAtOnceAndComeBackOneByOne() {
    var limiter = new RateLimiter(timers, 60);
    for (int i = 0; i < 60; i++) {
      assertThat(limiter.take(CLIENT)).isZero();
    }
    assertThat(limiter.take(CLIENT)).isEqualTo(Duration.ofSeconds(1));
    timers.advance(Duration.ofMillis(999));
    assertThat(limiter.take(CLIENT)).isEqualTo(Duration.ofMillis(1));
    timers.advance(Duration.ofMillis(1));
    assertThat(limiter.take(CLIENT)).isZero();
    assertThat(limiter.take(CLIENT)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void askingTakesNothing() {
    var limiter = new RateLimiter(timers, 1);
    assertThat(limiter.waitFor(CLIENT)).isZero();
    assertThat(limiter.waitFor(CLIENT)).isZero();
    assertThat(limiter.take(CLIENT)).isZero();
    assertThat(limiter.waitFor(CLIENT)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void withoutALimitNobodyWaitsAndNobodyIsRemembered() {
    var limiter = new RateLimiter(timers, 0);
    for (int i = 0; i < 10_000; i++) {
      assertThat(limiter.take(CLIENT)).isZero();
    }
    assertThat(limiter.clients()).isZero();
  }

  @Test
  void aClientWithAWholeNetworkIsOneClient() {
    var limiter = new RateLimiter(timers, 1);
    assertThat(limiter.take(InetAddress.ofLiteral("2001:db8:1:2::1"))).isZero();
    assertThat(limiter.take(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"))).isPositive();
    assertThat(limiter.take(InetAddress.ofLiteral("2001:db8:1:3::1"))).isZero();
  }

  @Test
  void nomatterHowManyClientsThereAreItsMemoryIsBounded() throws Exception {
    var limiter = new RateLimiter(timers, 1);
    for (int i = 0; i < RateLimiter.MOST_CLIENTS + 1_000; i++) {
      assertThat(limiter.take(client(i))).isZero();
    }
    assertThat(limiter.clients()).isEqualTo(RateLimiter.MOST_CLIENTS);
    assertThat(limiter.take(client(RateLimiter.MOST_CLIENTS)))
        .as("the latest are known")
        .isPositive();
  }

  /** Over any time, a client gets at most one minute's tokens and what that time refills. */
  @Property
  void neverMoreThanTheBucketAndWhatTimeBrought(
      @ForAll @IntRange(min = 1, max = 600) int perMinute,
      @ForAll @IntRange(min = 0, max = 2_000) int stepMillis) {
    var time = new ManualTimers();
    var limiter = new RateLimiter(time, perMinute);
    int taken = 0;
    int asked = 500;
    for (int i = 0; i < asked; i++) {
      if (limiter.take(CLIENT).isZero()) {
        taken++;
      }
      time.advance(Duration.ofMillis(stepMillis));
    }
    double refilled = perMinute * (asked * (double) stepMillis) / 60_000;
    assertThat(taken)
        .isLessThanOrEqualTo((int) Math.ceil(perMinute + refilled) + 1)
        .isGreaterThanOrEqualTo(Math.min(asked, (int) Math.min(perMinute, refilled)));
  }

  private static InetAddress client(int number) throws UnknownHostException {
    return InetAddress.getByAddress(
        new byte[] {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
  }
}
