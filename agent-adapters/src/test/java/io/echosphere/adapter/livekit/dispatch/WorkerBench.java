package io.echosphere.adapter.livekit.dispatch;

import io.echosphere.adapter.livekit.dispatch.FakeTransport.Connection;
import io.echosphere.application.port.out.ManualTimers;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import livekit.LivekitAgent.AvailabilityRequest;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgent.JobAssignment;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.UpdateJobStatus;
import livekit.LivekitAgent.WorkerMessage;
import livekit.LivekitAgent.WorkerPong;
import livekit.LivekitAgent.WorkerStatus;
import livekit.LivekitModels.Room;
import org.junit.jupiter.api.BeforeEach;

/** A worker on the test's own thread, with time that only the test moves. */
abstract class WorkerBench {
  final ManualTimers time = new ManualTimers();
  final FakeTransport transport = new FakeTransport();
  final ScriptedJobs jobs = new ScriptedJobs();
  final List<String> heard = new ArrayList<>();
  private final Queue<Runnable> mailbox = new ArrayDeque<>();
  private boolean busy;
  final WorkerProtocol worker =
      new WorkerProtocol(
          new WorkerSettings(
              URI.create("ws://livekit.test:7880"),
              "key",
              "secret",
              "",
              "EchoSphere",
              Map.of("echosphere.worker", "w-1"),
              "1.2.3"),
          jobs,
          time,
          new WorkerListener() {
            @Override
            public void registered(String workerId) {
              heard.add("registered " + workerId);
            }

            @Override
            public void available() {
              heard.add("available");
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

  Connection registered(String workerId) {
    transport.latest().register(workerId);
    return transport.latest();
  }

  static void offer(Connection server, String jobId) {
    server.say(
        ServerMessage.newBuilder()
            .setAvailability(
                AvailabilityRequest.newBuilder().setJob(Job.newBuilder().setId(jobId))));
  }

  static void assign(Connection server, String jobId, String url) {
    var room =
        Room.newBuilder().setName("room-" + jobId).setSid("RM_" + jobId).setNumParticipants(1);
    var job = Job.newBuilder().setId(jobId).setRoom(room);
    var assignment = JobAssignment.newBuilder().setJob(job).setToken("token");
    if (!url.isEmpty()) {
      assignment.setUrl(url);
    }
    server.say(ServerMessage.newBuilder().setAssignment(assignment));
  }

  static void pong(Connection server, long lastTimestamp) {
    server.say(
        ServerMessage.newBuilder()
            .setPong(WorkerPong.newBuilder().setLastTimestamp(lastTimestamp)));
  }

  static List<WorkerStatus> statuses(Connection server) {
    return server.takeSent().stream()
        .filter(WorkerMessage::hasUpdateWorker)
        .map(message -> message.getUpdateWorker().getStatus())
        .toList();
  }

  static List<UpdateJobStatus> updates(Connection server) {
    return server.takeSent().stream()
        .filter(WorkerMessage::hasUpdateJob)
        .map(WorkerMessage::getUpdateJob)
        .toList();
  }

  /** The owner: tasks run in order, none within another. */
  void tell(Runnable task) {
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
