package io.echosphere.application.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.in.AgentJobs.JobRoom;
import io.echosphere.application.port.out.InMemoryLeaseTable;
import io.echosphere.application.port.out.InMemorySessionRepository;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.ScriptedRoomControl;
import io.echosphere.application.port.out.WorkerLeases.Holder;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs for rooms that were made anew, and what becomes of the calls that were in them. */
class SurvivorsTest {
  private static final Duration LEASE = Duration.ofSeconds(9);
  private static final LostSession SESSION =
      new LostSession(new SessionId(new UUID(7, 7)), "room", "u-7");

  private final ManualTimers timers = new ManualTimers();
  private final InMemoryLeaseTable table = new InMemoryLeaseTable(timers);
  private final InMemorySessionRepository sessions = new InMemorySessionRepository();
  private final ScriptedRoomControl rooms = new ScriptedRoomControl();
  private final Holder other = new Holder(UUID.randomUUID(), "scope", "other", LEASE);
  private final Holder me = new Holder(UUID.randomUUID(), "scope", "me", LEASE);
  private final Recovery recovery =
      new Recovery(
          table.of(me),
          sessions,
          rooms,
          new Recovery.Settings(LEASE, timers, Runnable::run, Runnable::run));

  private boolean otherLives = true;

  @BeforeEach
  void start() throws Exception {
    recovery.start();
    pass(10); // long enough to claim what others lose
  }

  @Test
  void aNewRoomsJobIsBegunAtOnce() {
    assertThat(asked("room", true)).isCompletedWithValue(true);
  }

  @Test
  void aJobForARoomWithSomebodyInItIsBegunAtOnce() throws Exception {
    goesOnElsewhere();

    assertThat(asked("room", false)).isCompletedWithValue(true);
  }

  @Test
  void aJobForARoomWhoseAgentIsBackIsNotBegun() throws Exception {
    goesOnElsewhere();
    var wanted = asked("room", true);
    pass(5);
    rooms.agent("room", "agent-other", other.worker());
    pass(34);
    assertThat(wanted).isNotDone();

    pass(2);

    assertThat(wanted).isCompletedWithValue(false);
  }

  @Test
  void aCallerWhoseAgentDoesNotComeBackGetsAnother() throws Exception {
    goesOnElsewhere();
    var wanted = asked("room", true);
    pass(14);
    assertThat(wanted).isNotDone();

    pass(1);

    assertThat(wanted).isCompletedWithValue(true);
  }

  @Test
  void aCallThatWasCutOffIsFollowedByAnother() throws Exception {
    goesOnElsewhere();
    var wanted = asked("room", true);
    pass(5);
    over();

    pass(1);

    assertThat(wanted).isCompletedWithValue(true);
  }

  @Test
  void aCallThatEndedWithItsCallerIsNotFollowedByAnother() throws Exception {
    goesOnElsewhere();
    rooms.leaveAll("room");
    var wanted = asked("room", true);
    pass(5);
    over();

    pass(1);

    assertThat(wanted).isCompletedWithValue(false);
  }

  /** Its agent is still shown for a while; the job that waits goes on with the session. */
  @Test
  void aCallWhoseWorkerDiesMeanwhileIsGoneOnWith() throws Exception {
    goesOnElsewhere();
    rooms.agent("room", "agent-other", other.worker());
    otherLives = false;
    var wanted = asked("room", true);
    pass(7);
    assertThat(wanted).isNotDone();

    pass(3);

    assertThat(wanted).isCompletedWithValue(true);
    try (var succession = recovery.custody().succeed(job("room", true))) {
      assertThat(succession.of("u-7")).isPresent();
    }
  }

  @Test
  void callsGoOnWithoutADatabase() throws Exception {
    goesOnElsewhere();
    var wanted = asked("room", true);
    rooms.agent("room", "agent-other", other.worker());
    table.beAway(true);
    otherLives = false; // it cannot renew, and nobody can claim

    pass(41);

    assertThat(wanted).isCompletedWithValue(false);
  }

  @Test
  void whereTheDatabaseCannotBeAskedAJobIsBegun() throws Exception {
    goesOnElsewhere();
    table.beAway(true);

    assertThat(asked("room", true)).isCompletedWithValue(true);
  }

  @Test
  void noJobWaitsForASlowDatabase() throws Exception {
    Queue<Runnable> waiting = new ArrayDeque<>();
    Executor slow = task -> waiting.add(task);
    var survivors = new Survivors(table.of(me), sessions, rooms, timers, slow);
    goesOnElsewhere();
    var wanted = survivors.wanted(job("room", true)).toCompletableFuture();
    assertThat(wanted).isNotDone();

    timers.advance(Duration.ofMillis(250));
    assertThat(wanted).isCompletedWithValue(true);

    waiting.forEach(Runnable::run);
    pass(60);
    assertThat(waiting).as("it is not asked again").hasSize(1);
  }

  @Test
  void whileLiveKitCannotBeAskedNoCallerIsLeftAlone() throws Exception {
    goesOnElsewhere();
    rooms.beAway(true);
    var wanted = asked("room", true);

    pass(15);

    assertThat(wanted).isCompletedWithValue(true);
  }

  private void goesOnElsewhere() throws Exception {
    var stored =
        Session.pending(
            SESSION.id(), SESSION.room(), SESSION.userId(), Language.JAPANESE, timers.now());
    sessions.create(stored);
    sessions.update(stored.start(timers.now()));
    table.begin(other.worker(), SESSION);
    rooms.caller("room", new Caller("ada", "", Map.of(Caller.USER_ID, "u-7")));
  }

  private void over() throws Exception {
    table.end(SESSION.id());
    var stored = sessions.find(SESSION.id()).orElseThrow().session();
    sessions.update(stored.complete(timers.now(), "the caller left"));
  }

  private CompletableFuture<Boolean> asked(String room, boolean empty) {
    return recovery.custody().wanted(job(room, empty)).toCompletableFuture();
  }

  private static Job job(String room, boolean empty) {
    return new Job("AJ_2", new JobRoom(room, "RM_1", empty), "ws://x", "token", "");
  }

  private void pass(int seconds) throws Exception {
    for (int second = 0; second < seconds; second++) {
      if (otherLives) {
        table.of(other).renew();
      }
      timers.advance(Duration.ofSeconds(1));
    }
  }
}
