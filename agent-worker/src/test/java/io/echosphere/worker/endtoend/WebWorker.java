package io.echosphere.worker.endtoend;

import io.echosphere.simulator.stack.Ports;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import org.jspecify.annotations.Nullable;

/** A worker that serves the page, and what LiveKit knows of its rooms. Owned by one thread. */
final class WebWorker implements AutoCloseable {
  static final String ADMIN_KEY = "the-operators-key-of-these-tests-0001";

  private final Program program;
  private final int port;

  private WebWorker(Program program, int port) {
    this.program = program;
    this.port = port;
  }

  /** Starts a worker and waits until it takes calls. */
  static WebWorker start(Stack stack) throws Exception {
    return start(stack, Map.of());
  }

  /** Starts a worker with further settings and waits until it takes calls. */
  static WebWorker start(Stack stack, Map<String, String> others) throws Exception {
    int port = Ports.freeTcp();
    return new WebWorker(stack.worker(settings(port, others)), port);
  }

  /** Starts the HTTP server alone, as {@code echosphere web} does. */
  static WebWorker alone(Stack stack, Map<String, String> others) throws Exception {
    int port = Ports.freeTcp();
    Program program = Program.start(stack.environment(settings(port, others)), List.of("web"));
    var web = new WebWorker(program, port);
    web.awaitAnswer();
    return web;
  }

  private static Map<String, String> settings(int port, Map<String, String> others) {
    var settings = new TreeMap<String, String>();
    settings.put("HTTP_ENABLED", "true");
    settings.put("HTTP_PORT", String.valueOf(port));
    settings.put("ADMIN_API_KEY", ADMIN_KEY);
    settings.put("TOKEN_RATE_PER_MINUTE", "1000"); // all visitors come from one address
    settings.putAll(others);
    return settings;
  }

  /** The address of a path, as a browser on this machine knows it. */
  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** The same, by a name that browsers take for an insecure origin. */
  String insecureUrl(String path) {
    return "http://plain.example:" + port + path;
  }

  String output() {
    return program.output();
  }

  private void awaitAnswer() throws Exception {
    Await.until(
        () -> {
          try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return Optional.of(true);
          } catch (IOException e) {
            return Optional.empty();
          }
        },
        program::output);
  }

  /** Everybody in every room who is not an agent. */
  static List<ParticipantInfo> people(Stack stack) throws IOException {
    RoomServiceClient rooms = rooms(stack);
    var people = new ArrayList<ParticipantInfo>();
    for (Room room : answer(rooms.listRooms().execute().body())) {
      for (ParticipantInfo one : answer(rooms.listParticipants(room.getName()).execute().body())) {
        if (one.getKind() == ParticipantInfo.Kind.STANDARD) {
          people.add(one);
        }
      }
    }
    return people;
  }

  /** Ends every room, as an operator can. */
  static void endRooms(Stack stack) throws IOException {
    RoomServiceClient rooms = rooms(stack);
    for (Room room : answer(rooms.listRooms().execute().body())) {
      rooms.deleteRoom(room.getName()).execute();
    }
  }

  /** Waits until nobody is in any room. */
  static void awaitEmpty(Stack stack) throws Exception {
    Await.until(
        () -> people(stack).isEmpty() ? Optional.of(true) : Optional.<Boolean>empty(),
        () -> "somebody is still there");
  }

  @Override
  public void close() {
    program.close();
  }

  private static RoomServiceClient rooms(Stack stack) {
    var livekit = stack.livekit();
    return RoomServiceClient.createClient(livekit.httpUrl(), livekit.apiKey(), livekit.apiSecret());
  }

  private static <T> List<T> answer(@Nullable List<T> body) {
    return body == null ? List.of() : body;
  }
}
