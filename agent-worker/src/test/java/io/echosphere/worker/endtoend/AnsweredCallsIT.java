package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.worker.endtoend.StoredSession.StoredMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Calls in which all goes well, of a worker that joins every new room. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class AnsweredCallsIT {
  @TempDir static Path eventLogs;
  private static Program worker;

  @BeforeAll
  static void startWorker(Stack stack) throws Exception {
    worker = stack.worker(Map.of("SESSION_EVENT_LOG", eventLogs.toString()));
  }

  /** Whatever the calls of this class were like: each is decided in the same way again. */
  @AfterAll
  static void endWorkerAndReplayItsCalls() throws Exception {
    try (Program ended = worker) {
      ended.terminate();
      assertThat(ended.awaitEnd()).as(ended.output()).isZero();
    }
    var command = new ArrayList<>(List.of("replay"));
    try (var files = Files.list(eventLogs)) {
      files.map(Path::toString).forEach(command::add);
    }
    try (Program replay = Program.start(Map.of(), command)) {
      assertThat(replay.awaitEnd()).as(replay.output()).isZero();
      assertThat(replay.lines())
          .hasSize(command.size() - 1)
          .hasSizeGreaterThan(1)
          .allSatisfy(line -> assertThat(line).endsWith(" events, no difference"));
    }
  }

  @BeforeEach
  void calmAws(Stack stack) {
    stack.calmAws();
  }

  @Test
  void aCallerIsGreetedAndAnsweredInBothLanguagesAndTheConversationIsStored(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    try (Caller caller =
        stack.call(room, List.of("ja-weather", "en-hello"), "--identity", "tanaka")) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();

      assertThat(caller.await("greeting").path("lasted_ms").asInt()).isBetween(300, 1_500);
      List<JsonNode> turns = caller.events("turn");
      assertThat(turns).hasSize(2).allSatisfy(AnsweredCallsIT::isAudiblyAnswered);
      assertThat(caller.said("caller"))
          .containsExactly(Stack.words("ja-weather"), Stack.words("en-hello"));
      assertThat(caller.said("agent"))
          .containsExactly(Stack.GREETING, Stack.replyTo("ja-weather"), Stack.replyTo("en-hello"));

      StoredSession stored = stack.awaitStored(room);
      assertThat(stored.status()).isEqualTo("completed");
      assertThat(stored.userId()).isEqualTo("tanaka");
      assertThat(stored.reason()).isEqualTo("caller left");
      assertThat(stored.seconds()).isBetween(15, 90);
      assertThat(stored.messages().stream().map(StoredMessage::role))
          .containsExactly("assistant", "user", "assistant", "user", "assistant");
      assertThat(stored.said("user"))
          .containsExactly(Stack.words("ja-weather"), Stack.words("en-hello"));
      assertThat(stored.said("assistant"))
          .containsExactly(Stack.GREETING, Stack.replyTo("ja-weather"), Stack.replyTo("en-hello"));
      assertThat(stored.messages()).noneMatch(StoredMessage::interrupted);
      assertThat(stored.messages()).allMatch(message -> message.audioMillis() > 300);
      assertThat(stored.messages().get(2).audioMillis())
          .isBetween(turns.get(0).path("reply_ms").asInt() - 1_000, 8_000);
    }
  }

  @Test
  void anInterruptedReplyFallsSilentAndOnlyWhatWasHeardIsStored(Stack stack) throws Exception {
    String room = stack.newRoom();
    try (Caller caller = stack.call(room, List.of("ja-story", "ja-stop"), "--barge-in")) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();

      assertThat(caller.await("interruption").path("barge_in_ms").asInt()).isBetween(1, 999);
      assertThat(caller.events("turn")).hasSize(2);
      isAudiblyAnswered(caller.events("turn").get(1));

      StoredSession stored = stack.awaitStored(room);
      assertThat(stored.status()).isEqualTo("completed");
      StoredMessage story = stored.messages().get(2);
      assertThat(story.interrupted()).isTrue();
      assertThat(story.text()).isNotBlank();
      assertThat(Stack.replyTo("ja-story")).startsWith(story.text()).isNotEqualTo(story.text());
      assertThat(stored.messages().stream().filter(StoredMessage::interrupted)).hasSize(1);
      assertThat(stored.said("assistant").getLast()).isEqualTo(Stack.replyTo("ja-stop"));

      stack.awaitNoCallUpstream();
      assertThat(stack.aws().calls(Service.POLLY))
          .as("the story's last sentence is not even synthesized")
          .noneMatch(call -> call.text().contains("歌を返した"));
    }
  }

  @Test
  void twoCallersAtOnceAreBothAnswered(Stack stack) throws Exception {
    String first = stack.newRoom();
    String second = stack.newRoom();
    try (Caller japanese = stack.call(first, List.of("ja-stop"));
        Caller english = stack.call(second, List.of("en-thanks"))) {
      assertThat(japanese.awaitEnd()).as(japanese.output()).isZero();
      assertThat(english.awaitEnd()).as(english.output()).isZero();

      assertThat(japanese.events("turn")).hasSize(1).allSatisfy(AnsweredCallsIT::isAudiblyAnswered);
      assertThat(english.events("turn")).hasSize(1).allSatisfy(AnsweredCallsIT::isAudiblyAnswered);
      StoredSession one = stack.awaitStored(first);
      StoredSession other = stack.awaitStored(second);
      assertThat(one.startedAt()).isBefore(other.endedAt());
      assertThat(other.startedAt()).isBefore(one.endedAt());
      assertThat(one.said("assistant")).containsExactly(Stack.GREETING, Stack.replyTo("ja-stop"));
      assertThat(other.said("assistant"))
          .containsExactly(Stack.GREETING, Stack.replyTo("en-thanks"));
    }
  }

  /** Every scripted reply takes between three and seven seconds to speak, at a voice's level. */
  private static void isAudiblyAnswered(JsonNode turn) {
    assertThat(turn.path("answered").asBoolean()).isTrue();
    assertThat(turn.path("reply_ms").asInt()).isBetween(2_000, 8_000);
    assertThat(turn.path("reply_dbfs").asDouble()).isBetween(-40.0, -5.0);
  }
}
