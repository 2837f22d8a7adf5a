package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link SessionRepository} promises. Each test uses sessions and users of its own. */
public abstract class SessionRepositoryContract {
  /** Microseconds: what PostgreSQL keeps. */
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private static final Place FIRST = new Place(1, 1);

  /** The repository under test; it may hold other sessions. */
  protected abstract SessionRepository repository();

  private final String user = "user-" + UUID.randomUUID();
  private final Session pending = Session.pending(newId(), "room 1", user, Language.JAPANESE, NOON);

  @Test
  void aNewSessionIsFoundAsItWasStored() throws Exception {
    repository().create(pending);

    var found = repository().find(pending.id()).orElseThrow();
    assertThat(found.session()).isEqualTo(pending);
    assertThat(found.messages()).isEmpty();
  }

  @Test
  void creatingAgainLeavesTheSessionAsItIs() throws Exception {
    repository().create(pending);
    var active = pending.start(NOON.plusSeconds(1));
    repository().update(active);

    repository().create(pending);

    assertThat(repository().find(pending.id()).orElseThrow().session()).isEqualTo(active);
  }

  @Test
  void updatesStoreStatusTimesAndReason() throws Exception {
    repository().create(pending);
    var ended = pending.start(NOON.plusMillis(400)).complete(NOON.plusSeconds(61), "caller left");
    repository().update(ended);

    assertThat(repository().find(pending.id()).orElseThrow().session()).isEqualTo(ended);
  }

