package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A worker that has grown too large. */
@Alone
@ExtendWith(Stack.Shared.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "what a process holds is read from /proc")
class MemoryLimitIT {
  /** 64 MB are fewer than any worker holds, so the mark is reached as soon as there is a call. */
  @Test
  void atItsMarkTheWorkerFinishesTheCallTakesNoOtherAndEndsToBeStartedAnew(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    String late = stack.newRoom();
    try (Program worker = stack.worker(Map.of("MEMORY_LIMIT_MB", "64"));
        Caller caller = stack.call(room, List.of("ja-weather", "en-hello"))) {
      assertThat(worker.awaitLine("An idle worker holds")).contains("MEMORY_LIMIT_MB says 64");
      caller.await("greeting");
      assertThat(worker.awaitLine("a further signal ends at once"))
          .contains("MB of memory are held");

      try (Caller refused = stack.call(late, List.of("ja-stop"), "--timeout", "3")) {
        assertThat(refused.awaitEnd()).isEqualTo(1);
      }
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      assertThat(worker.awaitEnd()).as(worker.output()).isEqualTo(75);

      assertThat(stack.stored(late)).isEmpty();
      assertThat(stack.stored(room))
          .as("all is stored before the worker exits")
          .singleElement()
          .satisfies(stored -> assertThat(stored.status()).isEqualTo("completed"));
    }
  }
}
