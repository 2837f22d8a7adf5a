package io.echosphere.adapter.livekit.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.dispatch.FakeTransport.Connection;
import io.echosphere.application.port.in.AgentJobs.Standing;
import io.echosphere.application.port.out.ManualTimers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import livekit.LivekitAgent.AvailabilityRequest;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgent.JobAssignment;
import livekit.LivekitAgent.JobStatus;
import livekit.LivekitAgent.JobTermination;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.UpdateJobStatus;
import livekit.LivekitAgent.WorkerMessage;
import livekit.LivekitAgent.WorkerPong;
import livekit.LivekitAgent.WorkerStatus;
import livekit.LivekitModels.Room;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol on the test's own thread, with time that only the test moves. */
class WorkerProtocolTest {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final ManualTimers time = new ManualTimers();
  private final FakeTransport transport = new FakeTransport();
  private final ScriptedJobs jobs = new ScriptedJobs();
  private final List<String> heard = new ArrayList<>();
  private final Queue<Runnable> mailbox = new ArrayDeque<>();
  private boolean busy;
  private final WorkerProtocol worker =
      new WorkerProtocol(
          new WorkerSettings(
              URI.create("ws://livekit.test:7880"), "key", "secret", "", "EchoSphere", "1.2.3"),
          jobs,
          time,
          new WorkerListener() {
            @Override
            public void registered(String workerId) {
              heard.add("registered " + workerId);
            }

            @Override
            public void unavailable(String problem) {
              heard.add("unavailable: " + problem);
            }
          },
          new WorkerProtocol.Wiring(transport, new Backoff(new Random(7)), this::tell));

  @BeforeEach
  void start() {
    tell(worker::start);
  }

  @Test
  void registersAndTellsItsStandingAtOnceThenEvery2500Milliseconds() {
    Connection server = transport.latest();
    server.listener.opened();
    WorkerMessage register = server.takeSent().getFirst();
    assertThat(register.getRegister().getAgentName()).isEmpty();
    assertThat(register.getRegister().getVersion()).isEqualTo("1.2.3");
    assertThat(register.getRegister().getAllowedPermissions().getCanUpdateMetadata()).isTrue();

    server.register("W1");
    assertThat(heard).containsExactly("registered W1");
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
  void anOfferIsAnsweredAtOnceByWhetherThereIsAPlace() {
    Connection server = registered("W1");
    server.takeSent();
    offer(server, "J1");
    var answer = server.takeSent().getFirst().getAvailability();
    assertThat(answer.getAvailable()).isTrue();
    assertThat(answer.getJobId()).isEqualTo("J1");
    assertThat(answer.getParticipantIdentity()).isEqualTo("agent-J1");
    assertThat(answer.getParticipantName()).isEqualTo("EchoSphere");

    jobs.standing = new Standing(true, 1f, 1);
    offer(server, "J2");
    assertThat(server.takeSent().getFirst().getAvailability().getAvailable()).isFalse();
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
    assertThat(job.roomName()).isEqualTo("room-J1");
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

    assertThat(heard).containsExactly("registered W1", "unavailable: gone");
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
    assertThat(heard).containsExactly("registered W1");
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
    assertThat(heard).containsExactly("registered W1");
  }

  private Connection registered(String workerId) {
    transport.latest().register(workerId);
    return transport.latest();
  }

  private static void offer(Connection server, String jobId) {
    server.say(
        ServerMessage.newBuilder()
            .setAvailability(
                AvailabilityRequest.newBuilder().setJob(Job.newBuilder().setId(jobId))));
  }

  private static void assign(Connection server, String jobId, String url) {
    var job = Job.newBuilder().setId(jobId).setRoom(Room.newBuilder().setName("room-" + jobId));
    var assignment = JobAssignment.newBuilder().setJob(job).setToken("token");
    if (!url.isEmpty()) {
      assignment.setUrl(url);
    }
    server.say(ServerMessage.newBuilder().setAssignment(assignment));
  }

  private static void pong(Connection server, long lastTimestamp) {
    server.say(
        ServerMessage.newBuilder()
            .setPong(WorkerPong.newBuilder().setLastTimestamp(lastTimestamp)));
  }

  private static List<WorkerStatus> statuses(Connection server) {
    return server.takeSent().stream()
        .filter(WorkerMessage::hasUpdateWorker)
        .map(message -> message.getUpdateWorker().getStatus())
        .toList();
  }

  private static List<UpdateJobStatus> updates(Connection server) {
    return server.takeSent().stream()
        .filter(WorkerMessage::hasUpdateJob)
        .map(WorkerMessage::getUpdateJob)
        .toList();
  }

  /** The owner: tasks run in order, none within another. */
  private void tell(Runnable task) {
    mailbox.add(task);
    if (busy) {
      return;
    }
    busy = true;
    while (!mailbox.isEmpty()) {
      mailbox.remove().run();
    }
    busy = false;
  }
}
