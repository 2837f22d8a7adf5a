package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.worker.endtoend.StoredSession.StoredMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a worker that is killed leaves on its disk, and what becomes of it. */
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class JournalIT {
  /** The first clauses of a long reply, and the first word of the next. */
  private static final String HEARD = "昔々、小さな島に、一人の漁師が住んでいました。";

  private static final String NEXT = "ある";

  @TempDir Path journals;

  @Test
  void aWorkerKilledInACallWithoutADatabaseLosesNothingThatWasSaid(Stack stack) throws Exception {
    String room = stack.newRoom();
    var settings = Map.of("JOURNAL_DIR", journals.toString());
    List<Path> left;
    try (Program worker = stack.worker(settings);
        Caller caller = stack.call(room, List.of("ja-weather", "ja-story"))) {
      caller.await("greeting");
      stack.postgres().stop();
      try {
        caller.awaitAgentSaid(Stack.replyTo("ja-weather"));
        caller.await(
            "transcript",
            event ->
                event.path("speaker").asText().equals("agent")
                    && event.path("text").asText().startsWith(HEARD + NEXT));
        worker.kill();
        left = directories();
        assertThat(left).hasSize(1);
        assertThat(Files.readString(worker.outputFile())).doesNotContain(HEARD);
      } finally {
        stack.postgres().resume();
      }
    }

    try (Program next = stack.worker(settings)) {
      next.awaitLine("Adopted the journal");
      List<StoredMessage> stored =
          Await.until(
              () ->
                  stack.stored(room).stream()
                      .findFirst()
                      .map(StoredSession::messages)
                      .filter(messages -> messages.size() >= 5),
              () -> next.output());
      next.awaitLine("is stored");

      assertThat(stack.stored(room).getFirst().messages()).isEqualTo(stored);
      assertThat(stored)
          .extracting(StoredMessage::text)
          .startsWith(
              Stack.GREETING,
              Stack.words("ja-weather"),
              Stack.replyTo("ja-weather"),
              Stack.words("ja-story"))
          .hasSize(5);
      assertThat(stored.getLast().text()).startsWith(HEARD);
      assertThat(Stack.replyTo("ja-story")).startsWith(stored.getLast().text());
      assertThat(stored).extracting(StoredMessage::interrupted).endsWith(false, true);
      assertThat(left).noneMatch(Files::exists);
    }
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> entries = Files.list(journals)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }
}
