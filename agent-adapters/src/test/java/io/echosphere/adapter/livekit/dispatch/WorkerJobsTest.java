package io.echosphere.adapter.livekit.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.dispatch.FakeTransport.Connection;
import io.echosphere.application.port.in.AgentJobs;
import io.echosphere.application.port.in.AgentJobs.Standing;
import java.time.Duration;
import java.util.Optional;
import livekit.LivekitAgent.JobStatus;
import livekit.LivekitAgent.JobTermination;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.UpdateJobStatus;
import livekit.LivekitAgent.WorkerMessage;
import org.junit.jupiter.api.Test;

/** How a worker gets its jobs and tells how they ended. */
class WorkerJobsTest extends WorkerBench {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  @Test
  void anOfferIsAnsweredAtOnceByWhetherThereIsAPlace() {
    Connection server = registered("W1");
    server.takeSent();
    offer(server, "J1");
    var answer = server.takeSent().getFirst().getAvailability();
    assertThat(answer.getAvailable()).isTrue();
    assertThat(answer.getJobId()).isEqualTo("J1");
    assertThat(answer.getParticipantIdentity()).isEqualTo("agent-J1");
    assertThat(answer.getParticipantName()).isEqualTo("EchoSphere");
    assertThat(answer.getParticipantAttributesMap()).containsEntry("echosphere.worker", "w-1");

    jobs.standing = new Standing(true, 1f, 1);
    offer(server, "J2");
    assertThat(server.takeSent().getFirst().getAvailability().getAvailable()).isFalse();
  }

  @Test
  void aBugInAdmissionRefusesTheOfferInsteadOfLosingIt() {
    Connection server = registered("W1");
    server.takeSent();
    jobs.bug = Optional.of(new IllegalStateException("bug"));

    offer(server, "J1");

    assertThat(server.takeSent().getFirst().getAvailability().getAvailable()).isFalse();
  }

  @Test
  void anAssignmentWithoutAnAddressIsAtTheConfiguredServer() throws Exception {
    Connection server = registered("W1");
    assign(server, "J1", "");
    assign(server, "J2", "wss://other.test");

    var job = ScriptedJobs.next(jobs.started);
    assertThat(job.url()).isEqualTo("ws://livekit.test:7880");
    assertThat(job.room()).isEqualTo(new AgentJobs.JobRoom("room-J1", "RM_J1", false));
    assertThat(job.token()).isEqualTo("token");
    assertThat(ScriptedJobs.next(jobs.started).url()).isEqualTo("wss://other.test");
  }

  @Test
  void aJobsFateIsToldAndEndsExactlyOnce() {
    Connection server = registered("W1");
    assign(server, "J1", "");
    server.takeSent();
    jobs.report("J1").running();
    jobs.report("J1").ended(false, "x".repeat(600));
    jobs.report("J1").ended(true, "");
    jobs.report("J1").running();

    assertThat(updates(server))
        .extracting(UpdateJobStatus::getStatus)
        .containsExactly(JobStatus.JS_RUNNING, JobStatus.JS_FAILED);
  }

  @Test
  void aJobThatCannotBeStartedHasFailed() {
    Connection server = registered("W1");
    jobs.bug = Optional.of(new IllegalStateException("bug"));
    assign(server, "J1", "");

    assertThat(updates(server))
        .singleElement()
        .matches(update -> update.getStatus() == JobStatus.JS_FAILED)
        .matches(update -> update.getError().contains("could not start"));
  }

  @Test
  void aRepeatedAssignmentIsIgnored() {
    Connection server = registered("W1");
    assign(server, "J1", "");
    assign(server, "J1", "");

    assertThat(jobs.started).hasSize(1);
  }

  @Test
  void aTerminationEndsTheJob() {
    Connection server = registered("W1");
    server.say(
        ServerMessage.newBuilder().setTermination(JobTermination.newBuilder().setJobId("J1")));

    assertThat(jobs.terminated).containsExactly("J1");
  }

  @Test
  void aFinalStatusThatFoundNoConnectionIsSentOnTheNext() {
    Connection first = registered("W1");
    assign(first, "J1", "");
    first.listener.lost("gone");
    jobs.report("J1").ended(true, "");

    time.advance(LONGEST_WAIT);
    Connection second = registered("W2");

    assertThat(updates(second))
        .singleElement()
        .matches(update -> update.getStatus() == JobStatus.JS_SUCCESS);
  }

  /** A server whose machine died accepts frames until TCP notices. */
  @Test
  void aFinalStatusThatWasSwallowedIsSentAgainUnlessAPongConfirmedIt() {
    Connection first = registered("W1");
    assign(first, "J1", "");
    assign(first, "J2", "");
    first.takeSent();
    jobs.report("J1").ended(true, "");
    time.advance(WorkerProtocol.PING_EVERY);
    var ping = first.takeSent().stream().filter(WorkerMessage::hasPing).findFirst().orElseThrow();
    pong(first, ping.getPing().getTimestamp());
    first.swallows = true;
    jobs.report("J2").ended(true, "");
    first.listener.lost("gone");

    time.advance(LONGEST_WAIT);

    assertThat(updates(registered("W2")))
        .extracting(UpdateJobStatus::getJobId)
        .containsExactly("J2");
  }

  @Test
  void updatesThatNobodyTakesAreBounded() {
    Connection first = registered("W1");
    for (int i = 0; i < 700; i++) {
      assign(first, "J" + i, "");
    }
    first.listener.lost("gone");
    for (int i = 0; i < 700; i++) {
      jobs.report("J" + i).ended(true, "");
    }
    time.advance(LONGEST_WAIT);

    assertThat(updates(registered("W2")))
        .hasSize(JobUpdates.CAPACITY)
        .last()
        .matches(update -> update.getJobId().equals("J699"));
  }
}
