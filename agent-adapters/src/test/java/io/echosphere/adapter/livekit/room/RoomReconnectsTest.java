package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector.Ticket;
import io.echosphere.domain.turn.AgentState;
import io.echosphere.simulator.stack.LiveKitProxy;
import io.echosphere.simulator.stack.LiveKitServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Connections of an agent that break in the middle of a reply, at a real livekit-server: what the
 * caller hears of it, to 10 ms.
 */
class RoomReconnectsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final double CALLER_HERTZ = 1_000;

  /** What Opus, the network, the receiver's jitter buffer and a busy machine may blur. */
  private static final int TOLERANCE_MS = 120;

  /**
   * A server gives up the old path when it restarts ICE, a round trip or more before the new one: 0
   * to 200 ms of the agent were lost in 20 restarts, and 0 to 40 ms of the caller.
   */
  private static final int NO_PATH_MS = 200;

  /** For so long a receiver goes on with the last sound when nothing more comes. */
  private static final int CONCEALED_MS = 120;

  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final AgentSide agent = new AgentSide(CALLER_HERTZ);
  private final CallerSide caller = new CallerSide(0);

  @Test
  void aCutSignallingSocketIsResumedAndNothingOfTheReplyIsLostOrRepeated() throws Exception {
    int blocks = 45;
    try (var server = LiveKitServer.start(LiveKitServer.Settings.manyRooms());
        var proxy = LiveKitProxy.before(server);
        CallerConnection call = caller.join(server, "cut", "ada");
        Room room = join(proxy.url(), server, "cut");
        var speaking = new SpeakingAgent(room, agent, blocks)) {
      assertThat(agent.next()).isEqualTo("joined ada");
      speaking.speak();
      try (var _ = new Tone.Player(CodedSound.blocks(60), call::speak)) {
        assertThat(caller.coded.heard(8)).isTrue();

        assertThat(proxy.cut(LiveKitProxy.Line::isParticipants)).isEqualTo(1);

        assertThat(caller.coded.heard(blocks - 1)).isTrue();
        assertThat(agent.coded.heard(blocks - 1)).isTrue();
      }
      assertThat(telemetry.reconnections()).containsExactly("RESUME ok");
      assertThat(caller.coded.lostMillis(blocks)).isLessThanOrEqualTo(TOLERANCE_MS + NO_PATH_MS);
      assertThat(caller.coded.repeatedMillis(blocks))
          .isLessThanOrEqualTo(TOLERANCE_MS + CONCEALED_MS);
      assertThat(agent.coded.lostMillis(blocks)).as("of the caller").isLessThan(TOLERANCE_MS);
      room.publish(AgentState.THINKING);
      assertThat(caller.until("state thinking")).isEqualTo("state thinking");
      call.mute(true);
      assertThat(agent.next()).as("the agent hears of the room again").isEqualTo("muted");
    }
  }

  @Test
  void aSignallingSocketThatIsCutWhileJoiningIsOpenedAgain() throws Exception {
    int blocks = 12;
    try (var server = LiveKitServer.start(LiveKitServer.Settings.manyRooms());
        var proxy = LiveKitProxy.before(server);
        CallerConnection call = caller.join(server, "joining", "ada");
        var callerVoice = new Tone.Player(CALLER_HERTZ, call::speak)) {
      proxy.cutNext(LiveKitProxy.Line::isParticipants);
      try (Room room = join(proxy.url(), server, "joining");
          var speaking = new SpeakingAgent(room, agent, blocks)) {
        assertThat(agent.next()).isEqualTo("joined ada");
        speaking.speak();

        assertThat(caller.coded.heard(blocks - 1)).isTrue();
        assertThat(agent.tone.heardAnew()).as("the agent hears the caller").isTrue();
        assertThat(agent.pending()).as("nothing else is told").isZero();
        assertThat(telemetry.reconnections()).as("there was no call yet").isEmpty();
        assertThat(agent.breaks).hasValue(1);
        assertThat(agent.repairs).hasValue(1);
      }
      assertThat(proxy.opened(LiveKitProxy.Line::isParticipants))
          .as("sockets of the agent")
          .isEqualTo(2);
      assertThat(callerVoice).isNotNull();
    }
  }

  @Test
  void aServerThatIsKilledAndComesBackFindsTheReplyWhereItWas() throws Exception {
    int blocks = 45;
    try (var server = LiveKitServer.start();
        CallerConnection call = caller.join(server, "killed", "ada");
        var callerVoice = new Tone.Player(CALLER_HERTZ, call::speak);
        Room room = join(server.url(), server, "killed");
        var speaking = new SpeakingAgent(room, agent, blocks)) {
      assertThat(agent.next()).isEqualTo("joined ada");
      room.publish(AgentState.SPEAKING);
      speaking.speak();
      assertThat(caller.coded.heard(12)).isTrue();

      server.restart();

      assertThat(agent.next()).isEqualTo("interrupted");
      assertThat(agent.next()).isEqualTo("restored");
      assertThat(caller.coded.heard(blocks - 1)).isTrue();
      assertThat(telemetry.reconnections()).containsExactly("REJOIN ok");
      assertThat(agent.breaks).hasValue(1);
      assertThat(agent.repairs).hasValue(1);
      assertThat(caller.coded.lostMillis(blocks)).isLessThanOrEqualTo(TOLERANCE_MS);
      assertThat(caller.coded.repeatedMillis(blocks))
          .isLessThanOrEqualTo(TOLERANCE_MS + CONCEALED_MS);
      assertThat(agent.tone.heardAnew()).as("the agent hears the caller again").isTrue();
      assertThat(agent.pending()).as("neither left nor joined").isZero();
      assertThat(callerVoice).isNotNull();
    }
  }

  /** No socket closes, and signalling is pinged for 15 s before it counts as dead. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process stands still by SIGSTOP")
  void aServerThatStandsStillIsNoticedAndTheReplyGoesOnOnceItMoves() throws Exception {
    int blocks = 45;
    try (var server = LiveKitServer.start();
        CallerConnection call = caller.join(server, "frozen", "ada");
        var callerVoice = new Tone.Player(CALLER_HERTZ, call::speak);
        Room room = join(server.url(), server, "frozen");
        var speaking = new SpeakingAgent(room, agent, blocks)) {
      assertThat(agent.next()).isEqualTo("joined ada");
      speaking.speak();
      assertThat(caller.coded.heard(12)).isTrue();

      server.freeze();
      assertThat(agent.next()).isEqualTo("interrupted");
      server.thaw();

      assertThat(agent.next()).isEqualTo("restored");
      assertThat(caller.coded.heard(blocks - 1)).isTrue();
      assertThat(caller.coded.lostMillis(blocks)).isLessThanOrEqualTo(TOLERANCE_MS + NO_PATH_MS);
      assertThat(agent.tone.heardAnew()).as("the agent hears the caller again").isTrue();
      assertThat(callerVoice).isNotNull();
    }
  }

  @Test
  void aServerThatStaysAwayEndsTheCallWithItsReason() throws Exception {
    try (var server = LiveKitServer.start();
        Room room =
            AgentSide.connector(Duration.ofSeconds(2), telemetry)
                .join(new Ticket(server.url(), Tokens.agent(server, "away"), "away"), agent)) {
      server.kill();

      assertThat(agent.next()).isEqualTo("interrupted");
      assertThat(agent.next())
          .startsWith("disconnected: LiveKit at ws://127.0.0.1:")
          .contains("does not answer")
          .endsWith("; it could not be restored within 2 s");
      assertThat(telemetry.reconnections()).containsExactly("RESUME failed");
      assertThat(room).isNotNull();
    }
    assertThat(agent.pending()).isZero();
  }

  private Room join(String url, LiveKitServer server, String room) throws Exception {
    return AgentSide.connector(LIMIT, telemetry)
        .join(new Ticket(url, Tokens.agent(server, room), room), agent);
  }
}
