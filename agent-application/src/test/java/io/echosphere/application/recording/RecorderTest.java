package io.echosphere.application.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.InMemorySessionRepository;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.SequentialIds;
import io.echosphere.application.recording.Fact.MessageAdded;
import io.echosphere.application.recording.Fact.SessionCreated;
import io.echosphere.application.recording.Fact.SessionUpdated;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RecorderTest {
  private static final Duration GENEROUS = Duration.ofSeconds(30);
  private static final int FOR_EVER = Integer.MAX_VALUE;

  private final ManualTimers timers = new ManualTimers();
  private final SequentialIds ids = new SequentialIds();
  private final InMemorySessionRepository repository = new InMemorySessionRepository();
  private final List<Recorder> started = new ArrayList<>();
  private final Recorder recorder = started(10_000);
  private final Session session = pending();

  @AfterEach
  void stop() throws InterruptedException {
    repository.comeBack();
    for (var recorder : started) {
      assertThat(recorder.close(GENEROUS)).isTrue();
    }
  }

  @Test
  void aConversationIsStoredInTheOrderInWhichItWasTold() throws Exception {
    var active = session.start(timers.now());
    var one = message("one");
    var two = message("two");

    tell(
        recorder,
        new SessionCreated(session),
        new SessionUpdated(active),
        said(session.id(), one),
        said(session.id(), two),
        new SessionUpdated(active.complete(timers.now(), "caller left")));

    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(repository.added(session.id())).containsExactly(one, two);
    var stored = repository.find(session.id()).orElseThrow().session();
    assertThat(stored.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(stored.reason()).isEqualTo("caller left");
    assertThat(recorder.dropped()).isZero();
  }

  @Test
  void whatIsToldWhileTheDatabaseIsAwayIsStoredOnceItIsBack() throws Exception {
    repository.beAway(FOR_EVER);
    var said = new ArrayList<Message>();
    recorder.record(new SessionCreated(session));
    for (int i = 0; i < 50; i++) {
      said.add(message("word " + i));
      recorder.record(said(session.id(), said.getLast()));
    }
    assertThat(timers.awaitPending()).isTrue();
    assertThat(recorder.depth()).isEqualTo(51);
    assertThat(recorder.awaitIdle(Duration.ZERO)).isFalse();

    repository.comeBack();
    timers.advance(Duration.ofMillis(100));

    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(repository.added(session.id())).isEqualTo(said);
    assertThat(recorder.depth()).isZero();
    assertThat(recorder.dropped()).isZero();
  }

  @Test
  void thePausesBetweenAttemptsGrowToFiveSeconds() throws Exception {
    repository.beAway(FOR_EVER);
    recorder.record(new SessionCreated(session));

    var pauses = new ArrayList<Long>();
    for (int i = 0; i < 9; i++) {
      assertThat(timers.awaitPending()).isTrue();
      assertThat(repository.attempts()).isEqualTo(i + 1);
      var pause = timers.untilNext().orElseThrow();
      pauses.add(pause.toMillis());
      timers.advance(pause);
    }

    assertThat(pauses)
        .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L);
    assertThat(timers.awaitPending()).isTrue();
  }

  @Test
  void aRefusedMessageIsGivenUpAndMarkedAndTheNextIsStored() throws Exception {
    tell(recorder, new SessionCreated(session), new SessionUpdated(session.start(timers.now())));
    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    repository.refuse(1);
    var kept = message("kept");
    tell(
        recorder,
        said(session.id(), message("refused")),
        said(session.id(), kept),
        new SessionUpdated(session.start(timers.now()).complete(timers.now(), "caller left")));

    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(repository.added(session.id())).containsExactly(kept);
    assertThat(recorder.dropped()).isEqualTo(1);
    assertThat(repository.find(session.id()).orElseThrow().session().reason())
        .isEqualTo("caller left; recording incomplete");
  }

  @Test
  void aSessionWhoseRowWasRefusedIsNotTriedFurtherAndOthersAre() throws Exception {
    repository.refuse(1);
    var other = pending();
    tell(
        recorder,
        new SessionCreated(session),
        said(session.id(), message("lost")),
        new SessionUpdated(session.fail(timers.now(), "x")),
        new SessionCreated(other),
        said(other.id(), message("kept")));

    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(recorder.dropped()).isEqualTo(3);
    assertThat(repository.attempts()).isEqualTo(3);
    assertThat(repository.added(other.id())).hasSize(1);
  }

  @Test
  void whenTooManyWaitTheNewestMessagesAreRefusedButBeginningsAndEndsFindRoom() throws Exception {
    var small = started(10);
    repository.beAway(FOR_EVER);
    var active = session.start(timers.now());
    small.record(new SessionCreated(session));
    for (int i = 0; i < 12; i++) {
      small.record(said(session.id(), message("word " + i)));
    }
    small.record(new SessionUpdated(active.complete(timers.now(), "caller left")));
    assertThat(small.depth()).isEqualTo(11);
    assertThat(small.dropped()).isEqualTo(3);

    assertThat(timers.awaitPending()).isTrue();
    repository.comeBack();
    timers.advance(Duration.ofSeconds(5));

    assertThat(small.awaitIdle(GENEROUS)).isTrue();
    assertThat(repository.added(session.id()))
        .extracting(Message::content)
        .containsExactly(
            "word 0", "word 1", "word 2", "word 3", "word 4", "word 5", "word 6", "word 7",
            "word 8");
    assertThat(repository.find(session.id()).orElseThrow().session().reason())
        .isEqualTo("caller left; recording incomplete");
  }

  @Test
  void aBugInTheRepositoryCostsOneFact() throws Exception {
    var kept = message("kept");
    var broken = new BrokenOnce(repository);
    var fragile = new Recorder(broken, timers, Thread.ofPlatform().name("recorder").factory());
    started.add(fragile);
    fragile.start();
    tell(
        fragile,
        new SessionCreated(session),
        said(session.id(), message("hits the bug")),
        said(session.id(), kept));

    assertThat(fragile.awaitIdle(GENEROUS)).isTrue();
    assertThat(repository.added(session.id())).containsExactly(kept);
    assertThat(fragile.dropped()).isEqualTo(1);
  }

  @Test
  void closingStoresWhatWaitsAndTakesNoMore() throws Exception {
    repository.beAway(3);
    recorder.record(new SessionCreated(session));
    assertThat(timers.awaitPending()).isTrue();
    repository.comeBack();

    assertThat(recorder.close(GENEROUS)).as("tries at once, no timer was moved").isTrue();
    recorder.record(said(session.id(), message("too late")));

    assertThat(repository.find(session.id())).isPresent();
    assertThat(recorder.dropped()).isEqualTo(1);
    assertThat(recorder.depth()).isZero();
  }

  @Test
  void closingGivesUpInTimeWhenTheDatabaseStaysAway() throws Exception {
    repository.beAway(FOR_EVER);
    var lost = started(10);
    started.remove(lost);
    lost.record(new SessionCreated(session));
    assertThat(timers.awaitPending()).isTrue();

    assertThat(lost.close(Duration.ofMillis(50))).isFalse();
    assertThat(lost.depth()).isEqualTo(1);
  }

  @Test
  void aFactsTextFormHoldsNoneOfTheWords() {
    assertThat(said(session.id(), message("hush")).toString()).doesNotContain("hush");
  }

  private Recorder started(int capacity) {
    var made =
        new Recorder(
            repository, Optional.empty(), timers, Thread.ofPlatform().daemon().factory(), capacity);
    made.start();
    started.add(made);
    return made;
  }

  private static void tell(Recorder recorder, Fact... facts) {
    for (var fact : facts) {
      recorder.record(fact);
    }
  }

  private static MessageAdded said(SessionId session, Message message) {
    return new MessageAdded(session, message, new Place(1, 1));
  }

  private Session pending() {
    return Session.pending(
        new SessionId(ids.next()), "room", "user", Language.JAPANESE, timers.now());
  }

  private Message message(String words) {
    return new Message(ids.next(), Role.USER, words, Duration.ZERO, false, timers.now(), null);
  }
}
