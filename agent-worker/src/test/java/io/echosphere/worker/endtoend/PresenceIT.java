package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.session.CallSettings;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.call.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Callers who say nothing, or go and come again. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class PresenceIT {
  private static final String CHECK_IN = CallSettings.checkIn(Language.JAPANESE);

  private static Program worker;

  @BeforeAll
  static void startWorker(Stack stack) throws Exception {
    worker =
        stack.worker(
            Map.of("USER_AWAY_MS", "3000", "USER_AWAY_LIMIT_MS", "3000", "REJOIN_TIMEOUT", "8s"));
  }

  @AfterAll
  static void endWorker() {
    worker.close();
  }

  @BeforeEach
  void calmAws(Stack stack) {
    stack.calmAws();
  }

  /** A cough now and then is no sign of a caller. */
  @Test
  void whoSaysNothingIsAskedOnceAndTheSessionIsCompletedWithItsReason(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    try (Caller caller =
        stack.call(room, List.of("noise-cough"), "--turns", "6", "--timeout", "10")) {
      StoredSession stored = stack.awaitStored(room);

      assertThat(stored.status()).isEqualTo("completed");
      assertThat(stored.reason()).isEqualTo("the caller was silent");
      assertThat(stored.said("assistant")).containsExactly(Stack.GREETING, CHECK_IN);
      assertThat(stored.said("user")).isEmpty();
      assertThat(caller.awaitEnd()).as("the agent left first").isEqualTo(1);
      assertThat(caller.await("summary").path("problem").asText()).contains("the agent left");
    }
  }

  @Test
  void whoComesBackInTimeGoesOnInTheSameSessionWithItsHistory(Stack stack) throws Exception {
    String room = stack.newRoom();
    try (Caller caller = stack.call(room, List.of("ja-stop"), "--identity", "tanaka")) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
    }
    try (Caller caller = stack.call(room, List.of("ja-tokyo"), "--identity", "tanaka")) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
    }

    StoredSession stored = stack.awaitStored(room);
    assertThat(stack.stored(room)).hasSize(1);
    assertThat(stored.status()).isEqualTo("completed");
    assertThat(stored.reason()).isEqualTo("caller left");
    assertThat(stored.said("user"))
        .containsExactly(Stack.words("ja-stop"), Stack.words("ja-tokyo"));
    assertThat(stored.said("assistant"))
        .contains(Stack.replyTo("ja-stop"), Stack.replyTo("ja-tokyo"));
    assertThat(stack.aws().calls(Service.BEDROCK).getLast().history())
        .extracting(Turn::text)
        .anyMatch(text -> text.contains(Stack.words("ja-stop")))
        .anyMatch(text -> text.contains(Stack.replyTo("ja-stop")))
        .anyMatch(text -> text.contains(Stack.words("ja-tokyo")));
  }
}
