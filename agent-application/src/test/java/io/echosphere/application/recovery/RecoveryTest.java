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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several workers on one database and one LiveKit, in the test's time. */
class RecoveryTest {
  private static final Duration LEASE = Duration.ofSeconds(9);
  private static final LostSession SESSION =
      new LostSession(new SessionId(new UUID(7, 7)), "room", "u-7");

  private final ManualTimers timers = new ManualTimers();
  private final InMemoryLeaseTable table = new InMemoryLeaseTable(timers);
  private final InMemorySessionRepository sessions = new InMemorySessionRepository();
  private final ScriptedRoomControl rooms = new ScriptedRoomControl();
  private final List<String> abandoned = new ArrayList<>();
  private final Worker one = new Worker("one");
  private final Worker two = new Worker("two");

  private final class Worker {
    private final UUID id = UUID.randomUUID();
    private final Recovery recovery;
    private final String name;

    private Worker(String name) {
      this.name = name;
      var settings = new Recovery.Settings(LEASE, timers, Runnable::run, Runnable::run);
      var leases = table.of(new Holder(id, "scope", name, LEASE));
      recovery = new Recovery(leases, sessions, rooms, settings);
    }

    private void begins(LostSession session) throws Exception {
      var stored =
          Session.pending(
              session.id(), session.room(), session.userId(), Language.JAPANESE, timers.now());
      sessions.create(stored);
      sessions.update(stored.start(timers.now()));
      table.begin(id, session);
      recovery.custody().entered(session.id(), () -> abandoned.add(name));
    }

    private void dies() {
      recovery.close();
    }
  }

  @Test
  void theCallerOfALostWorkerGetsAnAgentWithinALeaseAndARound() throws Exception {
    startBoth();
    one.begins(SESSION);
    rooms.caller("room", caller("u-7")).agent("room", "agent-one", one.id);
    pass(20);

    one.dies();
    pass(6);
    assertThat(rooms.calls()).isEmpty();
    pass(2);

    assertThat(rooms.removed()).containsExactly("agent-one");
    assertThat(rooms.calls()).containsExactly("echosphere.session=" + SESSION.id());
    assertThat(table.row(SESSION.id()).worker()).isEqualTo(two.id);
  }

  @Test
  void theJobThatIsCalledGoesOnWithTheSessionForThatUserAlone() throws Exception {
    loseTheFirst();
    var job =
        new Job(
            "AJ_2",
            new JobRoom("room", "RM_1", false),
            "ws://x",
            "token",
            rooms.calls().getFirst());

    try (var stranger = two.recovery.custody().succeed(job)) {
      assertThat(stranger.of("u-8")).isEmpty();
    }
    try (var succession = two.recovery.custody().succeed(job)) {
      var found = succession.of("u-7").orElseThrow();
      assertThat(found.session().id()).isEqualTo(SESSION.id());
    }
    two.recovery.custody().entered(SESSION.id(), () -> abandoned.add("two"));
    rooms.agent("room", "agent-two", two.id);
    pass(60);

    assertThat(rooms.calls()).as("nobody else is called").hasSize(1);
    assertThat(abandoned).isEmpty();
    assertThat(table.row(SESSION.id()).endedAt()).isNull();
    assertThat(table.row(SESSION.id()).lostAt()).isNull();
  }

  @Test
  void aJobThatWasNotCalledForItFindsTheSessionByItsRoom() throws Exception {
    loseTheFirst();
    var job =
        new Job(
            "AJ_3", new JobRoom("room", "RM_1", false), "ws://x", "token", "metadata of another");

    try (var succession = two.recovery.custody().succeed(job)) {
      assertThat(succession.of("u-7")).isPresent();
    }
  }

  @Test
  void untilTheAgentComesItIsCalledAgain() throws Exception {
    loseTheFirst();

    pass(3);
    assertThat(rooms.calls()).hasSize(1);
    rooms.nobodyComes("room");
    pass(1);

    assertThat(rooms.calls()).hasSize(2);
  }

  @Test
  void whereTheCallerHasGoneTheSessionEndsWhenItsWorkerWasLastKnownToLive() throws Exception {
    startBoth();
    one.begins(SESSION);
    pass(20);
    var death = timers.now();

    one.dies();
    pass(30);

    var row = table.row(SESSION.id());
    assertThat(row.reason()).isEqualTo("worker lost");
    assertThat(row.endedAt()).isBetween(death.minus(LEASE), death);
    assertThat(rooms.calls()).isEmpty();
  }

