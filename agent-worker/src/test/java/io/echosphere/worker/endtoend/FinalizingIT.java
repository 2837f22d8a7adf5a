package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.call.Call;
import io.echosphere.simulator.aws.call.Outcome;
import io.echosphere.simulator.aws.call.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same call with each {@code STT_FINALIZE}: by the database and by what the recogniser sent, no
 * word is lost or doubled, however many streams it took.
 */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class FinalizingIT {
  /** The first has a pause in it at which a stream ends. */
  private static final List<String> CLIPS = List.of("ja-weather", "ja-stop");

  /** The recogniser's silence rule and the delay of its finals. */
  private static final int FINAL_AFTER_MILLIS = 1_000;

  @Test
  void stableKeepsOneStreamACall(Stack stack) throws Exception {
    var streams = callWith(stack, "stable").streams();

    assertThat(streams).hasSize(1);
  }

  @Test
  void vadEndsAStreamAtEachPauseAndOpensTheNextWhenTheCallerSpeaks(Stack stack) throws Exception {
    var streams = callWith(stack, "vad").streams();

    assertThat(streams).hasSizeGreaterThan(CLIPS.size());
    assertThat(streams).extracting(Call::outcome).containsOnly(Outcome.COMPLETED);
  }

  @Test
  void serviceAnswersNoEarlierThanTheRecognisersLastWord(Stack stack) throws Exception {
    var made = callWith(stack, "service");

    assertThat(made.streams()).hasSize(1);
    assertThat(made.turns())
        .allMatch(turn -> turn.path("voice_to_voice_ms").asInt() >= FINAL_AFTER_MILLIS);
  }

  /** A call that is over. */
  private record Made(List<Call> streams, List<JsonNode> turns) {}

  private static Made callWith(Stack stack, String finalizing) throws Exception {
    String agent = "finalizes-" + finalizing;
    String room = stack.newRoom();
    try (Program _ = stack.worker(Map.of("STT_FINALIZE", finalizing, "AGENT_NAME", agent))) {
      stack.calmAws();
      try (Caller caller = stack.call(room, CLIPS, "--agent-name", agent)) {
        assertThat(caller.awaitEnd()).as(caller.output()).isZero();

        // Joined: where a turn ends is another matter than whether its words are all there, once.
        var words = CLIPS.stream().map(Stack::words).collect(Collectors.joining());
        var stored = stack.awaitStored(room);
        assertThat(stored.status()).isEqualTo("completed");
        assertThat(String.join("", stored.said("user"))).isEqualTo(words);
        assertThat(String.join("", caller.said("caller"))).isEqualTo(words);
        stack.awaitNoCallUpstream();
        var streams =
            stack.aws().calls(Service.TRANSCRIBE).stream()
                .filter(call -> call.samples() > 0)
                .toList();
        assertThat(streams.stream().map(Call::text).collect(Collectors.joining()))
            .isEqualToIgnoringWhitespace(words);
        return new Made(streams, caller.events("turn"));
      }
    }
  }
}
