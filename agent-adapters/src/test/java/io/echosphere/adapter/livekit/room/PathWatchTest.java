package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of a path whose silences a test has written down. */
class PathWatchTest {
  private static final PathWatch.Rhythm RHYTHM =
      new PathWatch.Rhythm(Duration.ofMillis(20), Duration.ofMillis(5));

  private final RoomThread thread = new RoomThread("watched");
  private final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
  private final CountDownLatch allAsked = new CountDownLatch(1);

  @AfterEach
  void stop() {
    thread.stop();
  }

  @Test
  void aPathIsSilentWhenItIsSoInTwoLooks() throws Exception {
    watch(0, 21, 26);

    assertThat(told.poll(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatWaitedInTheSocketIsNoSilence() throws Exception {
    watch(0, 3_000, 1, 3_000, 2, 19);

    assertThat(told).isEmpty();
  }

  @Test
  void itIsToldOnceUntilSomethingComesAgain() throws Exception {
    watch(21, 26, 31, 36, 2, 3);

    assertThat(told).containsExactly(true, false);
  }

  @Test
  void nothingIsMissingBeforeTheFirstPacket() throws Exception {
    watch(-1, -1, -1);

    assertThat(told).isEmpty();
  }

  /** Waits until all silences, in ms, have been asked for; -1 stands for an unknown one. */
  private void watch(Integer... silences) throws InterruptedException {
    Queue<Integer> left = new ArrayDeque<>(List.of(silences));
    var watch = new PathWatch(thread, RHYTHM, answer -> answer(left, answer), told::add);
    thread.execute(watch::begin);
    assertThat(allAsked.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private void answer(Queue<Integer> left, Consumer<Optional<Duration>> answer) {
    if (left.isEmpty()) {
      allAsked.countDown();
      return;
    }
    int millis = left.remove();
    answer.accept(millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)));
  }
}
