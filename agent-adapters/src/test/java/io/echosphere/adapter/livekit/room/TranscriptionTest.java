package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import io.echosphere.simulator.stack.LiveKitServer;
import livekit.LivekitModels.DataPacket;
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
    RoomConnection call = tap.connection(server, "legacy", Tokens.caller(server, "legacy", "ada"));
    try (Room room = joinBoth(call, agent, "legacy");
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

  @Test
  void theAgentsWordsAppearAsTheyAreSpoken() throws Exception {
    var agent = new AgentSide(1_000);
    var caller = new CallerSide(600);
    try (CallerConnection call = caller.join(server, "spoken", "ada")) {
      Room room = agent.join(server, "spoken");
      assertThat(agent.next()).isEqualTo("joined ada");
      var transcript = room.transcribe("R1", "en-US");
      transcript.append("Well,");
      assertThat(caller.until("agent-spoken R1 interim Well,")).endsWith("Well,");
      transcript.append(" I think");
      assertThat(caller.until("agent-spoken R1 interim Well, I think")).endsWith("I think");
      transcript.close(false);
      assertThat(caller.until("agent-spoken R1 final Well, I think")).endsWith("I think");
      room.close();
      transcript.append("!");
      transcript.close(true);
      assertThat(call).isNotNull();
    }
  }

  @Test
  void readersAreToldWhenTheAgentWasCutShort() throws Exception {
    var agent = new AgentSide(1_000);
    var tap = new Tap();
    RoomConnection call = tap.connection(server, "cut", Tokens.caller(server, "cut", "ada"));
    try (Room room = joinBoth(call, agent, "cut")) {
      assertThat(agent.next()).isEqualTo("joined ada");
      var transcript = room.transcribe("R1", "en-US");
      transcript.append("Once upon");
      transcript.append(" a time");
      transcript.close(true);

      assertThat(tap.nextLegacy().getSegments(0).getText()).isEqualTo("Once upon");
      var second = tap.nextLegacy().getSegments(0);
      assertThat(second.getText()).isEqualTo("Once upon a time");
      assertThat(second.getFinal()).isFalse();
      assertThat(tap.next(DataPacket::hasStreamTrailer).getStreamTrailer().getAttributesMap())
          .containsEntry("lk.segment_id", "R1")
          .containsEntry("lk.transcription_final", "true")
          .containsEntry("echosphere.interrupted", "true");
      assertThat(tap.nextLegacy().getSegments(0).getFinal()).isTrue();
    } finally {
      call.close();
    }
  }

  private static Room joinBoth(RoomConnection call, AgentSide agent, String room) throws Exception {
    call.join();
    return agent.join(server, room);
  }
}