  @Test
  void anOutageOfTheDatabaseExpiresNobody() throws Exception {
    startBoth();
    one.begins(SESSION);
    rooms.caller("room", caller("u-7")).agent("room", "agent-one", one.id);
    pass(20);

    table.beAway(true);
    pass(600);
    table.beAway(false);
    pass(60);

    assertThat(table.row(SESSION.id()).worker()).isEqualTo(one.id);
    assertThat(abandoned).isEmpty();
    assertThat(rooms.removed()).isEmpty();
  }

  @Test
  void aWorkerThatWasCutOffEndsTheCallThatAnotherOneHasClaimed() throws Exception {
    startBoth();
    one.begins(SESSION);
    rooms.caller("room", caller("u-7")).agent("room", "agent-one", one.id);
    pass(20);

    table.cutOff(one.id);
    pass(30);
    assertThat(abandoned).as("it cannot know yet").isEmpty();
    assertThat(rooms.calls()).hasSize(1);
    table.reconnect(one.id);
    pass(3);

    assertThat(abandoned).containsExactly("one");
  }

  /** A machine that stood still for longer than a lease: whoever serves the caller then may. */
  @Test
  void aLostSessionWhoseCallerIsServedByALivingWorkerWaitsBeforeItEnds() throws Exception {
    loseTheFirst();
    rooms.nobodyComes("room").agent("room", "agent-three", two.id);

    pass(18);
    assertThat(table.row(SESSION.id()).endedAt()).isNull();
    pass(3);

    assertThat(table.row(SESSION.id()).reason()).isEqualTo("worker lost, another agent came");
    assertThat(rooms.removed()).isEmpty();
    assertThat(rooms.calls()).hasSize(1);
  }

  @Test
  void ifThatWorkerLeavesAfterAllAnAgentIsCalled() throws Exception {
    loseTheFirst();
    rooms.nobodyComes("room").agent("room", "agent-three", two.id);
    pass(5);

    rooms.leaves("room", "agent-three");
    pass(1);

    assertThat(rooms.calls()).hasSize(2);
    assertThat(table.row(SESSION.id()).endedAt()).isNull();
  }

  @Test
  void aWorkerThatHasJustStartedClaimsNothing() throws Exception {
    one.recovery.start();
    one.begins(SESSION);
    rooms.caller("room", caller("u-7"));
    pass(20);
    one.dies();
    pass(20);

    two.recovery.start();
    pass(8);
    assertThat(rooms.calls()).isEmpty();
    pass(2);

    assertThat(rooms.calls()).hasSize(1);
  }

  @Test
  void whileLiveKitIsAwayLostSessionsWait() throws Exception {
    startBoth();
    one.begins(SESSION);
    rooms.caller("room", caller("u-7"));
    pass(20);
    rooms.beAway(true);
    one.dies();
    pass(60);
    assertThat(table.row(SESSION.id()).endedAt()).isNull();

    rooms.beAway(false);
    pass(1);

    assertThat(rooms.calls()).hasSize(1);
  }

  /** A journal of a worker that died is stored by the one that adopts it, under its own name. */
  @Test
  void aSessionThatItNeverBeganIsLookedAfter() throws Exception {
    two.recovery.start();
    pass(20);
    table.begin(two.id, SESSION);
    pass(30);

    assertThat(table.row(SESSION.id()).reason()).isEqualTo("worker lost");
  }

  @Test
  void aWorkerThatEndsLeavesNothingOpen() throws Exception {
    startBoth();
    one.begins(SESSION);
    pass(20);

    one.recovery.release();
    pass(60);

    assertThat(table.row(SESSION.id()).reason()).isEqualTo("the worker stopped");
    assertThat(rooms.calls()).isEmpty();
  }

  private void loseTheFirst() throws Exception {
    startBoth();
    one.begins(SESSION);
    rooms.caller("room", caller("u-7"));
    pass(20);
    one.dies();
    pass(11);
    assertThat(rooms.calls()).hasSize(1);
  }

  private void startBoth() {
    one.recovery.start();
    two.recovery.start();
  }

  private void pass(int seconds) {
    timers.advance(Duration.ofSeconds(seconds));
  }

  private static Caller caller(String user) {
    return new Caller("caller-of-" + user, "", Map.of(Caller.USER_ID, user));
  }
}
