package io.echosphere.adapter.livekit.dispatch;

import static io.echosphere.adapter.livekit.dispatch.ScriptedJobs.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.in.AgentJobs.Standing;
import io.echosphere.simulator.stack.LiveKitServer;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worker against a real livekit-server. */
class LiveKitWorkerServerTest {
  private static LiveKitServer server;
  private static RoomServiceClient rooms;
  private static AgentDispatchServiceClient dispatches;

  @BeforeAll
  static void startServer() {
    server = LiveKitServer.start();
    rooms = RoomServiceClient.createClient(server.httpUrl(), server.apiKey(), server.apiSecret());
    dispatches =
        AgentDispatchServiceClient.createClient(
            server.httpUrl(), server.apiKey(), server.apiSecret());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void aNewRoomIsGivenAnAgentWithAUsableToken() throws Exception {
    try (var agent = worker("").started()) {
      next(agent.registrations);
      assertThat(agent.worker.isRegistered()).isTrue();
      String room = createRoom();

      Job job = next(agent.jobs.started);

      assertThat(job.room().name()).isEqualTo(room);
      assertThat(job.url()).isEqualTo(server.url());
      assertThat(validates(job.token())).isTrue();
      assertThat(validates(job.token() + "x")).isFalse();
      agent.jobs.report(job.id()).running();
      agent.jobs.report(job.id()).ended(true, "");
    }
  }

  @Test
  void aNamedWorkerGetsWhatIsDispatchedToItsName() throws Exception {
    try (var agent = worker("echo-named").started()) {
      next(agent.registrations);
      String room = createRoom();
      dispatches.createDispatch(room, "echo-named", "{\"a\":1}").execute();

      Job job = next(agent.jobs.started);

      assertThat(job.room().name()).isEqualTo(room);
      assertThat(job.metadata()).isEqualTo("{\"a\":1}");
      assertThat(agent.jobs.offered).hasSize(1);
    }
  }

  @Test
  void aFullWorkerIsOfferedNothing() throws Exception {
    try (var full = worker("");
        var free = worker("")) {
      full.jobs.standing = new Standing(true, 1f, 1);
      full.started();
      next(full.registrations);
      free.started();
      next(free.registrations);
      Set<String> created = new HashSet<>();
      Set<String> served = new HashSet<>();
      for (int i = 0; i < 5; i++) {
        created.add(createRoom());
        served.add(next(free.jobs.started).room().name());
      }

      assertThat(served).isEqualTo(created);
      assertThat(full.jobs.offered).isEmpty();
    }
  }

  /** The server's own load gate (0.7) would have kept this worker's last places empty. */
  @Test
  void aBusyWorkerWithAPlaceLeftIsStillOfferedJobs() throws Exception {
    try (var agent = worker("")) {
      agent.jobs.standing = new Standing(false, 0.95f, 19);
      agent.started();
      next(agent.registrations);
      String room = createRoom();

      assertThat(next(agent.jobs.started).room().name()).isEqualTo(room);
    }
  }

  @Test
  void aDeletedDispatchEndsTheJob() throws Exception {
    try (var agent = worker("echo-ended").started()) {
      next(agent.registrations);
      String room = createRoom();
      var dispatch =
          Objects.requireNonNull(dispatches.createDispatch(room, "echo-ended").execute().body());
      Job job = next(agent.jobs.started);
      agent.jobs.report(job.id()).running();

      dispatches.deleteDispatch(room, dispatch.getId()).execute();

      assertThat(next(agent.jobs.terminated)).isEqualTo(job.id());
    }
  }

  @Test
  void aServerThatWasKilledIsFoundAgainAndJobsGoOn() throws Exception {
    try (var own = LiveKitServer.start();
        var agent = new RunningWorker(own.url(), own.apiKey(), own.apiSecret(), "").started()) {
      String first = next(agent.registrations);

      own.kill();
      assertThat(next(agent.problems)).isNotBlank();
      assertThat(agent.worker.isRegistered()).isFalse();
      own.restart();

      assertThat(next(agent.registrations)).isNotEqualTo(first);
      assertThat(agent.worker.isRegistered()).isTrue();
    }
  }

  @Test
  void aWrongSecretIsNamedAndTriedAgain() throws Exception {
    try (var agent =
        new RunningWorker(server.url(), server.apiKey(), "wrong-".repeat(8), "").started()) {
      String problem = "LiveKit refused the key: check LIVEKIT_API_KEY and LIVEKIT_API_SECRET";

      assertThat(next(agent.problems)).isEqualTo(problem);
      assertThat(next(agent.problems)).isEqualTo(problem);
      assertThat(agent.worker.isRegistered()).isFalse();
    }
  }

  private static RunningWorker worker(String agentName) {
    return new RunningWorker(server.url(), server.apiKey(), server.apiSecret(), agentName);
  }

  private static String createRoom() throws Exception {
    String name = "room-" + UUID.randomUUID();
    assertThat(rooms.createRoom(name).execute().isSuccessful()).isTrue();
    return name;
  }

  /** Whether the server would let the token's holder join. */
  private static boolean validates(String token) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create(server.httpUrl() + "/rtc/validate?access_token=" + token);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode()
          == 200;
    }
  }
}
