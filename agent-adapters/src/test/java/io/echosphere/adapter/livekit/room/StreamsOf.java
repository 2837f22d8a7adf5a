package io.echosphere.adapter.livekit.room;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;

/** Data streams as a participant sends them and the server passes them on. */
record StreamsOf(String sender) {
  /** A whole message. */
  List<DataPacket> chat(String id, String text) {
    return text(id, "lk.chat", text);
  }

  List<DataPacket> text(String id, String topic, String text) {
    var stream = new OutgoingStream(id, sender);
    var packets = new ArrayList<DataPacket>();
    packets.add(stream.textHeader(topic, 42, Map.of(), false));
    packets.addAll(stream.text(text));
    packets.add(stream.trailer(Map.of()));
    return packets.stream().map(this::passedOn).toList();
  }

  /** A whole recording of what came before. */
  List<DataPacket> recording(
      String id, String mimeType, Map<String, String> attributes, byte[] bytes) {
    var stream = new OutgoingStream(id, sender);
    var packets = new ArrayList<DataPacket>();
    packets.add(
        stream.header(
            DataStream.Header.newBuilder()
                .setTopic(EarlyRecordings.TOPIC)
                .setMimeType(mimeType)
                .putAllAttributes(attributes)
                .setByteHeader(DataStream.ByteHeader.newBuilder().setName("recording"))));
    packets.addAll(stream.bytes(bytes));
    packets.add(stream.trailer(Map.of()));
    return packets.stream().map(this::passedOn).toList();
  }

  DataPacket chunk(String id, long index, String text) {
    return passedOn(
        DataPacket.newBuilder()
            .setStreamChunk(
                DataStream.Chunk.newBuilder()
                    .setStreamId(id)
                    .setChunkIndex(index)
                    .setContent(ByteString.copyFromUtf8(text)))
            .build());
  }

  /** The server puts the sender's session id on every packet. */
  DataPacket passedOn(DataPacket packet) {
    return packet.toBuilder().setParticipantSid(sender).build();
  }
}
