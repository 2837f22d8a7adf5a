package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class ManualTimersTest {
  private final ManualTimers timers = new ManualTimers();
  private final ArrayList<String> ran = new ArrayList<>();

  @Test
  void tasksRunInOrderOfDueTimeThenOfScheduling() {
    timers.after(Duration.ofMillis(20), () -> ran.add("c"));
    timers.after(Duration.ofMillis(10), () -> ran.add("a"));
    timers.after(Duration.ofMillis(10), () -> ran.add("b"));

    timers.advance(Duration.ofMillis(19));
    assertThat(ran).containsExactly("a", "b");

    timers.advance(Duration.ofMillis(1));
    assertThat(ran).containsExactly("a", "b", "c");
  }

  @Test
  void aTaskSeesItsDueTimeAndMayScheduleWithinTheSpan() {
    timers.after(
        Duration.ofMillis(10),
        () -> timers.after(Duration.ofMillis(10), () -> ran.add(timers.now().toString())));

    timers.advance(Duration.ofMillis(100));

    assertThat(ran).containsExactly("2026-01-01T00:00:00.020Z");
    assertThat(timers.now()).isEqualTo(ManualTimers.START.plusMillis(100));
  }

  @Test
  void bothClocksMoveTogether() {
    long before = timers.nanos();
    timers.advance(Duration.ofSeconds(3));
    assertThat(timers.nanos() - before).isEqualTo(Duration.ofSeconds(3).toNanos());
  }

  @Test
  void aCancelledTaskDoesNotRun() {
    timers.after(Duration.ofMillis(1), () -> ran.add("x")).cancel();
    timers.advance(Duration.ofSeconds(1));
    assertThat(ran).isEmpty();
    assertThat(timers.pending()).isZero();
  }
}
