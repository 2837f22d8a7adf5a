package io.echosphere.adapter.livekit.dispatch;

import static io.echosphere.adapter.livekit.dispatch.ScriptedJobs.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import livekit.LivekitAgent.AvailabilityRequest;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgent.JobAssignment;
import livekit.LivekitAgent.JobStatus;
import livekit.LivekitAgent.RegisterWorkerResponse;
import livekit.LivekitAgent.ServerMessage;
import livekit.LivekitAgent.WorkerMessage;
import livekit.LivekitModels.Room;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker on the wire, against a server that the test can make misbehave. */
class LiveKitWorkerWireTest {
  private final MockWebServer http = new MockWebServer();

  @BeforeEach
  void startServer() throws Exception {
    http.start();
  }

  @AfterEach
  void stopServer() {
    http.close();
  }

  @Test
  void connectsWithAShortLivedAgentToken() throws Exception {
    var server = expectConnection();
    try (var _ = agent()) {
      server.register("W1");
      var request = http.takeRequest();
      String token = String.valueOf(request.getHeaders().get("Authorization"));
      String claims =
          new String(
              Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);

      assertThat(request.getTarget()).isEqualTo("/agent?protocol=1");
      assertThat(token).startsWith("Bearer ");
      assertThat(claims).contains("\"agent\":true").contains("\"iss\":\"key\"");
    }
  }

  @Test
  void garbageOnTheSocketDoesNotStopTheWork() throws Exception {
    var server = expectConnection();
    try (var agent = agent()) {
      server.register("W1");
      WebSocket socket = server.socket();
      for (int i = 0; i < 50; i++) {
        socket.send(ByteString.of(new byte[] {(byte) 0xFF, (byte) i, 3, 4}));
        socket.send("{\"not\": \"protobuf\"}");
      }
      var offer = AvailabilityRequest.newBuilder().setJob(Job.newBuilder().setId("J1"));
      server.say(ServerMessage.newBuilder().setAvailability(offer));

      assertThat(server.await(WorkerMessage::hasAvailability).getAvailability().getAvailable())
          .isTrue();
      assertThat(agent.problems).isEmpty();
    }
  }

  @Test
  void aJobThatEndsWhileTheSocketIsDownIsReportedOnTheNext() throws Exception {
    var first = expectConnection();
    try (var agent = agent()) {
      first.register("W1");
      first.assign("J1");
      next(agent.jobs.started);
      agent.jobs.report("J1").running();
      first.awaitStatus(JobStatus.JS_RUNNING);

      first.socket().close(1_001, "restarting");
      next(agent.problems);
      agent.jobs.report("J1").ended(false, "bedrock is down");
      var second = expectConnection();
      second.register("W2");

      var update = second.awaitStatus(JobStatus.JS_FAILED).getUpdateJob();
      assertThat(update.getJobId()).isEqualTo("J1");
      assertThat(update.getError()).isEqualTo("bedrock is down");
    }
  }

  @Test
  void whatWasReportedBeforeClosingStillGoesOut() throws Exception {
    var server = expectConnection();
    var agent = agent();
    server.register("W1");
    server.assign("J1");
    next(agent.jobs.started);
    agent.jobs.report("J1").ended(true, "");
    agent.close();

    server.awaitStatus(JobStatus.JS_SUCCESS);
    assertThat(next(server.closed)).isEqualTo(1_000);
    assertThat(agent.worker.isRegistered()).isFalse();
  }

  @Test
  void aRefusedKeyIsNamedAndTheWorkerComesBackWhenItIsAccepted() throws Exception {
    http.enqueue(new MockResponse.Builder().code(401).body("invalid token").build());
    var server = expectConnection();
    try (var agent = agent()) {
      assertThat(next(agent.problems)).contains("LIVEKIT_API_KEY", "LIVEKIT_API_SECRET");
      server.register("W1");
      assertThat(next(agent.registrations)).isEqualTo("W1");
    }
  }

  @Test
  void aPageThatIsNotLiveKitIsNamed() throws Exception {
    http.enqueue(new MockResponse.Builder().code(200).body("<html>").build());
    http.enqueue(new MockResponse.Builder().code(404).build());
    http.enqueue(new MockResponse.Builder().code(503).build());
    try (var agent = agent()) {
      assertThat(next(agent.problems)).contains("LIVEKIT_URL", "200");
      assertThat(next(agent.problems)).contains("LIVEKIT_URL", "404");
      assertThat(next(agent.problems)).contains("not able to answer", "503");
    }
  }

  @Test
  void anAddressWhereNothingListensIsNamed() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (var agent = new RunningWorker("ws://127.0.0.1:" + port, "key", "secret", "").started()) {
      assertThat(next(agent.problems)).startsWith("connection refused").contains("LIVEKIT_URL");
    }
  }

  @Test
  void anEncryptedAddressOfAPlainServerIsNamed() throws Exception {
    try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseAsGoDoes(plain));
      String url = "wss://127.0.0.1:" + plain.getLocalPort();
      try (var agent = new RunningWorker(url, "key", "secret", "").started()) {
        assertThat(next(agent.problems)).startsWith("TLS failed").contains("ws://");
      }
    }
  }

  /** What LiveKit's server says to a greeting that is no HTTP. */
  private static void refuseAsGoDoes(ServerSocket plain) {
    try (var socket = plain.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException _) {
      // the test is over
    }
  }

  private RunningWorker agent() {
    return new RunningWorker("ws://127.0.0.1:" + http.getPort(), "key", "secret", "").started();
  }

  private ServerEnd expectConnection() {
    var end = new ServerEnd();
    http.enqueue(new MockResponse.Builder().webSocketUpgrade(end).build());
    return end;
  }

  /** The server's end of one connection. */
  private static final class ServerEnd extends WebSocketListener {
    private final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<WorkerMessage> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

    @Override
    public void onOpen(WebSocket socket, Response response) {
      opened.add(socket);
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      try {
        received.add(WorkerMessage.parseFrom(bytes.toByteArray()));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      closed.add(code);
      socket.close(1_000, null);
    }

    WebSocket socket() throws InterruptedException {
      WebSocket socket = next(opened);
      opened.add(socket);
      return socket;
    }

    void say(ServerMessage.Builder message) throws InterruptedException {
      socket().send(ByteString.of(message.build().toByteArray()));
    }

    void register(String workerId) throws InterruptedException {
      await(WorkerMessage::hasRegister);
      say(
          ServerMessage.newBuilder()
              .setRegister(RegisterWorkerResponse.newBuilder().setWorkerId(workerId)));
      await(WorkerMessage::hasUpdateWorker);
    }

    void assign(String jobId) throws InterruptedException {
      var job = Job.newBuilder().setId(jobId).setRoom(Room.newBuilder().setName("room"));
      say(ServerMessage.newBuilder().setAssignment(JobAssignment.newBuilder().setJob(job)));
    }

    WorkerMessage awaitStatus(JobStatus status) throws InterruptedException {
      return await(
          message -> message.getUpdateJob().getStatus() == status && message.hasUpdateJob());
    }

    WorkerMessage await(Predicate<WorkerMessage> wanted) throws InterruptedException {
      WorkerMessage message = next(received);
      while (!wanted.test(message)) {
        message = next(received);
      }
      return message;
    }
  }
}
