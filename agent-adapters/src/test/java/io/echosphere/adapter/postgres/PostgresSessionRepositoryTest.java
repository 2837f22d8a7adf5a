package io.echosphere.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.SessionRepositoryContract;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_METHOD)
final class PostgresSessionRepositoryTest extends SessionRepositoryContract {
  private static Database database;

  @BeforeAll
  static void open() throws DatabaseUnavailable {
    database = Database.open(TestPostgres.emptyDatabase());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  protected SessionRepository repository() {
    return database.sessions();
  }

  @Test
  void wordsThatPostgresCannotHoldAreStoredAsFarAsTheyCanBe() throws Exception {
    var session = session("nul\0user");
    repository().create(session);
    var odd =
        new Message(id(), Role.USER, "a\0b \uD83D c", Duration.ZERO, false, Instant.EPOCH, null);
    repository().add(session.id(), odd, new Place(1, 1));

    var found = repository().find(session.id()).orElseThrow();
    assertThat(found.session().userId()).isEqualTo("nul\uFFFDuser");
    assertThat(found.messages()).hasSize(1);
    assertThat(found.messages().getFirst().content()).startsWith("a\uFFFDb ").endsWith(" c");
  }

  @Test
  void aLongReasonIsCutAtWholeCharacters() throws Exception {
    var session = session("u");
    repository().create(session);
    repository().update(session.fail(Instant.EPOCH, "😀".repeat(300)));

    assertThat(repository().find(session.id()).orElseThrow().session().reason())
        .isEqualTo("😀".repeat(255));
  }

  @Test
  void nanosecondsAreCutNotRounded() throws Exception {
    var instant = Instant.parse("2026-11-23T12:00:00.999999999Z");
    var session = Session.pending(new SessionId(id()), "room", "u", Language.JAPANESE, instant);
    repository().create(session);

    assertThat(repository().find(session.id()).orElseThrow().session().createdAt())
        .isEqualTo(Instant.parse("2026-11-23T12:00:00.999999Z"));
  }

  private static Session session(String user) {
    return Session.pending(new SessionId(id()), "room", user, Language.JAPANESE, Instant.EPOCH);
  }

  private static java.util.UUID id() {
    return new UuidV7Ids().next();
  }
}
