package io.echosphere.worker.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.adapter.livekit.room.CallerConnection;
import io.echosphere.adapter.livekit.room.CallerListener;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** A visitor who comes by the token API, and the operator who looks at it afterwards. */
@Alone
@ExtendWith(Stack.Shared.class)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/echosphere is a POSIX shell script")
class TokenApiIT {
  private static final String ADMIN = "the-key-of-the-operator";
  private static final Pattern PAGE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void aVisitorWithATokenMeetsTheAgentAndIsFoundInTheHistory(Stack stack) throws Exception {
    try (Program worker = stack.worker(Map.of("ADMIN_API_KEY", ADMIN))) {
      String page = page(worker);
      HttpResponse<String> answer = token(page, "a standup");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode pass = JSON.readTree(answer.body());
      assertThat(pass.path("url").asText()).isEqualTo(stack.livekit().url());
      String room = pass.path("roomName").asText();
      assertThat(room).isNotEqualTo("a standup");

      var came = new CountDownLatch(1);
      try (var _ = join(pass, came)) {
        assertThat(came.await(20, TimeUnit.SECONDS)).as(worker.output()).isTrue();
        Await.until(() -> stack.stored(room).stream().findFirst(), worker::output);
      }
      StoredSession stored = stack.awaitStored(room);

      String user = stored.userId();
      assertThat(user).startsWith("u-");
      assertThat(items(page, "?userId=" + user)).hasSize(1);
      JsonNode session = items(page, "?userId=" + user).getFirst();
      assertThat(session.path("roomName").asText()).isEqualTo(room);
      assertThat(session.path("status").asText()).isEqualTo(stored.status());

      String address = page + "/api/sessions/" + session.path("id").asText();
      assertThat(admin(address, "GET").statusCode()).isEqualTo(200);
      assertThat(admin(address, "DELETE").statusCode()).isEqualTo(204);
      assertThat(stack.stored(room)).isEmpty();
      assertThat(worker.output())
          .doesNotContain(pass.path("token").asText())
          .doesNotContain(ADMIN)
          .doesNotContain(stack.livekit().apiSecret());
    }
  }

  /** What a token asks for counts only when it creates the room. */
  @Test
  void anAgentThatIsCalledByNameComesIntoARoomThatExistsAlreadyAndOnlyOnce(Stack stack)
      throws Exception {
    var livekit = stack.livekit();
    var rooms =
        RoomServiceClient.createClient(livekit.httpUrl(), livekit.apiKey(), livekit.apiSecret());
    var dispatches =
        AgentDispatchServiceClient.createClient(
            livekit.httpUrl(), livekit.apiKey(), livekit.apiSecret());
    String room = stack.newRoom();
    rooms.createRoom(room).execute();

    try (Program worker = stack.worker(Map.of("AGENT_NAME", "concierge", "ROOM_NAMES", "any"))) {
      String page = page(worker);
      var came = new CountDownLatch(1);
      JsonNode pass = JSON.readTree(token(page, room).body());
      try (var _ = join(pass, came)) {
        assertThat(came.await(20, TimeUnit.SECONDS)).as(worker.output()).isTrue();

        String other = stack.newRoom();
        rooms.createRoom(other).execute();
        token(page, room);
        token(page, other);
        Await.until(
            () ->
                Optional.ofNullable(dispatches.listDispatch(other).execute().body())
                    .filter(list -> !list.isEmpty()),
            worker::output);
        assertThat(dispatches.listDispatch(room).execute().body())
            .filteredOn(dispatch -> dispatch.getAgentName().equals("concierge"))
            .hasSize(1);
      }
    }
  }

  /** The agent had left when the caller hung up; the room was still there when they came back. */
  @Test
  void whoComesBackToARoomThatStillExistsMeetsAnAgentAgain(Stack stack) throws Exception {
    String room = stack.newRoom();
    try (Program worker = stack.worker(Map.of("ROOM_NAMES", "any"))) {
      String page = page(worker);
      for (int visit = 1; visit <= 2; visit++) {
        var came = new CountDownLatch(1);
        try (var _ = join(JSON.readTree(token(page, room).body()), came)) {
          assertThat(came.await(20, TimeUnit.SECONDS)).as(worker.output()).isTrue();
          worker.awaitLines("Session started", visit);
        }
        worker.awaitLines("Session over", visit);
      }
      assertThat(stack.stored(room)).hasSize(2);
    }
  }

  @Test
  void aPortThatIsTakenIsOneLineWithTheVariableAndExitCodeOne(Stack stack) throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program worker =
            stack.startWorker(Map.of("HTTP_PORT", String.valueOf(taken.getLocalPort())))) {
      assertThat(worker.awaitEnd()).as(worker.output()).isEqualTo(1);
      assertThat(worker.lines().stream().filter(line -> line.contains("\"ERROR\"")))
          .hasSize(1)
          .first()
          .asString()
          .contains("HTTP_PORT", String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void aWorkerMayGoWithoutThePage(Stack stack) throws Exception {
    try (Program worker = stack.worker(Map.of("HTTP_ENABLED", "false"))) {
      assertThat(worker.output()).doesNotContain("The page is at");
    }
  }

  @Test
  void thePageAloneNeedsNoKeysAndEndsWhenItIsTold() throws Exception {
    var environment = Map.of("HTTP_PORT", "0", "LOG_FORMAT", "json", "LOG_LEVEL", "INFO");
    try (Program web = Program.start(environment, List.of("web"))) {
      String page = page(web);
      assertThat(get(page + "/").statusCode()).isEqualTo(200);
      assertThat(get(page + "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(page + "/admin").statusCode()).isEqualTo(404);
      HttpResponse<String> answer = token(page, "a room");
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("Server misconfigured");
      assertThat(web.output()).contains("LIVEKIT_API_SECRET is not set");

      web.terminate();
      assertThat(web.awaitEnd()).as(web.output()).isZero();
    }
  }

  private static String page(Program program) throws Exception {
    Matcher address = PAGE.matcher(program.awaitLine("The page is at"));
    assertThat(address.find()).isTrue();
    return address.group();
  }

  private static CallerConnection join(JsonNode pass, CountDownLatch came) throws Exception {
    return CallerConnection.join(
        pass.path("url").asText(),
        pass.path("token").asText(),
        new CallerListener() {
          @Override
          public void agentJoined(String identity) {
            came.countDown();
          }
        });
  }

  private HttpResponse<String> token(String page, String room) throws Exception {
    String body = "{\"roomName\":\"" + room + "\",\"participantName\":\"Aoi\"}";
    return http.send(
        HttpRequest.newBuilder(URI.create(page + "/api/token"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private List<JsonNode> items(String page, String query) throws Exception {
    HttpResponse<String> answer = admin(page + "/api/sessions" + query, "GET");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("items").valueStream().toList();
  }

  private HttpResponse<String> admin(String address, String method) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer " + ADMIN)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String address) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }
}
