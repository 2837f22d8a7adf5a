package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.ManualTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The budget by manual time; the listener is a list of words. */
final class BudgetedCallTest {
  private static final Failure THROTTLED = new Failure(FailureKind.THROTTLED, "x: throttled");
  private static final Failure REJECTED = new Failure(FailureKind.REJECTED, "x: rejected");
  private static final Budget BUDGET =
      new Budget(
          Duration.ofSeconds(8),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(200));

  private final ManualTimers time = new ManualTimers();
  private final List<Attempt<List<String>>> attempts = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final List<String> calledOff = new ArrayList<>();
  private final Breaker breaker = new Breaker("x", Breaker.Settings.DEFAULT, time, () -> {});
  private int ends;

  @Test
  void aRetryableFailureIsTriedOnceMoreAfterAJitteredPause() {
    start(attempts::add);

    attempts.get(0).failed(THROTTLED);
    time.advance(Duration.ofMillis(99));
    assertThat(attempts).hasSize(1);
    time.advance(Duration.ofMillis(201));
    assertThat(attempts).hasSize(2);

    attempts.get(1).output(words -> words.add("text"));
    attempts.get(1).finished(words -> words.add("end"));
    assertThat(heard).containsExactly("text", "end");
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void theSecondFailureIsTheLast() {
    start(attempts::add);
    attempts.get(0).failed(THROTTLED);
    time.advance(Duration.ofMillis(300));

    attempts.get(1).failed(THROTTLED);

    assertThat(heard).containsExactly("failed THROTTLED");
    assertThat(time.pending()).isZero();
  }

  @Test
  void whatCannotSucceedIsNotTriedAgain() {
    start(attempts::add);

    attempts.get(0).failed(REJECTED);

    assertThat(heard).containsExactly("failed REJECTED");
    time.advance(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(1);
  }

  @Test
  void onceSomethingWasSaidThereIsNoRetry() {
    start(attempts::add);
    attempts.get(0).output(words -> words.add("text"));

    attempts.get(0).failed(THROTTLED);

    assertThat(heard).containsExactly("text", "failed THROTTLED");
  }

  @Test
  void theFirstOutputMustComeInTimeHoweverManyAttempts() {
    start(attempts::add);
    time.advance(Duration.ofSeconds(7));
    attempts.get(0).failed(THROTTLED);
    time.advance(Duration.ofMillis(300));
    assertThat(attempts).hasSize(2);

    time.advance(Duration.ofMillis(699));
    assertThat(heard).isEmpty();
    time.advance(Duration.ofMillis(1));

    assertThat(heard).containsExactly("failed TIMEOUT");
  }

  @Test
  void aStallAfterTheFirstOutputIsNoticed() {
    start(attempts::add);
    time.advance(Duration.ofSeconds(2));
    attempts.get(0).output(words -> words.add("a"));
    time.advance(Duration.ofSeconds(4));
    attempts.get(0).output(words -> words.add("b"));

    time.advance(Duration.ofMillis(4_999));
    assertThat(heard).containsExactly("a", "b");
    time.advance(Duration.ofMillis(1));

    assertThat(heard).containsExactly("a", "b", "failed TIMEOUT");
  }

  @Test
  void theWholeIsBoundedHoweverSteadilyItComes() {
    start(attempts::add);
    for (int i = 0; i < 29; i++) {
      attempts.get(0).output(_ -> {});
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(heard).isEmpty();

    time.advance(Duration.ofSeconds(1));

    assertThat(heard).containsExactly("failed TIMEOUT");
  }

  @Test
  void aDeadlineCallsOffUpstream() {
    start(
        attempt -> {
          attempts.add(attempt);
          attempt.cancelWith(() -> calledOff.add("upstream"));
        });

    time.advance(Duration.ofSeconds(8));

    assertThat(calledOff).containsExactly("upstream");
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void cancellingSilencesCallsOffOnceAndFreesThePlace() {
    BudgetedCall<List<String>> call = start(attempts::add);
    attempts.get(0).cancelWith(() -> calledOff.add("upstream"));

    call.cancel();
    call.cancel();
    attempts.get(0).output(words -> words.add("late"));
    attempts.get(0).failed(THROTTLED);

    assertThat(heard).isEmpty();
    assertThat(calledOff).containsExactly("upstream");
    assertThat(ends).isEqualTo(1);
    assertThat(time.pending()).isZero();
  }

  @Test
  void anAttemptThatLearnsTooLateHowToBeCalledOffIsCalledOffThen() {
    BudgetedCall<List<String>> call = start(attempts::add);

    call.cancel();
    attempts.get(0).cancelWith(() -> calledOff.add("upstream"));

    assertThat(calledOff).containsExactly("upstream");
  }

  @Test
  void cancellingBetweenTheAttemptsPreventsTheSecond() {
    BudgetedCall<List<String>> call = start(attempts::add);
    attempts.get(0).failed(THROTTLED);

    call.cancel();
    time.advance(Duration.ofSeconds(1));

    assertThat(attempts).hasSize(1);
  }

  @Test
  void whatAnAbandonedAttemptStillSaysIsDropped() {
    start(attempts::add);
    attempts.get(0).failed(THROTTLED);
    time.advance(Duration.ofMillis(300));

    attempts.get(0).output(words -> words.add("ghost"));
    attempts.get(0).finished(words -> words.add("ghost"));

    assertThat(heard).isEmpty();
  }

  @Test
  void aServiceThatSaysWhenIsNotAskedBefore() {
    start(attempts::add);

    attempts.get(0).failed(THROTTLED, Duration.ofSeconds(3));
    time.advance(Duration.ofMillis(2_999));
    assertThat(attempts).hasSize(1);
    time.advance(Duration.ofMillis(1));

    assertThat(attempts).hasSize(2);
  }

  /** The next model may answer within the time that waiting in vain would take. */
  @Test
  void aRetryThatWouldComeTooLateIsGivenUpAtOnce() {
    start(attempts::add);

    attempts.get(0).failed(THROTTLED, Duration.ofSeconds(9));

    assertThat(heard).containsExactly("failed THROTTLED");
    assertThat(time.pending()).isZero();
  }

  @Test
  void aServiceThatFailsAgainAndAgainIsLeftAloneAndThenTried() {
    for (int i = 0; i < 3; i++) {
      attempts.clear();
      start(attempts::add);
      failBoth();
    }
    heard.clear();
    attempts.clear();

    start(attempts::add);
    assertThat(heard).containsExactly("failed UNAVAILABLE");
    assertThat(attempts).isEmpty();

    time.advance(Duration.ofSeconds(2));
    start(attempts::add);
    attempts.get(0).output(words -> words.add("text"));
    start(attempts::add);
    assertThat(attempts).hasSize(2);
  }

  @Test
  void aTryThatIsCalledOffDoesNotCountAgainstTheService() {
    for (int i = 0; i < 10; i++) {
      start(attempts::add).cancel();
    }

    start(attempts::add);
    assertThat(attempts).hasSize(11);
  }

  @Test
  void deadlinesThatPassInVainCountAsFailures() {
    for (int i = 0; i < 5; i++) {
      start(attempts::add);
      time.advance(Duration.ofSeconds(8));
    }

    assertThat(breaker.cause()).isEmpty(); // five in 40 s are not in a row
    time.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 5; i++) {
      start(attempts::add);
    }
    time.advance(Duration.ofSeconds(8));
    assertThat(breaker.cause()).contains(FailureKind.TIMEOUT);
  }

  @Test
  void anExceptionFromTheSdkIsAFailure() {
    start(
        _ -> {
          throw new IllegalStateException("bug");
        });
    time.advance(Duration.ofMillis(300));

    assertThat(heard).containsExactly("failed UNAVAILABLE");
  }

  private void failBoth() {
    attempts.get(0).failed(THROTTLED);
    time.advance(Duration.ofMillis(300));
    if (attempts.size() > 1) {
      attempts.get(1).failed(THROTTLED);
    }
  }

  private BudgetedCall<List<String>> start(Consumer<Attempt<List<String>>> upstream) {
    var service =
        new BudgetedCall.Service<List<String>>(
            "x",
            Runnable::run,
            time,
            BUDGET,
            breaker,
            (words, failure) -> words.add("failed " + failure.kind()));
    return BudgetedCall.start(service, heard, upstream, () -> ends++);
  }
}
