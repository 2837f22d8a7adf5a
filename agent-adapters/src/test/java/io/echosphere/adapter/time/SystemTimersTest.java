package io.echosphere.adapter.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SystemTimersTest {
  private final SystemTimers timers = new SystemTimers();

  @AfterEach
  void close() {
    timers.close();
  }

  @Test
  void aTaskRunsNoEarlierThanItsDelayOnADaemonThread() throws Exception {
    long begin = timers.nanos();
    var ran = new CompletableFuture<Long>();
    var daemon = new CompletableFuture<Boolean>();
    timers.after(
        Duration.ofMillis(30),
        () -> {
          daemon.complete(Thread.currentThread().isDaemon());
          ran.complete(timers.nanos());
        });

    assertThat(ran.get(20, TimeUnit.SECONDS) - begin)
        .isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
    assertThat(daemon.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aTaskThatFailsDoesNotStopTheOthers() throws Exception {
    var ran = new LinkedBlockingQueue<String>();
    timers.after(
        Duration.ZERO,
        () -> {
          throw new IllegalStateException("as the test wants");
        });
    timers.after(Duration.ofMillis(1), () -> ran.add("later"));

    assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo("later");
  }

  @Test
  void aCancelledTaskDoesNotRun() throws Exception {
    var ran = new LinkedBlockingQueue<String>();
    timers.after(Duration.ofMillis(20), () -> ran.add("cancelled")).cancel();
    timers.after(Duration.ofMillis(40), () -> ran.add("kept"));

    assertThat(ran.poll(20, TimeUnit.SECONDS)).isEqualTo("kept");
  }

  @Test
  void afterCloseATaskIsAcceptedAndNeverRuns() {
    var ran = new LinkedBlockingQueue<String>();
    timers.after(Duration.ofHours(1), () -> ran.add("old"));
    timers.close();
    timers.after(Duration.ZERO, () -> ran.add("new")).cancel();

    assertThat(ran).isEmpty();
  }

  @Test
  void nowIsTheTimeOfDay() {
    assertThat(timers.now()).isBetween(Instant.parse("2026-01-01T00:00:00Z"), Instant.MAX);
  }
}
