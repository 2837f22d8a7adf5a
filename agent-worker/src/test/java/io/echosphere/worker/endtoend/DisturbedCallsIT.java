package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.worker.call.CallNews.Disturbed;
import io.echosphere.worker.endtoend.StoredSession.StoredMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls in which the caller makes sounds over replies that are no turns, and types. */
@Alone
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class DisturbedCallsIT {
  private static final String LINE = "ja-weather";
  private static final String TYPED = Stack.words("ja-dinner");

  private static Program worker;

  @BeforeAll
  static void startWorker(Stack stack) throws Exception {
    stack.calmAws();
    worker = stack.worker(Map.of());
  }

  @AfterAll
  static void endWorker() {
    worker.close();
  }

  @Test
  void aReplyGoesOnAfterABackchannelAndAClearedThroatAndAMessageIsAnswered(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    try (Caller caller =
        stack.call(
            room,
            List.of(LINE),
            "--turns",
            "4",
            "--backchannel",
            "2=" + stack.clip("ja-un"),
            "--noise",
            "3=" + stack.clip("noise-throat"),
            "--say",
            "4=" + TYPED)) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();

      List<JsonNode> disturbances = caller.events("disturbance");
      assertThat(disturbances)
          .extracting(node -> node.path("kind").asText())
          .containsExactly("backchannel", "noise");
      assertThat(disturbances).allSatisfy(DisturbedCallsIT::wasHeardWhole);
      assertThat(disturbances)
          .as("each was held for a moment, to find out")
          .allSatisfy(one -> assertThat(one.path("held_ms").asDouble()).isBetween(100.0, 2_000.0));
      assertThat(caller.events("turn").getLast().path("message_to_voice_ms").asInt())
          .isBetween(1, 5_000);

      StoredSession stored = stack.awaitStored(room);
      String question = Stack.words(LINE);
      String reply = Stack.replyTo(LINE);
      assertThat(stored.said("user")).containsExactly(question, question, question, TYPED);
      assertThat(stored.said("assistant"))
          .containsExactly(Stack.GREETING, reply, reply, reply, Stack.replyTo("ja-dinner"));
      assertThat(stored.messages()).noneMatch(StoredMessage::interrupted);
    }
  }

  private static void wasHeardWhole(JsonNode disturbance) {
    assertThat(disturbance.path("went_on").asBoolean()).as("%s", disturbance).isTrue();
    assertThat(disturbance.path("lost_ms").asDouble(1_000))
        .as("%s", disturbance)
        .isLessThanOrEqualTo(Disturbed.TOLERANCE);
    assertThat(disturbance.path("repeated_ms").asDouble(1_000))
        .as("%s", disturbance)
        .isLessThanOrEqualTo(Disturbed.TOLERANCE);
  }
}
