package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.call.Turn;
import io.echosphere.simulator.stack.LiveKitProxy;
import io.echosphere.worker.endtoend.StoredSession.StoredMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls that survive what breaks between the worker and LiveKit, and LiveKit itself. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class ConnectionsIT {
  private static final String LINE = "ja-weather";

  private static LiveKitProxy proxy;
  private static Program worker;

  @BeforeAll
  static void startWorker(Stack stack) throws Exception {
    proxy = LiveKitProxy.before(stack.livekit());
    worker = stack.worker(Map.of("LIVEKIT_URL", proxy.url(), "REJOIN_TIMEOUT", "20s"));
  }

  @AfterAll
  static void endWorker() {
    worker.close();
    proxy.close();
  }

  @BeforeEach
  void calmAws(Stack stack) {
    stack.calmAws();
  }

  @Test
  void losingTheWorkersOwnSocketAndThenTheCallsHarmsNoCall(Stack stack) throws Exception {
    String room = stack.newRoom();
    int registered = worker.awaitLines("Ready: registered with LiveKit", 1).size();
    try (Caller caller = stack.call(room, List.of(LINE), "--turns", "2")) {
      caller.await("greeting");
      assertThat(proxy.cut(LiveKitProxy.Line::isWorkers)).isEqualTo(1);
      assertThat(proxy.cut(LiveKitProxy.Line::isParticipants))
          .as("in the middle of what the caller says")
          .isEqualTo(1);
      worker.awaitLines("Ready: registered with LiveKit", registered + 1);

      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
    }
    worker.awaitLine("the connection to the room is restored");
    String reply = Stack.replyTo(LINE);
    Await.until(
        () ->
            stack.stored(room).stream().filter(it -> it.said("assistant").size() == 3).findFirst(),
        worker::output);
    StoredSession stored = stack.stored(room).getFirst();
    assertThat(stored.said("user")).containsExactly(Stack.words(LINE), Stack.words(LINE));
    assertThat(stored.said("assistant")).containsExactly(Stack.GREETING, reply, reply);
    assertThat(stored.messages()).noneMatch(StoredMessage::interrupted);
  }

  @Test
  void aServerThatIsKilledMidReplyAndComesBackFindsTheSameCall(Stack stack) throws Exception {
    String room = stack.newRoom();
    String reply = Stack.replyTo(LINE);
    try (Caller caller = stack.call(room, List.of(LINE), "--turns", "2", "--identity", "tanaka")) {
      caller.await("transcript", event -> isFrom(event, "agent", reply.substring(0, 3)));
      stack.livekit().restart();

      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
    }
    stack.livekit().restart(); // nobody but the agent is in the room

    try (Caller caller = stack.call(room, List.of("ja-tokyo"), "--identity", "tanaka")) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
    }
    StoredSession stored = stack.awaitStored(room);
    assertThat(stack.stored(room)).as("one session").hasSize(1);
    assertThat(stored.status()).isEqualTo("completed");
    assertThat(stored.said("user"))
        .containsExactly(Stack.words(LINE), Stack.words(LINE), Stack.words("ja-tokyo"));
    assertThat(stored.said("assistant"))
        .containsExactly(Stack.GREETING, reply, reply, Stack.replyTo("ja-tokyo"));
    assertThat(stored.messages()).noneMatch(StoredMessage::interrupted);
    assertThat(stack.aws().calls(Service.BEDROCK).getLast().history())
        .extracting(Turn::text)
        .anyMatch(text -> text.contains(reply));
  }

  private static boolean isFrom(JsonNode event, String speaker, String beginning) {
    return event.path("speaker").asText().equals(speaker)
        && event.path("text").asText().startsWith(beginning);
  }
}
