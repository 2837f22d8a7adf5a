package io.echosphere.adapter.livekit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.livekit.room.CallerConnection;
import io.echosphere.adapter.livekit.room.CallerListener;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RoomControl.Agent;
import io.echosphere.application.port.out.RoomControl.RoomsUnavailable;
import io.echosphere.application.port.out.RoomControl.Unanswered;
import io.echosphere.application.port.out.RoomControl.View;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.simulator.stack.LiveKitServer;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import livekit.LivekitAgentDispatch.AgentDispatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms as a real server shows and changes them. */
@Timeout(60)
class LiveKitRoomControlTest {
  private static final LiveKitServer SERVER = LiveKitServer.start();
  private static final UUID WORKER = UUID.randomUUID();

  private static final RoomServiceClient ROOMS =
      RoomServiceClient.createClient(SERVER.httpUrl(), SERVER.apiKey(), SERVER.apiSecret());

  private static final AgentDispatchServiceClient DISPATCHES =
      AgentDispatchServiceClient.createClient(
          SERVER.httpUrl(), SERVER.apiKey(), SERVER.apiSecret());

  private final ManualTimers timers = atPresent();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void aRoomThatDoesNotExistIsGone() throws Exception {
    try (var control = control(SERVER.httpUrl())) {
      assertThat(control.look("nowhere")).isEqualTo(View.GONE);
    }
  }

  @Test
  void callersAndOurAgentsAreSeenAndAGhostIsSentAway() throws Exception {
    try (var control = control(SERVER.httpUrl());
        var caller = join("room-a", "caller-1", "\"echosphere.user_id\":\"u-7\"", "");
        var ours =
            join(
                "room-a",
                "agent-1",
                "\"echosphere.worker\":\"" + WORKER + "\"",
                ",\"kind\":\"agent\"");
        var another = join("room-a", "agent-2", "\"a\":\"b\"", ",\"kind\":\"agent\"")) {
      assertThat(Stream.of(caller, ours, another)).doesNotContainNull();
      View room = control.look("room-a");
      assertThat(room.exists()).isTrue();
      assertThat(room.callers()).extracting(Caller::userId).containsExactly("u-7");
      assertThat(room.agents()).containsExactly(new Agent("agent-1", WORKER));

      control.remove("room-a", "agent-1");
      control.remove("room-a", "agent-1");
      until(() -> control.look("room-a").agents().isEmpty());
      assertThat(control.look("room-a").callers()).hasSize(1);
    }
  }

  @Test
  void anAgentIsCalledOnceByHoweverManyAndIsThenAwaitedForAWhile() throws Exception {
    ROOMS.createRoom("room-b").execute();
    try (var control = control(SERVER.httpUrl())) {
      assertThat(control.look("room-b").awaited()).as("as in every new room").isTrue();
      control.call("room-b", "too early");
      for (var automatic : dispatches("room-b")) {
        DISPATCHES.deleteDispatch("room-b", automatic.getId()).execute();
      }

      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 5; i++) {
          var _ =
              threads.submit(
                  () -> {
                    control.call("room-b", "go on");
                    return true;
                  });
        }
      }

      assertThat(dispatches("room-b"))
          .extracting(AgentDispatch::getMetadata)
          .containsExactly("go on");
      assertThat(control.look("room-b").awaited()).isTrue();
      timers.advance(Duration.ofSeconds(30));
      assertThat(control.look("room-b").awaited()).isFalse();
      control.call("room-b", "once more");
      assertThat(dispatches("room-b"))
          .extracting(AgentDispatch::getMetadata)
          .containsExactly("once more");
    }
  }

  @Test
  void aRoomThatNoWorkerWasFoundForIsToldAndAWorkerIsLookedForAgain() throws Exception {
    ROOMS.createRoom("room-d").execute();
    try (var control = control(SERVER.httpUrl())) {
      assertThat(unanswered(control, "room-d").orElseThrow().callers()).isFalse();
      for (var automatic : dispatches("room-d")) {
        DISPATCHES.deleteDispatch("room-d", automatic.getId()).execute();
      }
      assertThat(unanswered(control, "room-d")).as("nobody is wanted in it").isEmpty();
      DISPATCHES.createDispatch("room-d", "", "for whom").execute();
      try (var caller = join("room-d", "caller-1", "", "")) {
        assertThat(caller).isNotNull();
        var room = unanswered(control, "room-d").orElseThrow();
        assertThat(room.callers()).isTrue();

        assertThat(control.callAgain(room)).isTrue();
        assertThat(control.callAgain(room)).as("it was done").isFalse();
        assertThat(dispatches("room-d"))
            .extracting(AgentDispatch::getMetadata)
            .containsExactly("for whom");
        assertThat(unanswered(control, "room-d").orElseThrow().dispatch())
            .isNotEqualTo(room.dispatch());
      }
    }
  }

  @Test
  void aRoomWhoseAgentCameBackByItselfIsNotTold() throws Exception {
    String ours = "\"echosphere.worker\":\"" + WORKER + "\"";
    try (var control = control(SERVER.httpUrl());
        var agent = join("room-e", "agent-1", ours, ",\"kind\":\"agent\"")) {
      assertThat(agent).isNotNull();
      assertThat(dispatches("room-e")).hasSize(1);
      assertThat(unanswered(control, "room-e")).isEmpty();
      assertThat(control.unanswered(0)).isEmpty();
    }
  }

  @Test
  void aServerThatIsAwayIsSaidSo() {
    try (var control = control("http://127.0.0.1:9")) {
      assertThatThrownBy(() -> control.look("room-c")).isInstanceOf(RoomsUnavailable.class);
      assertThatThrownBy(() -> control.call("room-c", "")).isInstanceOf(RoomsUnavailable.class);
      assertThatThrownBy(() -> control.unanswered(9)).isInstanceOf(RoomsUnavailable.class);
    }
  }

  private static Optional<Unanswered> unanswered(LiveKitRoomControl control, String room)
      throws RoomsUnavailable {
    return control.unanswered(100).stream().filter(it -> it.room().equals(room)).findFirst();
  }

  private LiveKitRoomControl control(String url) {
    return new LiveKitRoomControl(settings(url), timers);
  }

  private static AccessSettings settings(String url) {
    return new AccessSettings(URI.create(url), SERVER.apiKey(), SERVER.apiSecret(), "");
  }

  private static ManualTimers atPresent() {
    var present = new ManualTimers();
    present.advance(Duration.between(present.now(), Instant.now()));
    return present;
  }

  private static List<AgentDispatch> dispatches(String room) throws Exception {
    var body = DISPATCHES.listDispatch(room).execute().body();
    return body == null ? List.of() : body;
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** The SDK cannot set a kind. */
  private static CallerConnection join(String room, String identity, String attributes, String more)
      throws Exception {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"%s","sub":"%s","nbf":%d,"exp":%d,"attributes":{%s},
         "video":{"roomJoin":true,"room":"%s"}%s}"""
            .formatted(SERVER.apiKey(), identity, now - 10, now + 600, attributes, room, more);
    String body = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims);
    String token = body + "." + sign(body);
    return CallerConnection.join(SERVER.url(), token, new CallerListener() {});
  }

  private static String sign(String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SERVER.apiSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
