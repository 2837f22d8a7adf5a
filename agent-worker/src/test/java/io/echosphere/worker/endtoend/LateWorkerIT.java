package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.livekit.server.RoomServiceClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers who come when no worker has a place for them: LiveKit asks for an agent once. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class LateWorkerIT {
  @Test
  void aCallerWhoCameBeforeTheWorkerIsGreeted(Stack stack) throws Exception {
    String room = stack.newRoom();
    try (Caller caller = stack.call(room, List.of("ja-weather"), "--timeout", "60")) {
      awaitSomebodyIn(room, stack, caller);
      try (Program worker = stack.worker(Map.of())) {
        assertThat(worker.awaitLine("Nobody was asked for an agent")).contains(room);
        assertThat(caller.awaitEnd()).as(caller.output()).isZero();
        assertThat(stack.awaitStored(room).status()).isEqualTo("completed");
      }
    }
  }

  @Test
  void aCallerWhoCameWhileAllPlacesWereTakenIsGreetedWhenOneIsFree(Stack stack) throws Exception {
    String first = stack.newRoom();
    String second = stack.newRoom();
    try (Program worker = stack.worker(Map.of("MAX_SESSIONS", "1"));
        Caller caller = stack.call(first, List.of("ja-weather"))) {
      caller.await("greeting");
      try (Caller waiting = stack.call(second, List.of("ja-stop"), "--timeout", "60")) {
        awaitSomebodyIn(second, stack, waiting);
        assertThat(caller.awaitEnd()).as(caller.output()).isZero();
        assertThat(worker.awaitLine("Nobody was asked for an agent")).contains(second);
        assertThat(waiting.awaitEnd()).as(waiting.output()).isZero();
        assertThat(stack.awaitStored(second).status()).isEqualTo("completed");
      }
    }
  }

  private static void awaitSomebodyIn(String room, Stack stack, Caller caller) throws Exception {
    var livekit = stack.livekit();
    RoomServiceClient rooms =
        RoomServiceClient.createClient(livekit.httpUrl(), livekit.apiKey(), livekit.apiSecret());
    Await.until(
        () ->
            Optional.ofNullable(rooms.listParticipants(room).execute().body())
                .filter(present -> !present.isEmpty()),
        caller::output);
  }
}
