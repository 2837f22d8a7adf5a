package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.domain.turn.AgentState;
import io.echosphere.simulator.stack.LiveKitServer;
import io.livekit.server.RoomServiceClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agent and caller in rooms of a real livekit-server. */
class LiveKitRoomTest {
  private static final double AGENT_HERTZ = 600;
  private static final double CALLER_HERTZ = 1_000;

  @SuppressWarnings("NullAway.Init")
  private static LiveKitServer server;

  private final AgentSide agent = new AgentSide(CALLER_HERTZ);
  private final CallerSide caller = new CallerSide(AGENT_HERTZ);
  private String name = "";

  @BeforeAll
  static void startServer() {
    server = LiveKitServer.start(LiveKitServer.Settings.manyRooms());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void nameTheRoom(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void bothSidesHearEachOther() throws Exception {
    try (Room room = agent.join(server, name);
        var agentVoice = new Tone.Player(AGENT_HERTZ, room::play);
        CallerConnection call = caller.join(server, name, "ada");
        var callerVoice = new Tone.Player(CALLER_HERTZ, call::speak)) {
      assertThat(agent.next()).isEqualTo("joined ada");
      assertThat(agent.caller).isEqualTo(new Caller("ada", "Name of ada", Map.of("plan", "gold")));
      assertThat(agent.tone.heard()).isTrue();
      assertThat(caller.tone.heard()).isTrue();
      assertThat(agentVoice).isNotSameAs(callerVoice);
    }
  }

  @Test
  void aCallerWhoIsAlreadyThereIsFoundAndHeard() throws Exception {
    try (CallerConnection call = caller.join(server, name, "ada");
        var callerVoice = new Tone.Player(CALLER_HERTZ, call::speak);
        Room room = agent.join(server, name);
        var agentVoice = new Tone.Player(AGENT_HERTZ, room::play)) {
      assertThat(agent.next()).isEqualTo("joined ada");
      assertThat(agent.tone.heard()).isTrue();
      assertThat(caller.until("agent agent-" + name)).isEqualTo("agent agent-" + name);
      assertThat(caller.tone.heard()).isTrue();
      assertThat(agentVoice).isNotSameAs(callerVoice);
    }
  }

  @Test
  void theCallerSeesTheAgentsStates() throws Exception {
    try (CallerConnection call = caller.join(server, name, "ada");
        Room room = agent.join(server, name)) {
      assertThat(caller.until("state initializing")).isEqualTo("state initializing");
      room.publish(AgentState.LISTENING);
      assertThat(caller.until("state listening")).isEqualTo("state listening");
      room.publish(AgentState.THINKING);
      assertThat(caller.until("state thinking")).isEqualTo("state thinking");
      assertThat(call).isNotNull();
    }
  }

  /** As when a worker has died and another goes on; the first agent is not awaited then. */
  @Test
  void anAgentThatComesAfterAnotherHasGoneTakesItsPlaceAtOnce() throws Exception {
    try (CallerConnection call = caller.join(server, name, "ada")) {
      Room first = agent.join(server, name);
      assertThat(caller.until("agent agent-" + name)).isEqualTo("agent agent-" + name);
      first.close();

      try (Room second = new AgentSide(CALLER_HERTZ).joinAs(server, name, "another");
          var voice = new Tone.Player(AGENT_HERTZ, second::play)) {
        second.publish(AgentState.LISTENING);

        assertAnotherTookItsPlace();
        assertThat(voice).isNotSameAs(call);
      }
    }
  }

  @Test
  void anAgentThatComesBeforeAnotherHasGoneTakesItsPlaceThen() throws Exception {
    try (CallerConnection call = caller.join(server, name, "ada")) {
      Room first = agent.join(server, name);
      assertThat(caller.until("agent agent-" + name)).isEqualTo("agent agent-" + name);

      try (Room second = new AgentSide(CALLER_HERTZ).joinAs(server, name, "another");
          var voice = new Tone.Player(AGENT_HERTZ, second::play)) {
        second.publish(AgentState.LISTENING);
        first.publish(AgentState.THINKING);
        assertThat(caller.until("state thinking")).isEqualTo("state thinking");
        first.close();

        assertAnotherTookItsPlace();
        assertThat(voice).isNotSameAs(call);
      }
    }
  }

  private void assertAnotherTookItsPlace() throws InterruptedException {
    assertThat(caller.until("agent left")).isEqualTo("agent left");
    assertThat(caller.until("agent another")).isEqualTo("agent another");
    assertThat(caller.until("state listening")).isEqualTo("state listening");
    assertThat(caller.tone.heard()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ada-by-another-name"})
  void aCallerWhoLeavesAndComesAgainIsTheCallerAgain(String identity) throws Exception {
    name += identity;
    var second = new CallerSide(AGENT_HERTZ);
    try (Room room = agent.join(server, name);
        var agentVoice = new Tone.Player(AGENT_HERTZ, room::play)) {
      CallerConnection call = caller.join(server, name, "ada");
      assertThat(agent.next()).isEqualTo("joined ada");
      call.close();
      assertThat(agent.next()).isEqualTo("left");

      try (CallerConnection again = second.join(server, name, identity);
          var callerVoice = new Tone.Player(CALLER_HERTZ, again::speak)) {
        assertThat(agent.next()).isEqualTo("joined " + identity);
        assertThat(agent.tone.heard()).isTrue();
        assertThat(second.tone.heard()).isTrue();
        assertThat(agentVoice).isNotSameAs(callerVoice);
      }
    }
  }

  @Test
  void aSecondParticipantIsNeitherReportedNorHeard() throws Exception {
    var other = new CallerSide(AGENT_HERTZ);
    try (Room room = agent.join(server, name);
        var agentVoice = new Tone.Player(AGENT_HERTZ, room::play)) {
      CallerConnection call = caller.join(server, name, "ada");
      assertThat(agent.next()).isEqualTo("joined ada");
      try (CallerConnection bystander = other.join(server, name, "bob");
          var noise = new Tone.Player(AgentSide.BYSTANDER_HERTZ, bystander::speak)) {
        assertThat(other.tone.heard()).isTrue();
        try (var callerVoice = new Tone.Player(CALLER_HERTZ, call::speak)) {
          assertThat(agent.tone.heard()).isTrue();
          assertThat(callerVoice).isNotSameAs(noise);
        }
        call.close();
        assertThat(agent.next()).isEqualTo("left");
        assertThat(agent.bystander.heardAlready()).isFalse();
        assertThat(agentVoice).isNotNull();
      }
      assertThat(agent.pending()).isZero();
    }
  }

  @Test
  void mutingIsNoticed() throws Exception {
    try (CallerConnection call = caller.join(server, name, "ada");
        Room room = agent.join(server, name)) {
      assertThat(agent.next()).isEqualTo("joined ada");
      call.mute(true);
      assertThat(agent.next()).isEqualTo("muted");
      call.mute(false);
      assertThat(agent.next()).isEqualTo("unmuted");
      assertThat(room).isNotNull();
    }
  }

  @Test
  void aCallerWhoComesMutedIsNoticed() throws Exception {
    var onlooker = new AgentSide(CALLER_HERTZ);
    try (CallerConnection call = caller.join(server, name, "ada");
        Room other = onlooker.joinAs(server, name, "onlooker")) {
      assertThat(onlooker.next()).isEqualTo("joined ada");
      call.mute(true);
      assertThat(onlooker.next()).isEqualTo("muted"); // the server knows
      try (Room room = agent.join(server, name)) {
        assertThat(agent.next()).isEqualTo("joined ada");
        assertThat(agent.next()).isEqualTo("muted");
        assertThat(room).isNotSameAs(other);
      }
    }
  }

  @Test
  void theCallerIsToldWhenTheAgentLeaves() throws Exception {
    try (CallerConnection call = caller.join(server, name, "ada")) {
      Room room = agent.join(server, name);
      assertThat(caller.until("agent agent-" + name)).isEqualTo("agent agent-" + name);
      room.close();
      assertThat(caller.until("agent left")).isEqualTo("agent left");
      room.close();
      room.play(new short[160]);
      room.publish(AgentState.IDLE);
      assertThat(call).isNotNull();
    }
  }

  @Test
  void aDeletedRoomDisconnectsTheAgentOnce() throws Exception {
    try (Room room = agent.join(server, name)) {
      assertThat(
              RoomServiceClient.createClient(server.httpUrl(), server.apiKey(), server.apiSecret())
                  .deleteRoom(name)
                  .execute()
                  .isSuccessful())
          .isTrue();
      assertThat(agent.next()).isEqualTo("closed: the room was deleted (ROOM_DELETED)");
      room.play(new short[160]);
    }
    assertThat(agent.pending()).isZero();
  }
}
