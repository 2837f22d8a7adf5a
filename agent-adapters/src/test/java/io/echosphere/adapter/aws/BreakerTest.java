package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.ManualTimers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BreakerTest {
  private static final Breaker.Settings THREE =
      new Breaker.Settings(3, Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final ManualTimers time = new ManualTimers();
  private int openings;
  private final Breaker breaker = new Breaker("x", THREE, time, () -> openings++);

  @Test
  void failuresInARowOpenItAndNobodyAsksAnyMore() {
    fail(2);
    assertThat(breaker.ask()).isPresent();

    fail(1);

    assertThat(breaker.ask()).isEmpty();
    assertThat(breaker.cause()).contains(FailureKind.UNAVAILABLE);
    assertThat(openings).isEqualTo(1);
  }

  @Test
  void anAnswerBetweenThemCountsThemAnew() {
    fail(2);
    ask().succeeded();
    fail(2);

    assertThat(breaker.ask()).isPresent();
  }

  @Test
  void failuresThatAreFarApartAreNotInARow() {
    fail(2);
    time.advance(Duration.ofSeconds(31));
    fail(2);

    assertThat(breaker.ask()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"REJECTED", "MALFORMED"})
  void whatIsRefusedForItsWordsWasAnswered(FailureKind kind) {
    fail(2);
    ask().failed(kind);
    fail(2);

    assertThat(breaker.ask()).isPresent();
  }

  @Test
  void afterItsRestOneCallTriesAndItsAnswerOpensTheWayForAll() {
    fail(3);
    time.advance(Duration.ofMillis(1_999));
    assertThat(breaker.ask()).isEmpty();
    time.advance(Duration.ofMillis(1));

    Breaker.Permit probe = ask();
    assertThat(breaker.ask()).as("while it is tried").isEmpty();
    probe.succeeded();

    assertThat(breaker.ask()).isPresent();
    assertThat(breaker.cause()).isEmpty();
  }

  @Test
  void eachVainTryDoublesTheRestUpToItsBoundAndIsNoNewOpening() {
    fail(3);
    for (int seconds : new int[] {2, 4, 5, 5}) {
      time.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(breaker.ask()).isEmpty();
      time.advance(Duration.ofMillis(1));
      fail(1);
    }

    assertThat(openings).isEqualTo(1);
  }

  /** Drafts are called off all the time: one that was the only try must not block the way. */
  @Test
  void aTryThatIsCalledOffLeavesItToTheNext() {
    fail(3);
    time.advance(Duration.ofSeconds(2));
    ask().abandoned();

    ask().succeeded();

    assertThat(breaker.cause()).isEmpty();
  }

  @Test
  void aCallThatBeganBeforeAndFailsLaterChangesNothing() {
    Breaker.Permit slow = ask();
    fail(3);
    time.advance(Duration.ofSeconds(2));
    Breaker.Permit probe = ask();
    slow.failed(FailureKind.TIMEOUT);

    probe.succeeded();

    assertThat(breaker.ask()).isPresent();
  }

  @Test
  void aPermitIsToldOnce() {
    Breaker.Permit permit = ask();
    for (int i = 0; i < 3; i++) {
      permit.failed(FailureKind.UNAVAILABLE);
    }

    assertThat(breaker.ask()).isPresent();
  }

  private Breaker.Permit ask() {
    Optional<Breaker.Permit> permit = breaker.ask();
    assertThat(permit).isPresent();
    return permit.get();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      ask().failed(FailureKind.UNAVAILABLE);
    }
  }
}
