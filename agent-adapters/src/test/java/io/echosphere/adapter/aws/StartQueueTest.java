package io.echosphere.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.TextToSpeech.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StartQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final ManualTimers time = new ManualTimers();
  private final List<String> started = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  @Test
  void whoFitsStartsAtOnce() {
    var queue = queue(2, 10);

    submit(queue, Urgency.SPECULATION, "a");
    submit(queue, Urgency.FIRST_CLAUSE, "b");
    submit(queue, Urgency.FIRST_CLAUSE, "c");

    assertThat(started).containsExactly("a", "b");
    assertThat(queue.waiting()).isEqualTo(1);
  }

  @Test
  void aFreePlaceGoesToTheMostUrgentAndAmongEqualsToTheFirst() {
    var queue = queue(1, 10);
    submit(queue, Urgency.LOOK_AHEAD, "running");
    submit(queue, Urgency.SPECULATION, "speculation");
    submit(queue, Urgency.LOOK_AHEAD, "ahead 1");
    submit(queue, Urgency.LOOK_AHEAD, "ahead 2");
    submit(queue, Urgency.FIRST_CLAUSE, "first");

    for (int i = 0; i < 4; i++) {
      queue.release();
    }

    assertThat(started).containsExactly("running", "first", "ahead 1", "ahead 2", "speculation");
  }

  @Test
  void whenTheRateIsUsedUpTheNextStartsByItself() {
    var queue = new StartQueue<Urgency>(new StartLimiter(10, 8, 1, time), 10, PATIENCE, time);
    submit(queue, Urgency.LOOK_AHEAD, "a");
    submit(queue, Urgency.LOOK_AHEAD, "b");
    submit(queue, Urgency.LOOK_AHEAD, "c");
    assertThat(started).containsExactly("a");

    time.advance(Duration.ofMillis(125));
    assertThat(started).containsExactly("a", "b");
    time.advance(Duration.ofMillis(125));
    assertThat(started).containsExactly("a", "b", "c");
  }

  @Test
  void whenFullTheLeastUrgentNewestIsRefused() {
    var queue = queue(1, 2);
    submit(queue, Urgency.LOOK_AHEAD, "running");
    submit(queue, Urgency.SPECULATION, "old guess");
    submit(queue, Urgency.SPECULATION, "new guess");

    submit(queue, Urgency.FIRST_CLAUSE, "first");
    submit(queue, Urgency.SPECULATION, "late guess");

    assertThat(refused).containsExactly("new guess", "late guess");
    assertThat(queue.waiting()).isEqualTo(2);
  }

  @Test
  void whoeverWaitsTooLongIsRefused() {
    var queue = queue(1, 2);
    submit(queue, Urgency.LOOK_AHEAD, "running");
    submit(queue, Urgency.LOOK_AHEAD, "waiting");

    time.advance(PATIENCE);

    assertThat(refused).containsExactly("waiting");
    queue.release();
    assertThat(started).containsExactly("running");
  }

  @Test
  void whoeverIsCalledOffIsNeitherStartedNorRefused() {
    var queue = queue(1, 2);
    submit(queue, Urgency.LOOK_AHEAD, "running");
    Cancellable waiting = submit(queue, Urgency.LOOK_AHEAD, "waiting");

    waiting.cancel();
    queue.release();
    time.advance(PATIENCE);

    assertThat(started).containsExactly("running");
    assertThat(refused).isEmpty();
  }

  /** A draft whose turn has ended must not queue behind the drafts of others. */
  @Test
  void whoeverBecomesMoreUrgentMovesUp() {
    var queue = queue(1, 10);
    submit(queue, Urgency.LOOK_AHEAD, "running");
    var drafted = submit(queue, Urgency.SPECULATION, "drafted");
    submit(queue, Urgency.LOOK_AHEAD, "ahead");
    submit(queue, Urgency.SPECULATION, "other");

    drafted.raise(Urgency.FIRST_CLAUSE);
    drafted.raise(Urgency.SPECULATION);
    for (int i = 0; i < 3; i++) {
      queue.release();
    }

    assertThat(started).containsExactly("running", "drafted", "ahead", "other");
  }

  @Test
  void raisingOneThatHasStartedChangesNothing() {
    var queue = queue(1, 10);
    var running = submit(queue, Urgency.SPECULATION, "running");

    running.raise(Urgency.FIRST_CLAUSE);
    queue.release();

    assertThat(started).containsExactly("running");
    assertThat(queue.waiting()).isZero();
  }

  /** At eight a second: the less urgent come later, and all of them within their patience. */
  @Test
  void theStarvedAreDelayedAndNotFailed() {
    var queue = new StartQueue<Urgency>(new StartLimiter(100, 8, 1, time), 64, PATIENCE, time);
    for (int i = 0; i < 8; i++) {
      submit(queue, Urgency.SPECULATION, "guess " + i);
      submit(queue, Urgency.LOOK_AHEAD, "ahead " + i);
    }
    for (int second = 0; second < 3; second++) {
      submit(queue, Urgency.FIRST_CLAUSE, "first " + second);
      time.advance(Duration.ofSeconds(1));
    }

    assertThat(refused).isEmpty();
    assertThat(started).hasSize(19);
    assertThat(started.subList(0, 2)).containsExactly("guess 0", "first 0");
    assertThat(started.subList(2, 9)).allMatch(name -> name.startsWith("ahead"));
    assertThat(started.subList(11, 17)).allMatch(name -> name.startsWith("guess"));
  }

  @Test
  void theLongestWaitIsKnownForAWhileAndOfTheLeastUrgentNever() {
    var queue = queue(1, 10);
    var lately = Duration.ofSeconds(10);
    submit(queue, Urgency.FIRST_CLAUSE, "running");
    submit(queue, Urgency.SPECULATION, "guess");
    time.advance(Duration.ofSeconds(2));
    assertThat(queue.longestWait(lately)).isEmpty();

    submit(queue, Urgency.LOOK_AHEAD, "ahead");
    time.advance(Duration.ofMillis(1_500));
    assertThat(queue.longestWait(lately)).contains(Duration.ofMillis(1_500));
    queue.release();
    time.advance(lately);
    assertThat(queue.longestWait(lately)).contains(Duration.ofMillis(1_500));

    time.advance(Duration.ofMillis(1));
    assertThat(queue.longestWait(lately)).isEmpty();
  }

  private StartQueue<Urgency> queue(int places, int bound) {
    return new StartQueue<>(new StartLimiter(places, 100, 100, time), bound, PATIENCE, time);
  }

  private StartQueue.Place<Urgency> submit(
      StartQueue<Urgency> queue, Urgency urgency, String name) {
    return queue.submit(urgency, () -> started.add(name), () -> refused.add(name));
  }
}
