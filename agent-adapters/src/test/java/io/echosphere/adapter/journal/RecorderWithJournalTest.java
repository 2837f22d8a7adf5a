package io.echosphere.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.InMemorySessionRepository;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.SequentialIds;
import io.echosphere.application.recording.Fact;
import io.echosphere.application.recording.Recorder;
import io.echosphere.application.recording.RecorderHealth;
import io.echosphere.application.recording.RecorderHealth.Journal;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder on real files. */
class RecorderWithJournalTest {
  private static final Duration GENEROUS = Duration.ofSeconds(30);

  @TempDir Path root;
  private final ManualTimers timers = new ManualTimers();
  private final SequentialIds ids = new SequentialIds();
  private final InMemorySessionRepository database = new InMemorySessionRepository();
  private final FailingDisk disk = new FailingDisk();
  private final List<Recorder> started = new ArrayList<>();
  private final Session session = Facts.session(ids.next());
  private int told;

  @AfterEach
  void stop() throws InterruptedException {
    disk.failsAfter = Integer.MAX_VALUE;
    database.comeBack();
    for (var recorder : started) {
      assertThat(recorder.close(GENEROUS)).isTrue();
    }
    assertThat(Files.exists(root.resolve("a"))).isFalse();
  }

  @Test
  void factsPassThroughTheJournalInOrder() throws Exception {
    var recorder = recorder("a");
    recorder.record(new Fact.SessionCreated(session));
    tell(recorder, 300);

    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(stored()).isEqualTo(words(300));
    assertThat(recorder.health())
        .isEqualTo(new RecorderHealth(0, Duration.ZERO, 0, 0, 0, Journal.WORKING, false));
  }

  @Test
  void whatWaitsAtTheEndIsStoredByTheNextWorkerBesideItsOwn() throws Exception {
    database.beAway(Integer.MAX_VALUE);
    var first = recorder("a");
    started.clear();
    first.record(new Fact.SessionCreated(session));
    tell(first, 20);
    assertThat(first.close(Duration.ofMillis(100))).isFalse();
    database.comeBack();

    var second = recorder("b");
    until(second, health -> stored().size() == 20 && Files.notExists(root.resolve("a")));

    assertThat(stored()).isEqualTo(words(20));
    assertThat(second.dropped()).isZero();
  }

  @Test
  void whileTheDiskIsFullFactsWaitInMemoryAndAreStoredFromThere() throws Exception {
    var recorder = recorder("a");
    recorder.record(new Fact.SessionCreated(session));
    tell(recorder, 2);
    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();

    disk.failsAfter = 5;
    tell(recorder, 3);
    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(recorder.health().journal()).isEqualTo(Journal.BROKEN);
    assertThat(stored()).isEqualTo(words(5));

    disk.failsAfter = Integer.MAX_VALUE;
    until(
        recorder,
        health -> {
          tell(recorder, 1);
          timers.advance(Duration.ofSeconds(31));
          return health.journal() == Journal.WORKING;
        });
    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(stored()).isEqualTo(words(told));
    assertThat(recorder.dropped()).isZero();
  }

  /** Disk and database fail together: nothing gets lost as long as the process lives. */
  @Test
  void factsThatWaitInMemoryGoToTheJournalWhenItWorksAgain() throws Exception {
    var recorder = recorder("a");
    recorder.record(new Fact.SessionCreated(session));
    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    database.beAway(Integer.MAX_VALUE);
    tell(recorder, 4);
    until(recorder, health -> health.journalBytes() > 0 && health.depth() == 4);
    disk.failsAfter = 5;
    tell(recorder, 4);
    until(recorder, health -> health.journal() == Journal.BROKEN);

    disk.failsAfter = Integer.MAX_VALUE;
    until(
        recorder,
        health -> {
          timers.advance(Duration.ofSeconds(31));
          return health.journal() == Journal.WORKING;
        });
    assertThat(recorder.health().databaseAway()).isTrue();
    until(recorder, health -> health.depth() == 8);
    database.comeBack();
    until(
        recorder,
        health -> {
          timers.advance(Duration.ofSeconds(5));
          return health.depth() == 0;
        });

    assertThat(stored()).isEqualTo(words(8));
  }

  @Test
  void whatTheDatabaseRefusesIsSetAsideAndBlocksNothing() throws Exception {
    var recorder = recorder("a");
    recorder.record(new Fact.SessionCreated(session));
    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    database.refuse(1);
    tell(recorder, 3);

    assertThat(recorder.awaitIdle(GENEROUS)).isTrue();
    assertThat(stored()).isEqualTo(words(3).subList(1, 3));
    assertThat(recorder.health().setAside()).isEqualTo(1);
    assertThat(recorder.dropped()).isEqualTo(1);
    assertThat(root.resolve(Aside.DIRECTORY).resolve("a.seg")).exists();
  }

  @Test
  void aFullJournalRefusesMessagesFirst() throws Exception {
    database.beAway(Integer.MAX_VALUE);
    var journal = journal("a", 20_000);
    var recorder = start(new Recorder(database, journal, timers, threads()));
    recorder.record(new Fact.SessionCreated(session));
    until(
        recorder,
        health -> {
          tell(recorder, 1);
          return health.dropped() > 0;
        });
    recorder.record(new Fact.SessionUpdated(session.start(Facts.NOON)));
    long dropped = recorder.dropped();
    // What was on its way to the disk when the bound was reached is written all the same.
    assertThat(recorder.health().journalBytes()).isBetween(15_000L, 60_000L);
    assertThat(recorder.health().oldest()).isEqualTo(Duration.ZERO);
    timers.advance(Duration.ofSeconds(4));
    assertThat(recorder.health().oldest()).isEqualTo(Duration.ofSeconds(4));

    database.comeBack();
    until(
        recorder,
        health -> {
          timers.advance(Duration.ofSeconds(5));
          return health.depth() == 0;
        });
    assertThat(recorder.dropped()).isEqualTo(dropped);
    assertThat(database.find(session.id()).orElseThrow().session().started()).isNotNull();
  }

  private Recorder recorder(String instance) {
    return start(new Recorder(database, journal(instance, 10_000_000), timers, threads()));
  }

  private FileJournal journal(String instance, long maxBytes) {
    return new FileJournal(
        new FileJournal.Settings(root, maxBytes, Duration.ofDays(7)), instance, timers::now, disk);
  }

  private Recorder start(Recorder recorder) {
    recorder.start();
    started.add(recorder);
    return recorder;
  }

  private static java.util.concurrent.ThreadFactory threads() {
    return Thread.ofPlatform().daemon().factory();
  }

  private void tell(Recorder recorder, int count) {
    for (int i = 0; i < count; i++) {
      told++;
      recorder.record(Facts.said(session, ids.next(), told, "word " + told).fact());
    }
  }

  private static List<String> words(int count) {
    return java.util.stream.IntStream.rangeClosed(1, count).mapToObj(i -> "word " + i).toList();
  }

  private List<String> stored() {
    return database.added(session.id()).stream().map(Message::content).toList();
  }

  /** Other threads do the work. */
  private static void until(Recorder recorder, Predicate<RecorderHealth> holds) {
    long end = System.nanoTime() + GENEROUS.toNanos();
    while (!holds.test(recorder.health())) {
      assertThat(System.nanoTime()).as("waited too long: %s", recorder.health()).isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }
}
