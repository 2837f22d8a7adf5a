package io.echosphere.adapter.livekit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.adapter.livekit.room.CallerConnection;
import io.echosphere.adapter.livekit.room.CallerListener;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RoomAccess;
import io.echosphere.simulator.stack.LiveKitServer;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens and dispatches as a real server takes them. */
@Timeout(60)
class LiveKitAccessTest {
  private static final LiveKitServer SERVER = LiveKitServer.start();

  private static final RoomServiceClient ROOMS =
      RoomServiceClient.createClient(SERVER.httpUrl(), SERVER.apiKey(), SERVER.apiSecret());

  private static final AgentDispatchServiceClient DISPATCHES =
      AgentDispatchServiceClient.createClient(
          SERVER.httpUrl(), SERVER.apiKey(), SERVER.apiSecret());

  /** Moved to the server's time; from then on only the test moves it. */
  private final ManualTimers timers = new ManualTimers();

  LiveKitAccessTest() {
    timers.advance(Duration.between(timers.now(), Instant.now()));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void theServerLetsTheVisitorInAsWhoTheTokenSays() throws Exception {
    try (var access = access("")) {
      String token = access.token(entry("room-a", "caller-1", inTenMinutes()));
      try (var caller = join(token)) {
        assertThat(caller).isNotNull();
        List<ParticipantInfo> present = participants("room-a");
        assertThat(present).hasSize(1);
        ParticipantInfo visitor = present.getFirst();
        assertThat(visitor.getIdentity()).isEqualTo("caller-1");
        assertThat(visitor.getName()).isEqualTo("葵");
        assertThat(visitor.getAttributesMap()).containsOnly(Map.entry("echosphere.user_id", "u-7"));
        assertThat(visitor.getMetadata()).isEmpty();
        var may = visitor.getPermission();
        assertThat(may.getCanPublish()).isTrue();
        assertThat(may.getCanPublishSourcesList())
            .extracting(Enum::name)
            .containsExactly("MICROPHONE");
        assertThat(may.getCanSubscribe()).isTrue();
        assertThat(may.getCanPublishData()).isTrue();
        assertThat(may.getCanUpdateMetadata()).as("or it could say it was another").isFalse();
        assertThat(may.getHidden()).isFalse();
        assertThat(participants("room-b")).as("the token opens no other room").isEmpty();
      }
    }
  }

  @Test
  void theGrantsAreTheLeastThatACallNeeds() throws Exception {
    try (var access = access("")) {
      JsonNode video = claims(access.token(entry("r", "c", inTenMinutes()))).path("video");
      assertThat(video.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "roomJoin",
              "room",
              "canPublish",
              "canPublishSources",
              "canPublishData",
              "canSubscribe",
              "canUpdateOwnMetadata");
      assertThat(video.path("room").asText()).isEqualTo("r");
    }
  }

  @Test
  void anExpiredTokenIsRefused() {
    try (var access = access("")) {
      String token = access.token(entry("room-c", "late", timers.now().minusSeconds(120)));
      assertThatThrownBy(() -> join(token)).hasMessageContaining("401");
    }
  }

  @Test
  void aTokenChangedToAnotherRoomIsRefused() {
    try (var access = access("")) {
      String token = access.token(entry("room-d", "burglar", inTenMinutes()));
      String[] parts = token.split("\\.", -1);
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      String changed = claims.replace("room-d", "room-e");
      assertThat(changed).isNotEqualTo(claims);
      String forged =
          parts[0]
              + "."
              + Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
              + "."
              + parts[2];
      assertThatThrownBy(() -> join(forged)).hasMessageContaining("401");
    }
  }

  @Test
  void aTokenOfAnotherSecretIsRefused() {
    var other =
        new AccessSettings(URI.create(SERVER.httpUrl()), SERVER.apiKey(), "s".repeat(32), "");
    try (var access = new LiveKitAccess(other, timers)) {
      String token = access.token(entry("room-f", "stranger", inTenMinutes()));
      assertThatThrownBy(() -> join(token)).hasMessageContaining("401");
    }
  }

  @Test
  void aNamedAgentIsDispatchedWithTheRoom() throws Exception {
    try (var access = access("concierge")) {
      String token = access.token(entry("room-g", "caller", inTenMinutes()));
      try (var caller = join(token)) {
        assertThat(caller).isNotNull();
        assertThat(until(() -> dispatches("room-g"), list -> !list.isEmpty()))
            .extracting(AgentDispatch::getAgentName)
            .containsExactly("concierge");
      }
    }
  }

  /** A token's wish is ignored once the room exists: somebody must ask again. */
  @Test
  void anExistingRoomWithoutItsAgentGetsADispatch() throws Exception {
    ROOMS.createRoom("room-h").execute();
    try (var access = access("concierge")) {
      access.wantAgent("room-h");
      var first = until(() -> ours("room-h"), list -> list.size() == 1);

      access.wantAgent("room-h");
      access.wantAgent("room-i"); // looked after later, so that room-h has been by then
      ROOMS.createRoom("room-j").execute();
      access.wantAgent("room-j");
      until(() -> ours("room-j"), list -> list.size() == 1);
      assertThat(ours("room-h")).as("it is still on its way").isEqualTo(first);

      timers.advance(Duration.ofSeconds(30));
      access.wantAgent("room-h");
      var second =
          until(
              () -> ours("room-h"),
              list -> list.size() == 1 && !list.getFirst().equals(first.getFirst()));
      assertThat(second).hasSize(1);
      assertThat(ROOMS.listRooms(List.of("room-i")).execute().body())
          .as("a room that does not exist is not made")
          .isEmpty();
    }
  }

  /** LiveKit sends an agent by itself only when a room is created; later callers met nobody. */
  @Test
  void anAgentWithoutANameIsCalledIntoARoomThatItHasLeft() throws Exception {
    ROOMS.createRoom("room-k").execute();
    var first = until(() -> named("", "room-k"), list -> list.size() == 1);
    try (var access = access("")) {
      access.wantAgent("room-k");
      timers.advance(Duration.ofSeconds(30));
      access.wantAgent("room-k");
      var second =
          until(
              () -> named("", "room-k"),
              list -> list.size() == 1 && !list.getFirst().equals(first.getFirst()));
      assertThat(second).hasSize(1);
    }
  }

  @Test
  void anAgentWithoutANameStaysOutOfARoomThatIsMadeForOthers() throws Exception {
    try (var other = access("concierge");
        var ours = access("")) {
      String token = other.token(entry("room-l", "caller", inTenMinutes()));
      try (var caller = join(token)) {
        assertThat(caller).isNotNull();
        until(() -> dispatches("room-l"), list -> !list.isEmpty());
        timers.advance(Duration.ofSeconds(30));
        ours.wantAgent("room-l");
        ROOMS.createRoom("room-m").execute();
        var first = until(() -> named("", "room-m"), list -> list.size() == 1);
        timers.advance(Duration.ofSeconds(30));
        ours.wantAgent("room-m");
        until(() -> named("", "room-m"), list -> !list.equals(first) && !list.isEmpty());
      }
    }
    assertThat(named("", "room-l")).isEmpty();
  }

  @Test
  void ofManyProcessesThatMissTheAgentAtOnceOneCallsIt() throws Exception {
    for (String name : List.of("", "concierge")) {
      String room = "room-n" + name;
      ROOMS.createRoom(room).execute();
      for (var automatic : until(() -> dispatches(room), list -> list.size() == 1)) {
        DISPATCHES.deleteDispatch(room, automatic.getId()).execute();
      }
      var processes =
          Stream.generate(() -> new AgentSummons(new DispatchApi(settings(name)), name, timers))
              .limit(6)
              .toList();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var process : processes) {
          threads.execute(() -> process.lookAfter(room));
        }
      } finally {
        processes.forEach(AgentSummons::close);
      }
      assertThat(named(name, room)).hasSize(1);
    }
  }

  @Test
  void whenTheServerIsAwayNobodyWaitsForIt() {
    var nowhere =
        new AccessSettings(URI.create("http://127.0.0.1:9"), "key", "s".repeat(32), "concierge");
    try (var access = new LiveKitAccess(nowhere, timers)) {
      long begin = System.nanoTime();
      for (int i = 0; i < 3_000; i++) {
        access.wantAgent("room-" + i);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }
  }

  private LiveKitAccess access(String agentName) {
    return new LiveKitAccess(settings(agentName), timers);
  }

  private static AccessSettings settings(String agentName) {
    return new AccessSettings(
        URI.create(SERVER.httpUrl()), SERVER.apiKey(), SERVER.apiSecret(), agentName);
  }

  private Instant inTenMinutes() {
    return timers.now().plus(Duration.ofMinutes(10));
  }

  private static RoomAccess.Entry entry(String room, String identity, Instant expiresAt) {
    return new RoomAccess.Entry(
        room, identity, "葵", Map.of("echosphere.user_id", "u-7"), expiresAt);
  }

  private static CallerConnection join(String token) throws Exception {
    return CallerConnection.join(SERVER.url(), token, new CallerListener() {});
  }

  private static JsonNode claims(String token) throws Exception {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static List<ParticipantInfo> participants(String room) throws Exception {
    var body = ROOMS.listParticipants(room).execute().body();
    return body == null ? List.of() : body;
  }

  private static List<AgentDispatch> dispatches(String room) throws Exception {
    var body = DISPATCHES.listDispatch(room).execute().body();
    return body == null ? List.of() : body;
  }

  private static List<String> ours(String room) throws Exception {
    return named("concierge", room);
  }

  private static List<String> named(String agentName, String room) throws Exception {
    return dispatches(room).stream()
        .filter(dispatch -> dispatch.getAgentName().equals(agentName))
        .map(AgentDispatch::getId)
        .toList();
  }

  private static <T> T until(Callable<T> question, java.util.function.Predicate<T> wanted)
      throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    T last = question.call();
    while (!wanted.test(last)) {
      assertThat(System.nanoTime()).as("still " + last).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
      last = question.call();
    }
    return last;
  }
}
