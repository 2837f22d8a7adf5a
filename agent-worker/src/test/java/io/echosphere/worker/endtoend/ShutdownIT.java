package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a worker ends. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class ShutdownIT {
  @Test
  void onSigtermTheCallFinishesNoOtherIsTakenAndTheWorkerExitsWithZero(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    String late = stack.newRoom();
    try (Program worker = stack.worker(Map.of());
        Caller caller = stack.call(room, List.of("ja-weather"))) {
      caller.await("greeting");
      worker.terminate();
      worker.awaitLine("no further jobs are taken");

      try (Caller refused = stack.call(late, List.of("ja-stop"), "--timeout", "3")) {
        assertThat(refused.awaitEnd()).isEqualTo(1);
        assertThat(refused.await("summary").path("problem").asText())
            .startsWith("no agent came to the room");
      }
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      assertThat(worker.awaitEnd()).as(worker.output()).isZero();

      assertThat(worker.output()).doesNotContain(late);
      assertThat(stack.stored(late)).isEmpty();
      assertThat(stack.stored(room))
          .as("all is stored before the worker exits")
          .singleElement()
          .satisfies(
              stored -> {
                assertThat(stored.status()).isEqualTo("completed");
                assertThat(stored.said("assistant"))
                    .containsExactly(Stack.GREETING, Stack.replyTo("ja-weather"));
              });
    }
  }

  @Test
  void aSecondSigtermEndsTheWorkerAtOnce(Stack stack) throws Exception {
    try (Program worker = stack.worker(Map.of());
        Caller caller = stack.call(stack.newRoom(), List.of("ja-story"))) {
      caller.await("greeting");
      worker.terminate();
      worker.awaitLine("a further signal ends at once");
      assertThat(worker.isRunning()).isTrue();
      worker.terminate();

      assertThat(worker.awaitEnd()).as(worker.output()).isEqualTo(143);
      assertThat(caller.events("turn")).as("the story was not waited for").isEmpty();
    }
  }
}
