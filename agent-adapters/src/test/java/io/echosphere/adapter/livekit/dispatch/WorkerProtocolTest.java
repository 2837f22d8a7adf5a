package io.echosphere.adapter.livekit.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.dispatch.FakeTransport.Connection;
import io.echosphere.application.port.in.AgentJobs.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import livekit.LivekitAgent.AvailabilityRequest;
import livekit.LivekitAgent.JobAssignment;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.WorkerMessage;
import livekit.LivekitAgent.WorkerStatus;
import org.junit.jupiter.api.Test;

/** How a worker and its server keep in touch. */
class WorkerProtocolTest extends WorkerBench {
  @Test
  void registersAndTellsItsStandingAtOnceThenEvery2500Milliseconds() {
    Connection server = transport.latest();
    server.listener.opened();
    WorkerMessage register = server.takeSent().getFirst();
    assertThat(register.getRegister().getAgentName()).isEmpty();
    assertThat(register.getRegister().getVersion()).isEqualTo("1.2.3");
    assertThat(register.getRegister().getAllowedPermissions().getCanUpdateMetadata()).isTrue();

    server.register("W1");
    assertThat(heard).containsExactly("registered W1", "available");
    assertThat(statuses(server)).containsExactly(WorkerStatus.WS_AVAILABLE);

    time.advance(Duration.ofMillis(2_499));
    assertThat(statuses(server)).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(statuses(server)).hasSize(1);
  }

  @Test
  void theLoadStaysBelowTheServersTargetAndOnlyTheStatusSaysFull() {
    jobs.standing = new Standing(false, 1f, 3);
    Connection server = registered("W1");
    var status = server.takeSent().stream().filter(WorkerMessage::hasUpdateWorker).findFirst();

    assertThat(status.orElseThrow().getUpdateWorker().getLoad()).isLessThan(0.7f);
    assertThat(status.orElseThrow().getUpdateWorker().getJobCount()).isEqualTo(3);
  }

  @Test
  void becomingFullIsToldAtOnceAndOnlyOnce() {
    Connection server = registered("W1");
    server.takeSent();

    jobs.standing = new Standing(true, 1f, 1);
    tell(worker::standingMayHaveChanged);
    tell(worker::standingMayHaveChanged);

    assertThat(statuses(server)).containsExactly(WorkerStatus.WS_FULL);
  }

  @Test
  void itIsSaidWhenTheServerBeginsToGiveJobs() {
    jobs.standing = new Standing(true, 1f, 1);
    Connection server = registered("W1");
    assertThat(heard).containsExactly("registered W1");

    jobs.standing = new Standing(false, 0, 0);
    tell(worker::standingMayHaveChanged);
    tell(worker::standingMayHaveChanged);
    assertThat(heard).containsExactly("registered W1", "available");

    server.listener.lost("gone");
    time.advance(Duration.ofSeconds(10));
    registered("W2");
    assertThat(heard).endsWith("registered W2", "available");
  }

  @Test
  void aSilentServerIsLeftAndAnotherConnectionIsTried() {
    Connection first = registered("W1");
    time.advance(Duration.ofSeconds(40));

    assertThat(first.aborted).isTrue();
    assertThat(heard).contains("unavailable: LiveKit has been silent for 25 s");
    assertThat(transport.connections).hasSizeGreaterThan(1);
  }

  @Test
  void aServerThatAnswersPingsIsKept() {
    Connection server = registered("W1");
    for (int i = 0; i < 20; i++) {
      time.advance(Duration.ofSeconds(5));
      pong(server, time.now().toEpochMilli());
    }

    assertThat(transport.connections).hasSize(1);
  }

  @Test
  void aRegistrationWithoutAnswerIsTriedAgain() {
    transport.latest().listener.opened();
    time.advance(WorkerProtocol.REGISTER_LIMIT);

    assertThat(transport.latest().aborted || transport.connections.size() > 1).isTrue();
    assertThat(heard).contains("unavailable: LiveKit did not answer the registration within 10 s");
  }

  @Test
  void itGoesOnTryingWithWaitsThatGrowAndStayBounded() {
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      transport.latest().listener.lost("refused");
      int before = transport.connections.size();
      Duration waited = Duration.ZERO;
      while (transport.connections.size() == before) {
        time.advance(Duration.ofMillis(10));
        waited = waited.plusMillis(10);
      }
      waits.add(waited);
    }

    assertThat(waits).allMatch(wait -> wait.toMillis() >= 50 && wait.toMillis() <= 10_010);
    assertThat(waits.getFirst()).isLessThanOrEqualTo(Duration.ofMillis(510));
    assertThat(waits).anyMatch(wait -> wait.toMillis() > 5_000);
  }

  @Test
  void whatAnOldConnectionStillSaysIsDropped() {
    Connection first = registered("W1");
    first.listener.lost("gone");
    first.listener.lost("gone again");
    assign(first, "J1", "");

    assertThat(heard).containsExactly("registered W1", "available", "unavailable: gone");
    assertThat(jobs.started).isEmpty();
  }

  @Test
  void nonsenseIsIgnored() {
    Connection server = registered("W1");
    server.listener.received(new byte[] {(byte) 0xFF, 1, 2});
    server.listener.received(new byte[0]);
    server.listener.receivedText();
    server.say(ServerMessage.newBuilder().setAvailability(AvailabilityRequest.newBuilder()));
    server.say(ServerMessage.newBuilder().setAssignment(JobAssignment.newBuilder()));
    server.register("W2");
    server.takeSent();

    offer(server, "J1");

    assertThat(server.takeSent().getFirst().getAvailability().getAvailable()).isTrue();
    assertThat(heard).containsExactly("registered W1", "available");
  }

  @Test
  void aFloodOfFramesDropsTheConnection() {
    Connection server = registered("W1");
    tell(
        () -> {
          for (int i = 0; i <= WorkerProtocol.MAX_UNREAD; i++) {
            server.listener.received(new byte[0]);
          }
        });

    assertThat(heard).last().asString().contains("too much at once");
  }

  @Test
  void drainingRefusesOffersAndSaysFullWhileJobsGoOn() {
    Connection server = registered("W1");
    assign(server, "J1", "");
    server.takeSent();
    tell(worker::drain);
    assertThat(statuses(server)).containsExactly(WorkerStatus.WS_FULL);

    offer(server, "J2");
    assertThat(server.takeSent().getFirst().getAvailability().getAvailable()).isFalse();
    jobs.report("J1").ended(true, "");
    assertThat(updates(server)).hasSize(1);
  }

  @Test
  void closingSaysGoodByeAndNothingIsTriedAgain() {
    Connection server = registered("W1");
    tell(worker::close);
    server.listener.lost("closed");
    time.advance(Duration.ofMinutes(5));

    assertThat(server.finished).isTrue();
    assertThat(transport.connections).hasSize(1);
    assertThat(heard).containsExactly("registered W1", "available");
  }
}
