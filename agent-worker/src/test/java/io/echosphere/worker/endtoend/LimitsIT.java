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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds that an operator sets. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class LimitsIT {
  /** A caller whom no stream is left for would not be heard: another worker may have one. */
  @ParameterizedTest
  @ValueSource(strings = {"MAX_SESSIONS", "STT_MAX_STREAMS"})
  void aFullWorkerTakesNoSecondCall(String limit, Stack stack) throws Exception {
    String room = stack.newRoom();
    String second = stack.newRoom();
    try (Program _ = stack.worker(Map.of(limit, "1"));
        Caller caller = stack.call(room, List.of("ja-weather"))) {
      caller.await("greeting");
      try (Caller refused = stack.call(second, List.of("ja-stop"), "--timeout", "3")) {
        assertThat(refused.awaitEnd()).as(refused.output()).isEqualTo(1);
        assertThat(refused.await("summary").path("problem").asText())
            .startsWith("no agent came to the room");
        assertThat(refused.events("agent_joined")).isEmpty();
      }
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      assertThat(stack.awaitStored(room).status()).isEqualTo("completed");
      assertThat(stack.stored(second)).isEmpty();
    }
  }

  @Test
  void aRoomWithoutACallerIsLeftAndNothingIsStored(Stack stack) throws Exception {
    String room = stack.newRoom();
    var livekit = stack.livekit();
    RoomServiceClient rooms =
        RoomServiceClient.createClient(livekit.httpUrl(), livekit.apiKey(), livekit.apiSecret());

    try (Program worker = stack.worker(Map.of("JOIN_TIMEOUT", "1s"))) {
      assertThat(rooms.createRoom(room).execute().isSuccessful()).isTrue();

      assertThat(worker.awaitLine("Session over: no caller came")).contains(room);
      Await.until(
          () ->
              Optional.ofNullable(rooms.listParticipants(room).execute().body())
                  .filter(List::isEmpty),
          worker::output);
      assertThat(stack.stored(room)).isEmpty();
    }
  }
}
