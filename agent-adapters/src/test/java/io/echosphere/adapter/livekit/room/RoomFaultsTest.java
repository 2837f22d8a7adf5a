package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.simulator.stack.LiveKitServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Rooms that cannot be joined, or are lost. */
class RoomFaultsTest {
  /** What the JVM and the shared clients may start meanwhile; a leak of ours would be 40. */
  private static final int SLACK = 10;

  @Test
  void aKilledServerDisconnectsBothSides() throws Exception {
    var agent = new AgentSide(1_000);
    var caller = new CallerSide(600);
    try (var server = LiveKitServer.start();
        CallerConnection call = caller.join(server, "killed", "ada");
        Room room = agent.join(server, "killed")) {
      assertThat(agent.next()).isEqualTo("joined ada");
      long before = System.nanoTime();
      server.kill();

      assertThat(agent.next())
          .startsWith("disconnected: the signalling connection to LiveKit at ws://127.0.0.1:");
      assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
      room.play(new short[160]);
      call.speak(new short[160]);
    }
    assertThat(agent.pending()).isZero();
  }

  @Test
  void aRefusedTokenIsReportedInClearWordsWithoutTheToken() {
    try (var server = LiveKitServer.start()) {
      String token = Tokens.forged(server, "refused");
      RoomUnavailable refusal = refusal(server.url(), token);

      assertThat(refusal)
          .hasMessageContaining("401")
          .hasMessageNotContaining("eyJ")
          .hasMessageContaining("LIVEKIT_API_KEY")
          .hasMessageNotContaining(token);
    }
  }

  @Test
  void aServerThatIsNotThereIsReportedInClearWords() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(refusal("ws://127.0.0.1:" + port, "token"))
        .hasMessage(
            "LiveKit at ws://127.0.0.1:"
                + port
                + " does not answer; check LIVEKIT_URL, and that it runs");
  }

  @Test
  void anAddressThatIsNoneIsReportedInClearWords() {
    assertThat(refusal("livekit", "token"))
        .hasMessage(
            "'livekit' is not the address of a LiveKit server; use ws://host:port or wss://host");
  }

  /** Counted after a first round, which starts the shared factories and clients. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "counts threads and sockets in /proc")
  void twentyJoinsAndLeavesLeaveNoThreadAndNoSocketBehind() throws Exception {
    try (var server = LiveKitServer.start(LiveKitServer.Settings.manyRooms())) {
      joinAndLeave(server, 3);
      long threads = entries("/proc/self/task") + SLACK;
      long descriptors = entries("/proc/self/fd") + SLACK;
      joinAndLeave(server, 20);

      assertThat(roomThreads()).isZero();
      assertThat(settled(() -> connectionsTo(server), 0)).isZero();
      assertThat(settled(() -> entries("/proc/self/task"), threads)).isLessThanOrEqualTo(threads);
      assertThat(settled(() -> entries("/proc/self/fd"), descriptors))
          .isLessThanOrEqualTo(descriptors);
    }
  }

  private static void joinAndLeave(LiveKitServer server, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      var agent = new AgentSide(1_000);
      var caller = new CallerSide(600);
      String name = "leave-" + i;
      try (CallerConnection call = caller.join(server, name, "ada");
          Room room = agent.join(server, name)) {
        assertThat(agent.next()).isEqualTo("joined ada");
        room.play(new short[160]);
        call.speak(new short[160]);
      }
    }
  }

  private static RoomUnavailable refusal(String url, String token) {
    var ticket = new RoomConnector.Ticket(url, token, "refused");
    return catchThrowableOfType(
        RoomUnavailable.class, () -> AgentSide.connector().join(ticket, new AgentSide(1_000)));
  }

  private static int roomThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().startsWith("room-"))
            .count();
  }

  /** Sockets still being closed are given a while; every look is a fresh one. */
  private static long settled(Count count, long limit) throws IOException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    long now = count.now();
    while (now > limit && System.nanoTime() < deadline) {
      LockSupport.parkNanos(20_000_000);
      now = count.now();
    }
    return now;
  }

  private static long entries(String directory) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(directory))) {
      return entries.count();
    }
  }

  /** Established TCP connections (state 01) of any process to the server's port. */
  private static long connectionsTo(LiveKitServer server) throws IOException {
    String port = ":%04X".formatted(Integer.parseInt(server.url().replaceFirst(".*:", "")));
    List<String> lines = Files.readAllLines(Path.of("/proc/self/net/tcp"));
    List<String> lines6 = Files.readAllLines(Path.of("/proc/self/net/tcp6"));
    return Stream.concat(lines.stream(), lines6.stream())
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > 3 && fields[2].endsWith(port) && fields[3].equals("01"))
        .count();
  }

  private interface Count {
    long now() throws IOException;
  }
}
