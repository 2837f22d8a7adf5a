package io.echosphere.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.postgres.Database;
import io.echosphere.adapter.postgres.DatabaseUrl;
import io.echosphere.adapter.postgres.UuidV7Ids;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.recording.Recorder;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.session.SessionId;
import io.echosphere.simulator.stack.PostgresServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of recording; the next one stores all that was on the disk. */
class KilledRecorderTest {
  @TempDir Path root;

  @Test
  void whatWasOnTheDiskWhenTheProcessWasKilledIsInTheDatabaseOnceAndInOrder() throws Exception {
    UUID session = new UuidV7Ids().next();
    int acknowledged = 0;
    var child = child(session);
    try (var printed =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      while (acknowledged < 400) {
        acknowledged = Integer.parseInt(printed.readLine());
      }
      child.toHandle().destroyForcibly(); // which leaves open what it has printed
      for (String line = printed.readLine(); line != null; line = printed.readLine()) {
        acknowledged = line.matches("\\d+") ? Math.max(acknowledged, number(line)) : acknowledged;
      }
    } finally {
      child.destroyForcibly().waitFor();
    }

    try (var server = PostgresServer.start();
        var database = Database.open(DatabaseUrl.parse(server.databaseUrl()));
        var timers = new SystemTimers()) {
      var settings = new FileJournal.Settings(root, 100_000_000, Duration.ofDays(7));
      var journal = new FileJournal(settings, "next", timers::now);
      var recorder =
          new Recorder(
              database.sessions(), journal, timers, Thread.ofPlatform().daemon().factory());
      recorder.start();
      int expected = acknowledged;
      awaitStored(database, recorder, session, expected);
      assertThat(recorder.close(Duration.ofSeconds(30))).isTrue();

      var stored = database.sessions().find(new SessionId(session)).orElseThrow().messages();
      var words = stored.stream().map(Message::content).toList();
      assertThat(words).isEqualTo(words(stored.size()));
      assertThat(stored.size()).isBetween(expected, expected + 2);
      assertThat(recorder.dropped()).isZero();
    }
    assertThat(names()).as("nothing is left but the guard").containsExactly("lock");
  }

  /** A line that was being printed may lack its end. */
  private static int number(String line) {
    int number = Integer.parseInt(line);
    return number % 2 == 0 ? number : 0;
  }

  private void awaitStored(Database database, Recorder recorder, UUID session, int count)
      throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    int stored = 0;
    while (stored < count || recorder.depth() > 0 || names().length > 1) {
      assertThat(System.nanoTime()).as("stored %d of %d", stored, count).isLessThan(end);
      stored =
          database
              .sessions()
              .find(new SessionId(session))
              .map(found -> found.messages().size())
              .orElse(0);
    }
  }

  private String[] names() {
    return java.util.Objects.requireNonNull(root.toFile().list());
  }

  private static List<String> words(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "word " + i).toList();
  }

  private Process child(UUID session) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            RecordingMain.class.getName(),
            root.toString(),
            session.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
