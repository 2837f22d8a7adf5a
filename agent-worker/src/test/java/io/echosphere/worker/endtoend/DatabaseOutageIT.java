package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a worker does without PostgreSQL. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class DatabaseOutageIT {
  @Test
  void anOutageDuringACallIsNotNoticedAndAllMessagesAreStoredOnceItIsOver(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    try (Program worker = stack.worker(Map.of());
        Caller caller = stack.call(room, List.of("ja-stop"))) {
      caller.await("greeting");
      stack.postgres().stop();
      try {
        assertThat(caller.awaitEnd()).as(caller.output()).isZero();
        worker.awaitLine("The database is away");
        worker.awaitLine("Session over");
      } finally {
        stack.postgres().resume();
      }

      StoredSession stored = stack.awaitStored(room);
      assertThat(stored.status()).isEqualTo("completed");
      assertThat(stored.said("user")).containsExactly(Stack.words("ja-stop"));
      assertThat(stored.said("assistant"))
          .containsExactly(Stack.GREETING, Stack.replyTo("ja-stop"));
      worker.awaitLine("The database is back");
    }
  }

  @Test
  void withoutADatabaseAndAJournalAtStartTheWorkerSaysSoAndExitsWithOne(Stack stack)
      throws Exception {
    String nobody = stack.postgres().databaseUrl().replaceFirst(":\\d+/", ":1/");
    var neither = Map.of("DATABASE_URL", nobody, "JOURNAL_DIR", "none");
    try (Program worker = stack.startWorker(neither)) {
      assertThat(worker.awaitEnd()).as(worker.output()).isEqualTo(1);
      assertThat(worker.output())
          .contains("The worker cannot start")
          .contains("DATABASE_URL")
          .doesNotContain("registered with LiveKit");
    }
  }

  @Test
  void aWorkerThatStartsBeforeItsDatabaseTakesCallsAndStoresThemLater(Stack stack)
      throws Exception {
    String room = stack.newRoom();
    stack.postgres().stop();
    try (Program worker = stack.worker(Map.of());
        Caller caller = stack.call(room, List.of("ja-stop"))) {
      assertThat(caller.awaitEnd()).as(caller.output()).isZero();
      worker.awaitLine("Session over");
      assertThat(worker.output()).contains("Starting without the database", "The database is away");

      stack.postgres().resume();
      worker.awaitLine("The database is back"); // it may have had no tables until then

      assertThat(stack.awaitStored(room).said("user")).containsExactly(Stack.words("ja-stop"));
    } finally {
      stack.postgres().resume();
    }
  }

  @Test
  void aDatabaseThatRefusesTheWorkerEndsItThoughThereIsAJournal(Stack stack) throws Exception {
    String nowhere = stack.postgres().databaseUrl().replaceFirst("/[^/]*$", "/nowhere");
    try (Program worker = stack.startWorker(Map.of("DATABASE_URL", nowhere))) {
      assertThat(worker.awaitEnd()).as(worker.output()).isEqualTo(1);
      assertThat(worker.output()).contains("The worker cannot start", "createdb");
    }
  }
}
