package io.echosphere.adapter.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Cancellable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SystemFrameClockTest {
  private final SystemFrameClock clock = new SystemFrameClock();

  /** Whatever the machine's load: frames sent and frames given up add up to the time passed. */
  @Test
  void framesAndSkippedFramesTogetherKeepTime() throws Exception {
    var frames = new AtomicLong();
    var enough = new CountDownLatch(1);
    var impossible = new AtomicInteger();
    long begin = System.nanoTime();
    Cancellable running =
        clock.start(
            (due, lateness, skipped) -> {
              if (due < 1 || due > 3 || lateness < 0 || skipped < 0) {
                impossible.incrementAndGet();
              }
              if (frames.addAndGet(due + skipped) >= 50) {
                enough.countDown();
              }
            });

    assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
    running.cancel();
    long passed = System.nanoTime() - begin;

    assertThat(impossible).hasValue(0);
    assertThat(frames.get()).isLessThanOrEqualTo(passed / Duration.ofMillis(10).toNanos());
  }

  @Test
  void aBeatThatBlocksIsFollowedByAtMostThreeFramesAndTheRestIsReported() throws Exception {
    var beats = new AtomicInteger();
    var late = new CompletableFuture<int[]>();
    Cancellable running =
        clock.start(
            (due, lateness, skipped) -> {
              if (beats.incrementAndGet() == 2) {
                spin(Duration.ofMillis(105));
              } else if (beats.get() == 3) {
                late.complete(new int[] {due, (int) (lateness / 1_000_000), skipped});
              }
            });

    int[] beat = late.get(60, TimeUnit.SECONDS);
    running.cancel();

    assertThat(beat[0]).isEqualTo(3);
    assertThat(beat[1]).isGreaterThanOrEqualTo(90);
    assertThat(beat[2]).isGreaterThanOrEqualTo(6);
  }

  @Test
  void afterCancelReturnsNoBeatStarts() throws Exception {
    var beats = new AtomicInteger();
    var first = new CountDownLatch(1);
    Cancellable running =
        clock.start(
            (_, _, _) -> {
              beats.incrementAndGet();
              first.countDown();
            });
    assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();

    running.cancel();
    int atCancel = beats.get();
    var next = new CountDownLatch(3);
    Cancellable other = clock.start((_, _, _) -> next.countDown());
    assertThat(next.await(60, TimeUnit.SECONDS)).isTrue();
    other.cancel();

    assertThat(beats).hasValue(atCancel);
  }

  @Test
  void aBeatThatFailsIsFollowedByTheNext() throws Exception {
    var third = new CountDownLatch(3);
    Cancellable running =
        clock.start(
            (_, _, _) -> {
              third.countDown();
              throw new IllegalStateException("as the test wants");
            });

    assertThat(third.await(60, TimeUnit.SECONDS)).isTrue();
    running.cancel();
  }

  @Test
  void aBeatMayStopItsOwnClock() throws Exception {
    var running = new CompletableFuture<Cancellable>();
    var stopped = new CountDownLatch(1);
    running.complete(
        clock.start(
            (_, _, _) -> {
              running.join().cancel();
              stopped.countDown();
            }));

    assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private static void spin(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
