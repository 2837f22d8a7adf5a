package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a worker does without LiveKit, or without its consent. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class LiveKitOutageIT {
  private static final Map<String, String> WRONG_SECRET =
      Map.of("LIVEKIT_API_SECRET", "not-the-secret-of-this-server-0001");

  @Test
  void aWrongSecretIsSaidPlainlyAndTheWorkerGoesOnTrying(Stack stack) throws Exception {
    try (Program worker = stack.startWorker(WRONG_SECRET)) {
      List<String> attempts = worker.awaitLines("Not registered with LiveKit, trying again", 2);

      assertThat(attempts)
          .allMatch(line -> line.contains("check LIVEKIT_API_KEY and LIVEKIT_API_SECRET"));
      assertThat(worker.isRunning()).isTrue();
      assertThat(worker.output()).doesNotContain(WRONG_SECRET.get("LIVEKIT_API_SECRET"));
      worker.terminate();
      assertThat(worker.awaitEnd()).isZero();
    }
  }

  @Test
  void aWrongSecretIsTheOnlyThingThatTheDoctorFinds(Stack stack) throws Exception {
    try (Program doctor = Program.start(stack.environment(WRONG_SECRET), List.of("check"))) {
      assertThat(doctor.awaitEnd()).as(doctor.output()).isEqualTo(1);
      assertThat(doctor.lines().stream().filter(line -> line.strip().startsWith("failed")))
          .singleElement()
          .asString()
          .contains("refuses the key: check LIVEKIT_API_KEY and LIVEKIT_API_SECRET");
    }
  }

  @Test
  void aServerThatStaysAwayEndsTheCallAsFailedAndIsFoundAgainWhenItIsBack(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    String next = stack.newRoom();
    try (Program worker = stack.worker(Map.of("ROOM_RECONNECT_MS", "1000"))) {
      try (Caller caller = stack.call(room, List.of("ja-weather"))) {
        caller.await("greeting");
        stack.livekit().kill();
        try {
          StoredSession stored = stack.awaitStored(room);
          assertThat(stored.status()).isEqualTo("failed");
          assertThat(stored.reason()).isNotBlank();
          assertThat(stored.said("assistant").getFirst()).isEqualTo(Stack.GREETING);
          worker.awaitLine("Not registered with LiveKit, trying again");
        } finally {
          stack.livekit().restart();
        }
      }
      worker.awaitLines("Ready: registered with LiveKit", 2);

      try (Caller caller = stack.call(next, List.of("ja-stop"))) {
        assertThat(caller.awaitEnd()).as(caller.output()).isZero();
        assertThat(stack.awaitStored(next).status()).isEqualTo("completed");
      }
    }
  }
}
