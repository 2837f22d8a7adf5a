package io.echosphere.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.eventlog.FileSessionEventLog;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.port.out.SessionEventLog.Beginning;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.EndpointingPolicy;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnMachine;
import io.echosphere.domain.turn.TurnSettings;
import io.echosphere.domain.turn.TurnState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private static final TurnSettings SETTINGS =
      new TurnSettings(
          new EndpointingPolicy(300, 1_500),
          new TurnSettings.Interrupting(500, 2, 250),
          new TurnSettings.Patience(30_000, 5_000, 0, 0, 60_000),
          Preemption.FULL,
          true,
          new Conversation.Budget(40, 6_000),
          true);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @Test
  void aLogWithoutADifferenceIsOneLineAndSuccess() throws Exception {
    Path file = logged();

    assertThat(run(file.toString())).isZero();

    assertThat(out().lines()).containsExactly(file + ": 3 events, no difference");
    assertThat(err()).isEmpty();
  }

  @Test
  void anIncompleteLogIsReplayedAsFarAsItGoesAndSaidSo() throws Exception {
    Path file = logged();
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 3));

    assertThat(run(file.toString())).isZero();

    assertThat(out().lines())
        .containsExactly(
            file + ": 3 events, no difference; incomplete: the file ends within a line");
  }

  @Test
  void aDifferenceIsShownWithItsLineAndFails() throws Exception {
    Path file = logged();
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"text\":\"天気は？\"}]", "\"text\":\"天気が？\"}]"));
    Path sound = Files.writeString(directory.resolve("sound.jsonl"), text);

    assertThat(run(file.toString(), sound.toString())).isEqualTo(1);

    assertThat(out().lines().toList())
        .element(0)
        .asString()
        .startsWith(file + ":3: decided otherwise (logged by 0.9, replayed by ");
    assertThat(out())
        .contains("event:  {\"type\":\"text_received\"", "logged: replying", "now:    replying")
        .contains("天気が？")
        .contains(sound + ": 3 events, no difference");
  }

  @Test
  void whatIsNoLogIsNamedAndTheOthersAreReplayed() throws Exception {
    Path file = logged();
    Path other = Files.writeString(directory.resolve("other"), "{\"level\":\"INFO\"}\n");
    Path absent = directory.resolve("absent");

    assertThat(run(other.toString(), absent.toString(), file.toString())).isEqualTo(1);

    assertThat(err().lines())
        .containsExactly(
            other + ": cannot be replayed: line 1: it is no session event log",
            absent + ": there is no such file");
    assertThat(out()).contains(file + ": 3 events, no difference");
  }

  @Test
  void replayNeedsAFile() {
    assertThat(run()).isEqualTo(2);
    assertThat(err()).contains("FILE").contains("--help");
  }

  /** A caller comes, types, and the room is closed; the file of that call. */
  private Path logged() throws Exception {
    try (var timers = new SystemTimers()) {
      var threads = Thread.ofPlatform().daemon().factory();
      var log = new FileSessionEventLog(directory, "0.9", timers, threads);
      log.start();
      var machine = new TurnMachine(SETTINGS);
      TurnState state = TurnState.opening(Language.JAPANESE);
      var call = new Beginning("AJ_1", "room", SETTINGS, Language.JAPANESE, machine.opening());
      long now = 0;
      try (var entries = log.open(call)) {
        for (TurnEvent event :
            List.of(
                new TurnEvent.CallerJoined(),
                new TurnEvent.TextReceived("天気は？"),
                new TurnEvent.Disconnected("closed", false))) {
          now += 1_000;
          var step = machine.next(state, event, now);
          state = step.state();
          entries.took(event, now, step);
        }
      }
      assertThat(log.close(Duration.ofSeconds(30))).isTrue();
    }
    try (var files = Files.list(directory)) {
      return files.toList().getFirst();
    }
  }

  private int run(String... files) {
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            directory,
            false);
    var arguments = new ArrayList<>(List.of("replay"));
    arguments.addAll(List.of(files));
    return EchoSphere.run(
        console, new EchoSphere.Programs(_ -> 41, _ -> 42), arguments.toArray(String[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