  @Test
  void aSessionThatFailedBeforeItStartedHasNoStartAndNoDuration() throws Exception {
    repository().create(pending);
    repository().update(pending.fail(NOON.plusSeconds(2), "no microphone"));

    var found = repository().find(pending.id()).orElseThrow().session();
    assertThat(found.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(found.started()).isNull();
    assertThat(found.duration()).isEmpty();
  }

  @Test
  void aSessionThatHasEndedIsLeftAsItIs() throws Exception {
    repository().create(pending);
    var active = pending.start(NOON);
    var completed = active.complete(NOON.plusSeconds(5), "caller left");
    repository().update(completed);

    repository().update(active);
    repository().update(active.fail(NOON.plusSeconds(9), "late news"));

    assertThat(repository().find(pending.id()).orElseThrow().session()).isEqualTo(completed);
  }

  @Test
  void messagesComeBackAsTheyWereSaidAndInThatOrder() throws Exception {
    repository().create(pending);
    var greeting = message(Role.ASSISTANT, "こんにちは！😀", NOON, Duration.ofMillis(1_230), false);
    var question = message(Role.USER, "明日の天気は？", NOON.plusSeconds(2), Duration.ZERO, false);
    var answer =
        message(Role.ASSISTANT, "It'll be", NOON.plusSeconds(4), Duration.ofMillis(700), true);

    repository().add(pending.id(), answer, new Place(3, 1));
    repository().add(pending.id(), greeting, new Place(1, 1));
    repository().add(pending.id(), question, new Place(2, 1));

    assertThat(repository().find(pending.id()).orElseThrow().messages())
        .containsExactly(greeting, question, answer);
  }

  @Test
  void aReplyKeepsHowLongItWasWaitedFor() throws Exception {
    repository().create(pending);
    var reply =
        new Message(
            IDS.next(),
            Role.ASSISTANT,
            "Sunny.",
            Duration.ofMillis(900),
            false,
            NOON,
            Duration.ofMillis(640));

    repository().add(pending.id(), reply, FIRST);

    assertThat(repository().find(pending.id()).orElseThrow().messages()).containsExactly(reply);
  }

  @Test
  void messagesOfTheSameInstantAreOrderedByTheirIds() throws Exception {
    repository().create(pending);
    var first = message(Role.USER, "one", NOON, Duration.ZERO, false);
    var second = message(Role.ASSISTANT, "two", NOON, Duration.ZERO, false);

    repository().add(pending.id(), second, FIRST);
    repository().add(pending.id(), first, FIRST);

    assertThat(repository().find(pending.id()).orElseThrow().messages())
        .containsExactly(first, second);
  }

  @Test
  void addingAMessageAgainLeavesTheStoredOne() throws Exception {
    repository().create(pending);
    var message = message(Role.USER, "once", NOON, Duration.ZERO, false);
    repository().add(pending.id(), message, FIRST);
    repository()
        .add(
            pending.id(),
            new Message(message.id(), Role.USER, "twice", Duration.ZERO, false, NOON, null),
            FIRST);

    assertThat(repository().find(pending.id()).orElseThrow().messages()).containsExactly(message);
  }

  /** A reply is told clause by clause, and a replay may tell it again from its beginning. */
  @Test
  void aLaterRevisionReplacesWhatWasHeardAndAnEarlierOneDoesNot() throws Exception {
    repository().create(pending);
    var one = message(Role.ASSISTANT, "One.", NOON, Duration.ofMillis(300), true);
    var two = retold(one, "One. Two.", Duration.ofMillis(700), true);
    var whole = retold(one, "One. Two. Three.", Duration.ofMillis(1_100), false);

    repository().add(pending.id(), one, new Place(4, 1));
    repository().add(pending.id(), whole, new Place(4, 3));
    assertThat(repository().find(pending.id()).orElseThrow().messages()).containsExactly(whole);

    for (int replay = 0; replay < 2; replay++) {
      repository().add(pending.id(), one, new Place(4, 1));
      repository().add(pending.id(), two, new Place(4, 2));
    }
    assertThat(repository().find(pending.id()).orElseThrow().messages()).containsExactly(whole);
  }

  @Test
  void theOrderIsThatInWhichThingsBeganToBeSaidWhateverTheClocksAndKeysSay() throws Exception {
    repository().create(pending);
    var later = message(Role.USER, "second", NOON, Duration.ZERO, false);
    var earlier = message(Role.ASSISTANT, "first", NOON.plusSeconds(9), Duration.ZERO, true);

    repository().add(pending.id(), later, new Place(2, 1));
    repository().add(pending.id(), earlier, new Place(1, 1));

    assertThat(repository().find(pending.id()).orElseThrow().messages())
        .containsExactly(earlier, later);
  }

  private static Message retold(Message before, String words, Duration audio, boolean interrupted) {
    return new Message(
        before.id(), before.role(), words, audio, interrupted, before.createdAt(), null);
  }

  @Test
  void aMessageForAnUnknownSessionIsRefusedForGood() {
    var message = message(Role.USER, "lost words", NOON, Duration.ZERO, false);

    assertThatThrownBy(() -> repository().add(newId(), message, FIRST))
        .isInstanceOfSatisfying(
            RepositoryUnavailable.class, refusal -> assertThat(refusal.isTransient()).isFalse())
        .hasMessageNotContaining("lost words");
  }

  @Test
  void anUnknownSessionIsNotFound() throws Exception {
    assertThat(repository().find(newId())).isEmpty();
  }

  @Test
  void aUsersSessionsAreListedNewestFirst() throws Exception {
    var sessions = new ArrayList<Session>();
    for (int minute = 0; minute < 4; minute++) {
      var session =
          Session.pending(newId(), "room", user, Language.ENGLISH, NOON.plusSeconds(60L * minute));
      sessions.addFirst(session);
      repository().create(session);
    }
    repository().create(Session.pending(newId(), "room", user + "x", Language.ENGLISH, NOON));

    assertThat(repository().listByUser(user, 1_000)).containsExactlyElementsOf(sessions);
    assertThat(repository().listByUser(user, 2)).containsExactlyElementsOf(sessions.subList(0, 2));
    assertThat(repository().listByUser("nobody-" + user, 10)).isEmpty();
  }

  @Test
  void aListLongerThanAThousandOrEmptyIsNotGiven() {
    assertThatThrownBy(() -> repository().listByUser(user, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> repository().listByUser(user, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyThreadsMayWriteAtOnce() throws Exception {
    repository().create(pending);
    var go = new CountDownLatch(1);
    var writes = new ArrayList<Future<?>>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        var message = message(Role.USER, "word " + i, NOON.plusMillis(i), Duration.ZERO, false);
        writes.add(
            threads.submit(
                () -> {
                  go.await();
                  repository().create(pending);
                  repository().add(pending.id(), message, FIRST);
                  return message;
                }));
      }
      go.countDown();
      for (var write : writes) {
        rethrow(write);
      }
    }
    assertThat(repository().find(pending.id()).orElseThrow().messages()).hasSize(40);
  }

  private static void rethrow(Future<?> write) throws InterruptedException {
    try {
      write.get();
    } catch (ExecutionException failure) {
      throw new AssertionError("a concurrent write failed", failure.getCause());
    }
  }

  private static SessionId newId() {
    return new SessionId(IDS.next());
  }

  private static Message message(
      Role role, String words, Instant at, Duration audio, boolean interrupted) {
    return new Message(IDS.next(), role, words, audio, interrupted, at, null);
  }

  /** Sortable like the real ones, and different in each run of a test on a kept database. */
  private static final IdGenerator IDS =
      new IdGenerator() {
        private final SequentialIds sequence = new SequentialIds();

        @Override
        public UUID next() {
          return new UUID(
              sequence.next().getMostSignificantBits(),
              UUID.randomUUID().getLeastSignificantBits());
        }
      };
}
