package io.echosphere.adapter.livekit.room;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;

/** One data stream of ours, as the packets it is made of. Not thread-safe. */
final class OutgoingStream {
  /** LiveKit's own chunk size, below what every data channel takes in one message. */
  private static final int CHUNK_BYTES = 15_000;

  private final String id;
  private final String identity;
  private long chunks;

  /**
   * A stream that has not begun.
   *
   * @param id unique in the room
   * @param identity whom it is from; only an agent may name another than itself
   */
  OutgoingStream(String id, String identity) {
    this.id = id;
    this.identity = identity;
  }

  /** A stream with a new id. */
  static OutgoingStream from(String identity) {
    return new OutgoingStream("TS_" + UUID.randomUUID(), identity);
  }

  /**
   * Begins a text stream.
   *
   * @param timeMillis the time of day
   * @param generated whether a machine wrote the text
   */
  DataPacket textHeader(
      String topic, long timeMillis, Map<String, String> attributes, boolean generated) {
    return header(
        DataStream.Header.newBuilder()
            .setTimestamp(timeMillis)
            .setTopic(topic)
            .setMimeType("text/plain")
            .putAllAttributes(attributes)
            .setTextHeader(DataStream.TextHeader.newBuilder().setGenerated(generated)));
  }

  /** Begins a stream of any kind. */
  DataPacket header(DataStream.Header.Builder header) {
    return packet().setStreamHeader(header.setStreamId(id)).build();
  }

  /** Goes on with a text, cut between characters: readers decode each chunk by itself. */
  List<DataPacket> text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var packets = new ArrayList<DataPacket>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + CHUNK_BYTES);
      while (to < bytes.length && (bytes[to] & 0xC0) == 0x80) {
        to--;
      }
      packets.add(chunk(ByteString.copyFrom(bytes, from, to - from)));
      from = to;
    }
    return packets;
  }

  /** Goes on with bytes. */
  List<DataPacket> bytes(byte[] bytes) {
    var packets = new ArrayList<DataPacket>();
    for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
      int length = Math.min(bytes.length - from, CHUNK_BYTES);
      packets.add(chunk(ByteString.copyFrom(bytes, from, length)));
    }
    return packets;
  }

  /** Ends the stream. */
  DataPacket trailer(Map<String, String> attributes) {
    return packet()
        .setStreamTrailer(
            DataStream.Trailer.newBuilder().setStreamId(id).putAllAttributes(attributes))
        .build();
  }

  private DataPacket chunk(ByteString content) {
    return packet()
        .setStreamChunk(
            DataStream.Chunk.newBuilder()
                .setStreamId(id)
                .setChunkIndex(chunks++)
                .setContent(content))
        .build();
  }

  private DataPacket.Builder packet() {
    return DataPacket.newBuilder().setParticipantIdentity(identity);
  }
}
