package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.echosphere.adapter.livekit.room.Transcripts.Voice;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataPacket.ValueCase;
import livekit.LivekitModels.DataStream;
import org.junit.jupiter.api.Test;

/** What is written, and what our own reader makes of it. */
class TranscriptsTest {
  private final Transcripts transcripts = new Transcripts(() -> Instant.ofEpochMilli(42));
  private final List<String> read = new ArrayList<>();
  private final TextStreams streams =
      new TextStreams(
          (identity, topic, attributes, text, ended) ->
              read.add(
                  identity
                      + " "
                      + topic
                      + " "
                      + attributes.get("lk.segment_id")
                      + " "
                      + attributes.get("lk.transcription_final")
                      + " "
                      + text
                      + (ended ? "." : "")));

  @Test
  void theCallersUpdateIsAStreamOfItsOwn() {
    List<DataPacket> packets = caller("Hello", true);

    assertThat(packets)
        .extracting(DataPacket::getValueCase)
        .containsExactly(
            ValueCase.STREAM_HEADER,
            ValueCase.STREAM_CHUNK,
            ValueCase.STREAM_TRAILER,
            ValueCase.TRANSCRIPTION);
    DataStream.Header header = packets.getFirst().getStreamHeader();
    assertThat(header.getTopic()).isEqualTo("lk.transcription");
    assertThat(header.getTimestamp()).isEqualTo(42);
    assertThat(header.getAttributesMap())
        .isEqualTo(
            Map.of(
                "lk.segment_id", "C1",
                "lk.transcribed_track_id", "TR_C",
                "lk.transcription_final", "true"));
    assertThat(packets).allMatch(p -> p.getParticipantIdentity().equals("ada"));
  }

  @Test
  void theAgentsUtteranceIsOneStreamThatGrows() {
    var packets = new ArrayList<>(agent("A1", "One. ", false));
    packets.addAll(agent("A1", "One. Two.", true));

    assertThat(packets)
        .filteredOn(DataPacket::hasStreamHeader)
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.getStreamHeader().getAttributesMap())
                    .containsEntry("lk.transcription_final", "false"));
    packets.forEach(streams::packet);
    assertThat(read)
        .containsExactly(
            "agent lk.transcription A1 false One. ",
            "agent lk.transcription A1 false One. Two.",
            "agent lk.transcription A1 true One. Two..");
  }

  /** Interrupted: what was heard is shorter than what had been shown. */
  @Test
  void aShorterTextOfTheSameUtteranceReplacesTheLonger() {
    agent("A1", "One. Two.", false).forEach(streams::packet);
    agent("A1", "One.", true).forEach(streams::packet);

    assertThat(read)
        .containsExactly(
            "agent lk.transcription A1 false One. Two.",
            "agent lk.transcription A1 false One. Two..",
            "agent lk.transcription A1 false One.",
            "agent lk.transcription A1 true One..");
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    String text = "あ".repeat(12_000);
    List<DataPacket> packets = caller(text, true);

    assertThat(packets)
        .filteredOn(DataPacket::hasStreamChunk)
        .hasSize(3)
        .allMatch(p -> p.getStreamChunk().getContent().isValidUtf8())
        .allMatch(p -> p.getStreamChunk().getContent().size() <= 15_000);
    packets.forEach(streams::packet);
    assertThat(read.getLast()).endsWith(text + ".");
  }

  @Test
  void piecesOfStreamsThatNeverBeganAreIgnored() {
    streams.packet(
        DataPacket.newBuilder()
            .setStreamChunk(
                DataStream.Chunk.newBuilder()
                    .setStreamId("unknown")
                    .setContent(ByteString.copyFromUtf8("?")))
            .build());
    streams.packet(
        DataPacket.newBuilder()
            .setStreamTrailer(DataStream.Trailer.newBuilder().setStreamId("unknown"))
            .build());
    streams.packet(DataPacket.getDefaultInstance());
    assertThat(read).isEmpty();
  }

  /** A sender that never closes its streams must not fill our memory. */
  @Test
  void streamsThatStayOpenAreForgottenInTheEnd() {
    List<DataPacket> first = agentOf("A", "text");
    first.forEach(streams::packet);
    for (int i = 0; i < 64; i++) {
      agentOf("A" + i, "text").forEach(streams::packet);
    }
    read.clear();
    streams.packet(first.get(1));
    assertThat(read).isEmpty();
  }

  /** By a sender of its own, which leaves the stream open. */
  private List<DataPacket> agentOf(String segment, String text) {
    return new Transcripts(() -> Instant.EPOCH)
        .packets(
            new Transcription(Speaker.AGENT, segment, text, "en-US", false),
            new Voice("agent", "TR_A"));
  }

  private List<DataPacket> caller(String text, boolean isFinal) {
    return transcripts.packets(
        new Transcription(Speaker.CALLER, "C1", text, "en-US", isFinal), new Voice("ada", "TR_C"));
  }

  private List<DataPacket> agent(String segment, String text, boolean isFinal) {
    return transcripts.packets(
        new Transcription(Speaker.AGENT, segment, text, "en-US", isFinal),
        new Voice("agent", "TR_A"));
  }
}
