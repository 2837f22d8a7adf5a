package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import io.echosphere.simulator.stack.LiveKitServer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What both sides said, as it arrives over a real livekit-server. */
class TranscriptionTest {
  @SuppressWarnings("NullAway.Init")
  private static LiveKitServer server;

  @BeforeAll
  static void startServer() {
    server = LiveKitServer.start(LiveKitServer.Settings.manyRooms());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void theCallerReadsBothSidesAsTextStreams() throws Exception {
    var agent = new AgentSide(1_000);
    var caller = new CallerSide(600);
    try (CallerConnection call = caller.join(server, "streams", "ada");
        Room room = agent.join(server, "streams")) {
      assertThat(agent.next()).isEqualTo("joined ada");
      room.publish(new Transcription(Speaker.CALLER, "C1", "こんに", "ja-JP", false));
      room.publish(new Transcription(Speaker.CALLER, "C1", "こんにちは", "ja-JP", true));
      room.publish(new Transcription(Speaker.AGENT, "A1", "はい、", "ja-JP", false));
      room.publish(new Transcription(Speaker.AGENT, "A1", "はい、元気です。", "ja-JP", true));

      assertThat(caller.until("ada C1 interim こんに")).isEqualTo("ada C1 interim こんに");
      assertThat(caller.until("ada C1 final こんにちは")).isEqualTo("ada C1 final こんにちは");
      assertThat(caller.until("agent-streams A1 interim はい、"))
          .isEqualTo("agent-streams A1 interim はい、");
      assertThat(caller.until("agent-streams A1 final はい、元気です。"))
          .isEqualTo("agent-streams A1 final はい、元気です。");
      assertThat(call).isNotNull();
    }
  }

  @Test
  void olderClientsReadBothSidesAsLegacyPackets() throws Exception {
    var agent = new AgentSide(1_000);
    var tap = new Tap();
    var place =
        new RoomConnection.Place(
            server.url(), Tokens.caller(server, "legacy", "ada"), "legacy", "microphone", true);
    var call = new RoomConnection(WebRtc.load(), place, tap, InstantSource.system());
    try (Room room = joinBoth(call, agent);
        var voice = new Tone.Player(1_000, call::push)) {
      assertThat(agent.tone.heard()).isTrue();
      room.publish(new Transcription(Speaker.CALLER, "C1", "Hello there", "en-US", true));
      room.publish(new Transcription(Speaker.AGENT, "A1", "Hi!", "en-US", true));

      var heard = tap.nextLegacy();
      assertThat(heard.getTranscribedParticipantIdentity()).isEqualTo("ada");
      assertThat(heard.getTrackId()).isEqualTo(call.ownTrack()).startsWith("TR_");
      assertThat(heard.getSegments(0).getText()).isEqualTo("Hello there");
      assertThat(heard.getSegments(0).getFinal()).isTrue();
      assertThat(heard.getSegments(0).getLanguage()).isEqualTo("en-US");
      var said = tap.nextLegacy();
      assertThat(said.getTranscribedParticipantIdentity()).isEqualTo("agent-legacy");
      assertThat(said.getTrackId()).startsWith("TR_").isNotEqualTo(call.ownTrack());
      assertThat(said.getSegments(0).getId()).isEqualTo("A1");
      assertThat(voice).isNotNull();
    } finally {
      call.close();
    }
  }

  private static Room joinBoth(RoomConnection call, AgentSide agent) throws Exception {
    call.join();
    return agent.join(server, "legacy");
  }

  /** Keeps raw packets, as a client of another make would see them. */
  private static final class Tap implements RoomConnection.Handler {
    private final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();

    livekit.LivekitModels.Transcription nextLegacy() throws Exception {
      while (true) {
        byte[] packet = packets.poll(20, TimeUnit.SECONDS);
        assertThat(packet).as("a legacy packet within 20 s").isNotNull();
        DataPacket parsed = DataPacket.parseFrom(packet);
        if (parsed.hasTranscription()) {
          return parsed.getTranscription();
        }
      }
    }

    @Override
    public void packet(byte[] packet) {
      packets.add(packet);
    }

    @Override
    public void joined(JoinResponse room) {}

    @Override
    public void participants(List<ParticipantInfo> changed) {}

    @Override
    public void lost(String reason) {}
  }
}
