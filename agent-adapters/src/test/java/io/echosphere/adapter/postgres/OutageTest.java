package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.recording.Fact;
import io.echosphere.application.recording.Recorder;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.stack.PostgresServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A server of its own, because it is stopped. */
final class OutageTest {
  @Test
  void anOutageIsTransientAndOverWhenTheServerIsBack() throws Exception {
    try (var server = PostgresServer.start();
        var database = Database.open(DatabaseUrl.parse(server.databaseUrl()))) {
      var session =
          Session.pending(
              new SessionId(new UuidV7Ids().next()), "room", "u", Language.JAPANESE, Instant.EPOCH);
      database.sessions().create(session);

      server.stop();
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> database.sessions().update(session.start(Instant.EPOCH)))
            .isInstanceOfSatisfying(
                RepositoryUnavailable.class, failure -> assertThat(failure.isTransient()).isTrue());
      }

      server.resume();
      database.sessions().update(session.start(Instant.EPOCH));
      assertThat(database.sessions().find(session.id()).orElseThrow().session())
          .isEqualTo(session.start(Instant.EPOCH));
    }
  }

  /** The caller hears nothing of it, and the transcript is whole afterwards. */
  @Test
  void whatIsSaidDuringAnOutageIsInTheDatabaseAfterwards() throws Exception {
    var ids = new UuidV7Ids();
    try (var server = PostgresServer.start();
        var database = Database.open(DatabaseUrl.parse(server.databaseUrl()));
        var timers = new SystemTimers()) {
      var recorder =
          new Recorder(
              database.sessions(), timers, Thread.ofPlatform().daemon().name("recorder").factory());
      recorder.start();
      var session =
          Session.pending(new SessionId(ids.next()), "room", "u", Language.JAPANESE, Instant.EPOCH);
      recorder.record(new Fact.SessionCreated(session));
      assertThat(recorder.awaitIdle(Duration.ofSeconds(60))).isTrue();

      server.stop();
      var said = new ArrayList<Message>();
      for (int i = 0; i < 20; i++) {
        said.add(
            new Message(
                ids.next(),
                Role.USER,
                "word " + i,
                Duration.ZERO,
                false,
                Instant.EPOCH.plusSeconds(i),
                null));
        recorder.record(new Fact.MessageAdded(session.id(), said.getLast(), new Place(i + 1, 1)));
      }
      assertThat(recorder.awaitIdle(Duration.ofMillis(300))).isFalse();
      server.resume();

      assertThat(recorder.close(Duration.ofSeconds(60))).isTrue();
      assertThat(recorder.dropped()).isZero();
      assertThat(database.sessions().find(session.id()).orElseThrow().messages()).isEqualTo(said);
    }
  }
}
