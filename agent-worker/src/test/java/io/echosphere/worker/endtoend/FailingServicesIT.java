package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.application.session.CallSettings;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.aws.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Calls during which a service of AWS fails. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class FailingServicesIT {
  private static final String APOLOGY = CallSettings.apology(Language.ENGLISH);

  /** A part of the default model's id. */
  private static final String MODEL = "claude-haiku-4-5";

  /** Asked after the default model, which answers in all other tests. */
  private static final String FALLBACK = "jp.anthropic.claude-sonnet-4-6";

  private static Program worker;
  private static Path credentials = Path.of("none");

  /** The first call's worker must have its set phrases, and must have warmed its connections. */
  @BeforeAll
  static void startWorker(Stack stack, @TempDir Path directory) throws Exception {
    stack.calmAws();
    credentials = directory.resolve("credentials");
    writeCredentials("FIRST");
    worker =
        stack.worker(
            Map.of(
                "LLM_FALLBACK_MODELS",
                FALLBACK,
                "AWS_ACCESS_KEY_ID",
                "",
                "AWS_SECRET_ACCESS_KEY",
                "",
                "AWS_SHARED_CREDENTIALS_FILE",
                credentials.toString()));
    for (Service service : Service.values()) {
      stack.aws().awaitCall(call -> call.service() == service && call.ended(), Await.LIMIT);
    }
    stack
        .aws()
        .awaitCall(
            call ->
                call.service() == Service.POLLY
                    && APOLOGY.endsWith(call.text())
                    && !call.text().isEmpty()
                    && call.ended(),
            Await.LIMIT);
    stack.awaitNoCallUpstream();
  }

  @AfterAll
  static void endWorker(Stack stack) {
    worker.close();
    stack.calmAws();
  }

  @BeforeEach
  void calmAws(Stack stack) {
    stack.calmAws();
  }

  @Test
  void aModelThatFailsIsApologisedForAndTheCallGoesOn(Stack stack) throws Exception {
    String room = stack.newRoom();
    stack.aws().faults().always(Service.BEDROCK, Fault.refuse(503, "ServiceUnavailableException"));
    try (Caller caller = stack.call(room, List.of("en-stop", "en-thanks"))) {
      caller.awaitAgentSaid(APOLOGY);
      stack.aws().faults().clear();

      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      assertThat(caller.events("turn")).hasSize(2).allMatch(FailingServicesIT::isAnswered);
      StoredSession stored = stack.awaitStored(room);
      assertThat(stored.status()).isEqualTo("completed");
      assertThat(stored.said("user"))
          .containsExactly(Stack.words("en-stop"), Stack.words("en-thanks"));
      assertThat(stored.said("assistant"))
          .containsExactly(Stack.GREETING, APOLOGY, Stack.replyTo("en-thanks"));
    }
  }

  @Test
  void aModelThatIsThrottledIsReplacedByTheNext(Stack stack) throws Exception {
    String room = stack.newRoom();
    stack.aws().faults().always(Service.BEDROCK, MODEL, Fault.throttle());
    try (Caller caller = stack.call(room, List.of("ja-dinner"))) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();

      assertThat(caller.events("turn")).hasSize(1).allMatch(FailingServicesIT::isAnswered);
      assertThat(stack.awaitStored(room).said("assistant"))
          .containsExactly(Stack.GREETING, Stack.replyTo("ja-dinner"));
      assertThat(stack.aws().calls(Service.BEDROCK))
          .anyMatch(
              call ->
                  call.parameter("modelId").equals(FALLBACK)
                      && call.outcome() == Outcome.COMPLETED);
    }
  }

  @Test
  void aClauseThatTheVoiceRefusesIsShownAndTheRestIsSpoken(Stack stack) throws Exception {
    String room = stack.newRoom();
    try (Caller caller = stack.call(room, List.of("en-thanks"))) {
      caller.await("greeting");
      stack.aws().faults().next(Service.POLLY, Fault.refuse(400, "TextLengthExceededException"));

      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      assertThat(caller.events("turn")).hasSize(1).allMatch(FailingServicesIT::isAnswered);
      assertThat(stack.awaitStored(room).said("assistant"))
          .containsExactly(Stack.GREETING, Stack.replyTo("en-thanks"));
    }
  }

  @Test
  void threeFailuresInARowEndTheSessionAsFailedWithItsReason(Stack stack) throws Exception {
    String room = stack.newRoom();
    stack.aws().faults().always(Service.BEDROCK, Fault.refuse(503, "ServiceUnavailableException"));
    try (Caller caller = stack.call(room, List.of("en-stop", "en-stop", "en-stop", "en-stop"))) {
      assertThat(caller.awaitEnd()).as(caller.output()).isEqualTo(1);

      assertThat(caller.await("summary").path("problem").asText()).contains("the agent left");
      StoredSession stored = stack.awaitStored(room);
      assertThat(stored.status()).isEqualTo("failed");
      assertThat(stored.reason()).startsWith("3 failures in a row").contains("bedrock");
      assertThat(stored.said("user")).hasSize(3);
      assertThat(stored.said("assistant")).containsExactly(Stack.GREETING, APOLOGY, APOLOGY);
    }
  }

  @Test
  void aVoiceThatFailsLeavesTheTranscriptAndTheCallGoesOn(Stack stack) throws Exception {
    String room = stack.newRoom();
    stack.aws().faults().always(Service.POLLY, Fault.refuse(500, "ServiceFailureException"));
    try (Caller caller = stack.call(room, List.of("en-stop", "en-thanks"), "--timeout", "8")) {
      caller.awaitAgentSaid(Stack.replyTo("en-stop"));
      stack.aws().faults().clear();

      caller.awaitEnd();
      List<JsonNode> turns = caller.events("turn");
      assertThat(turns).as(caller.output()).hasSize(2);
      assertThat(isAnswered(turns.get(0))).as("without a voice").isFalse();
      assertThat(isAnswered(turns.get(1))).as("with the voice back").isTrue();
      StoredSession stored = stack.awaitStored(room);
      assertThat(stored.status()).isEqualTo("completed");
      assertThat(stored.said("assistant"))
          .containsExactly(Stack.GREETING, Stack.replyTo("en-stop"), Stack.replyTo("en-thanks"));
    }
  }

  @Test
  void aRecogniserThatBreaksOffWhileTheCallerSpeaksLosesAndDoublesNothing(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    stack.aws().faults().next(Service.TRANSCRIBE, Fault.resetAfter(5));
    try (Caller caller = stack.call(room, List.of("ja-weather"))) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();

      StoredSession stored = stack.awaitStored(room);
      assertThat(stored.status()).isEqualTo("completed");
      assertThat(stored.said("user")).containsExactly(Stack.words("ja-weather"));
      assertThat(stored.said("assistant"))
          .containsExactly(Stack.GREETING, Stack.replyTo("ja-weather"));
      assertThat(caller.said("caller")).containsExactly(Stack.words("ja-weather"));
      var streams = stack.aws().calls(Service.TRANSCRIBE);
      assertThat(streams.getFirst().outcome()).isEqualTo(Outcome.BROKEN);
      assertThat(streams).hasSizeGreaterThan(1);
    }
  }

  @Test
  void credentialsThatExpireCostASentenceAndTheNextOnesServeTheSameCall(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    try (Caller caller = stack.call(room, List.of("en-stop", "en-thanks"))) {
      caller.await("greeting");
      stack.aws().faults().refuseKey("FIRST");
      caller.awaitAgentSaid(APOLOGY);
      writeCredentials("SECOND");

      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      assertThat(stack.awaitStored(room).said("assistant"))
          .containsExactly(Stack.GREETING, APOLOGY, Stack.replyTo("en-thanks"));
      assertThat(stack.aws().calls(Service.BEDROCK))
          .anyMatch(
              call ->
                  call.parameter("AccessKeyId").equals("SECOND")
                      && call.outcome() == Outcome.COMPLETED);
      worker.awaitLine("AWS refuses our credentials");
    }
  }

  private static void writeCredentials(String key) throws IOException {
    Files.writeString(
        credentials,
        "[default]\naws_access_key_id = " + key + "\naws_secret_access_key = never-checked\n");
  }

  private static boolean isAnswered(JsonNode turn) {
    return turn.path("answered").asBoolean() && turn.path("reply_ms").asInt() > 1_000;
  }
}
