package io.echosphere.adapter.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.eventlog.Replay.Ending;
import io.echosphere.adapter.eventlog.Replay.UnreadableLog;
import io.echosphere.application.port.out.SessionEventLog.Beginning;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.speech.Transcript;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnEvent.Outcome;
import io.echosphere.domain.turn.TurnMachine;
import io.echosphere.domain.turn.TurnSettings;
import io.echosphere.domain.turn.TurnState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final TurnSettings SETTINGS =
      new TurnSettings(
          new EndpointingPolicy(310, 1_510),
          new TurnSettings.Interrupting(510, 3, 410),
          new TurnSettings.Patience(30_000, 5_000, 0, 0, 60_000),
          Preemption.FULL,
          true,
          new Conversation.Budget(40, 6_000),
          true);

  @TempDir Path directory;

  /** A greeting, one turn of the caller, and its reply: lines 1 to 8. */
  private static List<String> conversation() {
    var machine = new TurnMachine(SETTINGS);
    TurnState state = TurnState.opening(Language.JAPANESE);
    var lines = new ArrayList<String>();
    lines.add(
        LogLine.header(
            new Beginning("AJ_1", "room", SETTINGS, Language.JAPANESE, machine.opening()),
            "0.0.9",
            Instant.EPOCH));
    var greeting = new ReplyId(1);
    List<TurnEvent> events =
        List.of(
            new TurnEvent.CallerJoined(),
            new TurnEvent.ReplyEnded(greeting, Outcome.COMPLETED, "こんにちは！", 900, ""),
            new TurnEvent.SpeechStarted(),
            new TurnEvent.TranscriptHeard(
                new Transcript("s1", "天気を教えてください。", 11, true, Language.JAPANESE)),
            new TurnEvent.SpeechEnded(4_900, 1),
            new TurnEvent.Disconnected("lost", true));
    long now = 0;
    for (TurnEvent event : events) {
      now += 1_000;
      var step = machine.next(state, event, now);
      state = step.state();
      lines.add(LogLine.taken(event, now, step));
    }
    lines.add(LogLine.end(events.size(), 0));
    return lines;
  }

  private Path file(List<String> lines) throws IOException {
    return Files.write(directory.resolve("call.jsonl"), lines);
  }

  @Test
  void aWholeLogReplaysToTheSameDecisions() throws Exception {
    var result = Replay.of(file(conversation()));

    assertThat(result.firstDifference()).isEmpty();
    assertThat(result.steps()).isEqualTo(6);
    assertThat(result.ending()).isEqualTo(new Ending.Complete());
    assertThat(result.version()).isEqualTo("0.0.9");
    assertThat(result.jobId()).isEqualTo("AJ_1");
  }

  @Test
  void theFirstDecisionThatDiffersIsNamedWithItsLine() throws Exception {
    var lines = conversation();
    lines.set(0, lines.getFirst().replace("\"min_delay_ms\":310", "\"min_delay_ms\":350"));

    var result = Replay.of(file(lines));

    var difference = result.firstDifference().orElseThrow();
    assertThat(difference.line()).isEqualTo(6);
    assertThat(difference.event()).contains("speech_ended");
    assertThat(difference.logged().state()).isEqualTo("settling");
    assertThat(difference.now().state()).isEqualTo("settling");
    assertThat(difference.logged().effects()).anyMatch(it -> it.contains("turn_ends"));
    assertThat(difference.now().effects()).isNotEqualTo(difference.logged().effects());
    assertThat(result.steps()).isEqualTo(4);
  }

  @Test
  void anotherStateIsADifferenceThoughItsEffectsAreTheSame() throws Exception {
    var lines = conversation();
    lines.set(3, lines.get(3).replace("\"state\":\"hearing\"", "\"state\":\"settling\""));

    var difference = Replay.of(file(lines)).firstDifference().orElseThrow();

    assertThat(difference.line()).isEqualTo(4);
    assertThat(difference.logged().state()).isEqualTo("settling");
    assertThat(difference.now().state()).isEqualTo("hearing");
  }

  @Test
  void whatIsDoneBeforeTheFirstEventIsComparedToo() throws Exception {
    var lines = conversation();
    lines.set(0, lines.getFirst().replace("\"join_ms\":30000", "\"join_ms\":20000"));

    var difference = Replay.of(file(lines)).firstDifference().orElseThrow();

    assertThat(difference.line()).isEqualTo(1);
    assertThat(difference.event()).isEmpty();
  }

  /** Wherever a dying worker stopped writing, what stands before is replayed. */
  @Test
  void aLogThatIsCutOffAnywhereReplaysAsFarAsItGoes() throws Exception {
    var text = String.join("\n", conversation()) + "\n";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    int headed = conversation().getFirst().getBytes(StandardCharsets.UTF_8).length + 1;
    for (int length = headed; length < bytes.length; length++) {
      var whole = new String(bytes, 0, length, StandardCharsets.UTF_8);
      var file = Files.write(directory.resolve("torn.jsonl"), Arrays.copyOf(bytes, length));

      var result = Replay.of(file);

      assertThat(result.firstDifference()).isEmpty();
      assertThat(result.steps()).isEqualTo(whole.chars().filter(it -> it == '\n').count() - 1);
      assertThat(result.ending())
          .isEqualTo(whole.endsWith("\n") ? new Ending.Open() : new Ending.Torn());
    }
  }

  @Test
  void lostEventsAreSaid() throws Exception {
    var lines = conversation().subList(0, 4);
    lines.add(LogLine.end(3, 17));

    assertThat(Replay.of(file(lines)).ending()).isEqualTo(new Ending.Lost(17));
  }

  @Test
  void aLineDamagedInTheMiddleIsNamedAndNotQuoted() throws Exception {
    var lines = conversation();
    lines.set(4, lines.get(4).substring(0, 90));

    var file = file(lines);
    assertThatThrownBy(() -> Replay.of(file))
        .isInstanceOf(UnreadableLog.class)
        .hasMessage("line 5: it is no JSON");
  }

  @Test
  void anythingElseIsRefused() throws Exception {
    refuses(List.of(), "line 1: it has no whole line");
    refuses(List.of("Hello."), "line 1: it is no JSON");
    refuses(List.of("[]"), "line 1: it is no object");
    refuses(List.of("{\"level\":\"INFO\"}"), "line 1: it is no session event log");
    var later = conversation();
    later.set(0, later.getFirst().replace("\"format\":1", "\"format\":2"));
    refuses(later, "line 1: it has format 2, and this version reads 1");
    var absent = directory.resolve("absent");
    assertThatThrownBy(() -> Replay.of(absent)).isInstanceOf(NoSuchFileException.class);
  }

  private void refuses(List<String> lines, String words) throws IOException {
    var file = file(lines);
    assertThatThrownBy(() -> Replay.of(file)).isInstanceOf(UnreadableLog.class).hasMessage(words);
  }
}
