package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.stack.PostgresServer;
import java.time.Instant;
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
}
