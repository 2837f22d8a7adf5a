package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.in.AgentJobs.JobRoom;
import io.echosphere.domain.session.SessionStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final StagedCall stage = new StagedCall(StagedCall.GREETING, 2);

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void placesAreReservedUpToTheBoundAndForgottenAfterTenSeconds() {
    assertThat(stage.calls.admit("a")).isTrue();
    assertThat(stage.calls.admit("b")).isTrue();
    assertThat(stage.calls.admit("c")).isFalse();
    assertThat(stage.calls.standing().full()).isTrue();

    stage.pass(10_000);

    assertThat(stage.calls.admit("c")).isTrue();
  }

  @Test
  void loadIsCallsNotTheMachine() {
    stage.greetedCall("a");
    assertThat(stage.calls.standing().load()).isEqualTo(0.35f);
    assertThat(stage.calls.standing().sessions()).isEqualTo(1);

    stage.clock.late(3, 80_000_000L, 0);
    assertThat(stage.calls.standing().load()).isGreaterThan(0.7f);
  }

  @Test
  void aJobThatIsAlreadyRunningIsLeftAlone() {
    var room = stage.greetedCall("a");
    stage.calls.start(
        StagedCall.job("a", new JobRoom("other", "RM_1", false)), new StagedCall.RecordedReport());

    assertThat(stage.calls.running()).isEqualTo(1);
    assertThat(room.report.ended).isNull();
  }

  @Test
  void aJobWhoseCallMayGoOnElsewhereWaits() {
    var wanted = stage.custody.holdJobs();
    var report = started("a");
    assertThat(stage.rooms.opened).isEmpty();

    wanted.complete(true);

    stage.until(() -> stage.rooms.opened.size() == 1);
    assertThat(report.ended).isNull();
  }

  @Test
  void aJobWhoseCallGoesOnElsewhereIsOver() {
    var wanted = stage.custody.holdJobs();
    var report = started("a");

    wanted.complete(false);

    assertThat(report.success).isTrue();
    assertThat(stage.rooms.opened).isEmpty();
    assertThat(stage.calls.running()).isZero();
  }

  @Test
  void aJobThatIsEndedWhileItWaitsIsNeverBegun() {
    var wanted = stage.custody.holdJobs();
    var report = started("a");

    stage.calls.terminate("a");
    assertThat(report.success).isTrue();
    wanted.complete(true);

    assertThat(stage.calls.running()).isZero();
  }

  @Test
  void aDrainWaitsForJobsThatMayBeWanted() throws Exception {
    var wanted = stage.custody.holdJobs();
    var report = started("a");
    stage.pass(20_000); // longer than its place is kept
    var drained = CompletableFuture.supplyAsync(() -> drain(Duration.ofMinutes(1)));
    stage.until(() -> stage.calls.standing().full());
    assertThat(drained).isNotDone();

    wanted.complete(false);

    assertThat(drained.get()).isTrue();
    assertThat(report.success).isTrue();
  }

  private StagedCall.RecordedReport started(String job) {
    assertThat(stage.calls.admit(job)).isTrue();
    var report = new StagedCall.RecordedReport();
    stage.calls.start(StagedCall.job(job, new JobRoom("room", "RM_1", true)), report);
    return report;
  }

  @Test
  void aTerminatedJobEndsWell() {
    var room = stage.greetedCall("a");

    stage.calls.terminate("a");
    stage.calls.terminate("unknown");
    stage.pass(1_000);
    stage.until(() -> room.report.ended != null);

    assertThat(room.report.success).isTrue();
    assertThat(stage.sessions().getLast().status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void aDrainTakesNoMoreCallsAndWaitsForTheRunningOnes() throws Exception {
    var room = stage.greetedCall("a");
    var drained = CompletableFuture.supplyAsync(() -> drain(Duration.ofMinutes(1)));
    stage.until(() -> stage.calls.standing().full());
    assertThat(stage.calls.admit("b")).isFalse();
    assertThat(drained).isNotDone();

    room.listener.closed("the room was closed");

    assertThat(drained.get()).isTrue();
    assertThat(stage.sessions().getLast().status()).isEqualTo(SessionStatus.COMPLETED);
  }

  @Test
  void aDrainThatTakesTooLongEndsTheCalls() throws Exception {
    var room = stage.greetedCall("a");
    var drained = CompletableFuture.supplyAsync(() -> drain(Duration.ofMillis(1)));

    stage.until(() -> room.report.ended != null);

    assertThat(drained.get()).isFalse();
    assertThat(stage.sessions().getLast().reason()).isEqualTo("the worker stopped");
  }

  private boolean drain(Duration bound) {
    try {
      return stage.calls.drain(bound);
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
