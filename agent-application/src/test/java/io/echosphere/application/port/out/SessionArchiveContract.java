package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.application.port.out.SessionArchive.Position;
import io.echosphere.application.port.out.SessionArchive.Query;
import io.echosphere.application.port.out.SessionArchive.Summary;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link SessionArchive} promises. Each test has users of its own. */
public abstract class SessionArchiveContract {
  /** Far in the past, so that deleting what is older touches no other test's sessions. */
  private static final Instant LONG_AGO = Instant.parse("1990-01-01T00:00:00Z");

  private static final Instant FAR_AHEAD = Instant.parse("2190-01-01T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private final String user = "user-" + UUID.randomUUID();

  /** The archive under test; it may hold other sessions. */
  protected abstract SessionArchive archive();

  /** Where the archive's sessions come from. */
  protected abstract SessionRepository repository();

  @Test
  void aUsersPagesHoldEachOfTheirSessionsOnceNewestFirst() throws Exception {
    var newestFirst = new ArrayList<Session>();
    for (int i = 0; i < 7; i++) {
      newestFirst.addFirst(stored(user, NOON.plusSeconds(i / 2))); // pairs of the same instant
    }
    stored(user + "x", NOON);
    newestFirst.sort(
        (a, b) -> {
          int byTime = b.createdAt().compareTo(a.createdAt());
          return byTime != 0 ? byTime : b.id().toString().compareTo(a.id().toString());
        });

    var seen = new ArrayList<Session>();
    @Nullable Position after = null;
    List<Summary> page;
    do {
      page = archive().page(new Query(user, after, 2));
      page.forEach(summary -> seen.add(summary.session()));
      after = page.isEmpty() ? after : page.getLast().position();
    } while (page.size() == 2);

    assertThat(seen).containsExactlyElementsOf(newestFirst);
  }

  @Test
  void aPageStaysWhereItWasWhenNewerSessionsComeAndItsMarkIsDeleted() throws Exception {
    var oldest = stored(user, NOON);
    var mark = stored(user, NOON.plusSeconds(1));
    var position = archive().page(new Query(user, null, 1)).getFirst().position();
    assertThat(position.id()).isEqualTo(mark.id());

    stored(user, NOON.plusSeconds(2));
    archive().delete(mark.id());

    assertThat(archive().page(new Query(user, position, 10)))
        .extracting(Summary::session)
        .containsExactly(oldest);
  }

  @Test
  void withoutAUserThePageHoldsEverybodys() throws Exception {
    var first = stored(user, FAR_AHEAD);
    var second = stored(user + "y", FAR_AHEAD.plusSeconds(1));
    var above = new Position(FAR_AHEAD.plusSeconds(2), new SessionId(new UUID(0, 0)));

    assertThat(archive().page(new Query(null, above, 2)))
        .extracting(Summary::session)
        .containsExactly(second, first);
  }

  @Test
  void aSummaryCountsMessagesAndHasTheMedianLatencyOfTheReplies() throws Exception {
    var session = stored(user, NOON);
    assertThat(archive().page(new Query(user, null, 1)))
        .containsExactly(new Summary(session, 0, null));

    add(session, Role.ASSISTANT, null);
    add(session, Role.USER, null);
    add(session, Role.ASSISTANT, Duration.ofMillis(900));
    add(session, Role.ASSISTANT, Duration.ofMillis(500));
    add(session, Role.ASSISTANT, Duration.ofMillis(600));
    add(session, Role.ASSISTANT, Duration.ofMillis(700));

    assertThat(archive().page(new Query(user, null, 1)))
        .containsExactly(new Summary(session, 6, Duration.ofMillis(600)));
  }

  @Test
  void aSessionIsFoundWithItsMessages() throws Exception {
    var session = stored(user, NOON);
    add(session, Role.USER, null);

    var found = archive().find(session.id()).orElseThrow();
    assertThat(found.session()).isEqualTo(session);
    assertThat(found.messages()).hasSize(1);
    assertThat(archive().find(newId())).isEmpty();
  }

  @Test
  void aDeletedSessionIsGoneWithItsMessagesAndDeletingAgainDoesNothing() throws Exception {
    var session = stored(user, NOON);
    add(session, Role.USER, null);
    var kept = stored(user, NOON);

    assertThat(archive().delete(session.id())).isTrue();
    assertThat(archive().delete(session.id())).isFalse();

    assertThat(archive().find(session.id())).isEmpty();
    assertThat(archive().find(kept.id())).isPresent();
    repository().create(session);
    assertThat(archive().find(session.id()).orElseThrow().messages()).isEmpty();
  }

  @Test
  void aUsersSessionsAreDeletedInBatchesAndNobodyElses() throws Exception {
    for (int i = 0; i < 5; i++) {
      stored(user, NOON.plusSeconds(i));
    }
    stored(user + "z", NOON);

    assertThat(archive().deleteOfUser(user, 3)).isEqualTo(3);
    assertThat(archive().deleteOfUser(user, 3)).isEqualTo(2);
    assertThat(archive().deleteOfUser(user, 3)).isZero();

    assertThat(archive().page(new Query(user, null, 10))).isEmpty();
    assertThat(archive().page(new Query(user + "z", null, 10))).hasSize(1);
  }

  @Test
  void whatIsOlderIsDeletedOldestFirstAndTheRestIsKept() throws Exception {
    var second = stored(user, LONG_AGO.plusSeconds(2));
    stored(user, LONG_AGO.plusSeconds(1));
    var kept = stored(user, LONG_AGO.plusSeconds(3));

    assertThat(archive().deleteCreatedBefore(LONG_AGO.plusSeconds(3), 1)).isEqualTo(1);
    assertThat(archive().page(new Query(user, null, 10)))
        .extracting(Summary::session)
        .containsExactly(kept, second);
    assertThat(archive().deleteCreatedBefore(LONG_AGO.plusSeconds(3), 10)).isEqualTo(1);
    assertThat(archive().deleteCreatedBefore(LONG_AGO.plusSeconds(3), 10)).isZero();

    assertThat(archive().page(new Query(user, null, 10)))
        .extracting(Summary::session)
        .containsExactly(kept);
    archive().delete(kept.id());
  }

  @Test
  void batchesHaveABound() {
    assertThatThrownBy(() -> new Query(user, null, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Query(user, null, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> archive().deleteOfUser(user, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> archive().deleteCreatedBefore(NOON, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Session stored(String whose, Instant createdAt) throws Exception {
    var session = Session.pending(newId(), "room", whose, Language.ENGLISH, createdAt);
    repository().create(session);
    return session;
  }

  private void add(Session session, Role role, @Nullable Duration latency) throws Exception {
    repository()
        .add(
            session.id(),
            new Message(UUID.randomUUID(), role, "words", Duration.ZERO, false, NOON, latency),
            new Place(1, 1));
  }

  private static SessionId newId() {
    return new SessionId(UUID.randomUUID());
  }
}
