package io.echosphere.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.in.AgentJobs.JobRoom;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.turn.AgentState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls whose connection to the room breaks and is restored. */
class BrokenConnectionTest {
  private final StagedCall stage = new StagedCall();

  @AfterEach
  void end() {
    stage.close();
  }

  @Test
  void aReplyWaitsForItsAudienceAndGoesOnToItsEnd() {
    var room = stage.startedCall("a");
    room.listener.callerJoined(new Caller("ada", "", Map.of()));
    stage.until(() -> room.voicedFrames > 20);

    room.listener.interrupted(Duration.ZERO);
    stage.clock.beat(1);
    long heard = room.voicedFrames;
    stage.clock.beat(100);
    assertThat(room.voicedFrames).isEqualTo(heard);
    assertThat(room.states).doesNotContain(AgentState.LISTENING);

    room.listener.restored();
    stage.untilSaid(room, StagedCall.GREETING);
    assertThat(room.voicedFrames).isGreaterThan(heard);
  }

  @Test
  void whatWasSpokenIntoABrokenConnectionIsSpokenAgain() {
    var whole = stage.greetedCall("whole");
    long frames = whole.voicedFrames;
    var room = stage.answeredCall("a");
    stage.until(() -> room.voicedFrames > 30);

    room.listener.interrupted(Duration.ofMillis(200));
    stage.clock.beat(5);
    room.listener.restored();
    stage.untilSaid(room, StagedCall.GREETING);

    assertThat(room.voicedFrames).isBetween(frames + 18, frames + 22 + AudioFormat.FRAME_MS);
  }

  /** The server that comes back makes the room anew, and wants an agent for it. */
  @Test
  void aJobForARoomWhoseCallSurvivedIsNotBegun() {
    var room = stage.greetedCall("a");
    room.listener.reconnecting();
    room.listener.interrupted(Duration.ZERO);
    var report = new StagedCall.RecordedReport();

    assertThat(stage.calls.admit("b")).isTrue();
    stage.calls.start(StagedCall.job("b", new JobRoom(room.name, "RM_1", false)), report);

    room.listener.reconnected();
    room.listener.restored();
    stage.pass(40_000);
    assertThat(report.ended).isEmpty();
    assertThat(report.success).isTrue();
    assertThat(stage.calls.running()).isEqualTo(1);
    assertThat(stage.rooms.opened).hasSize(1);
    assertThat(room.said(Speaker.AGENT)).containsExactly(StagedCall.GREETING);
  }

  /** A node of LiveKit dies: the room is on another before the agent knows that its own is gone. */
  @Test
  void aJobForAnotherRoomOfTheNameIsNotBegunBeforeTheCallHasEnded() {
    var room = stage.greetedCall("a");
    var report = new StagedCall.RecordedReport();

    stage.calls.start(StagedCall.job("b", new JobRoom(room.name, "RM_2", false)), report);
    assertThat(stage.rooms.opened).hasSize(1);
    assertThat(report.ended).isNull();

    room.listener.disconnected("it could not be restored");
    stage.until(() -> stage.rooms.opened.size() == 2);
    assertThat(stage.rooms.opened.getLast().name).isEqualTo(room.name);
  }

  /** Nodes that share a Redis give a room that they make anew the sid it had. */
  @Test
  void aJobForARoomThatHasLostItsCallerIsNotBegunBeforeTheCallHasEnded() {
    var room = stage.greetedCall("a");
    stage.pass(10_000);
    var report = new StagedCall.RecordedReport();

    stage.calls.start(StagedCall.job("b", new JobRoom(room.name, "RM_1", true)), report);
    assertThat(stage.rooms.opened).hasSize(1);

    room.listener.disconnected("it could not be restored");
    stage.until(() -> stage.rooms.opened.size() == 2);
  }

  @Test
  void aSecondAgentOfANewRoomIsBegun() {
    stage.calls.start(
        StagedCall.job("a", new JobRoom("room", "RM_1", true)), new StagedCall.RecordedReport());
    stage.calls.start(
        StagedCall.job("b", new JobRoom("room", "RM_1", true)), new StagedCall.RecordedReport());

    stage.until(() -> stage.rooms.opened.size() == 2);
  }

  @Test
  void aJobForAnotherRoomOfTheNameIsNotBegunAfterACallThatEndedByItself() {
    var room = stage.greetedCall("a");
    var report = new StagedCall.RecordedReport();
    stage.calls.start(StagedCall.job("b", new JobRoom(room.name, "RM_2", false)), report);

    room.listener.callerLeft();
    stage.until(() -> room.report.ended != null || stage.passes());
    stage.until(() -> report.ended != null);

    assertThat(report.success).isTrue();
    assertThat(stage.rooms.opened).hasSize(1);
  }

  /** LiveKit ends the job of a participant that it takes for gone, also when the agent rejoins. */
  @Test
  void aJobThatIsEndedWhileItsRoomIsJoinedAnewGoesOn() {
    var room = stage.greetedCall("a");
    room.listener.reconnecting();
    stage.calls.terminate("a");
    stage.pass(200);
    room.listener.reconnected();

    stage.pass(2_000);

    assertThat(room.report.ended).isNull();
    assertThat(stage.calls.running()).isEqualTo(1);
  }

  /** The two tell of the same over two sockets. */
  @Test
  void aJobThatIsEndedJustBeforeItsConnectionBreaksGoesOn() {
    var room = stage.greetedCall("a");
    stage.calls.terminate("a");
    stage.pass(500);
    room.listener.reconnecting();

    stage.pass(2_000);

    assertThat(room.report.ended).isNull();
  }

  @Test
  void aJobThatIsEndedLongAfterAnOutageEnds() {
    var room = stage.greetedCall("a");
    room.listener.reconnecting();
    room.listener.reconnected();
    stage.pass(5_000);

    stage.calls.terminate("a");
    stage.pass(1_000);
    stage.until(() -> room.report.ended != null);

    assertThat(room.report.success).isTrue();
  }

  /** A room that ended and was made again by the next caller, while the last call is leaving. */
  @Test
  void aJobForARoomOfTheSameNameIsBegunOtherwise() {
    var room = stage.greetedCall("a");
    var report = new StagedCall.RecordedReport();

    stage.calls.start(StagedCall.job("b", new JobRoom(room.name, "RM_1", false)), report);

    stage.until(() -> stage.rooms.opened.size() == 2);
    assertThat(report.ended).isNull();
  }
}
