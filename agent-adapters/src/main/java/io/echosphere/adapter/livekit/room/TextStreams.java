package io.echosphere.adapter.livekit.room;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;

/** Puts LiveKit's text streams together again. Owned by the room's thread. */
final class TextStreams {
  /** Streams that stay open are a sender's fault; the oldest is forgotten. */
  private static final int MAX_OPEN = 64;

  /** More than a reply or a caller's turn ever has; what goes beyond is cut off. */
  private static final int MAX_BYTES = 256 * 1024;

  private final Listener listener;
  private final Map<String, Open> open =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
          return size() > MAX_OPEN;
        }
      };

  TextStreams(Listener listener) {
    this.listener = listener;
  }

  /** Hears streams as they grow. */
  interface Listener {
    /**
     * A stream has grown or ended.
     *
     * @param identity who it is from, or on behalf of whom
     * @param text all of it so far
     * @param ended whether it is complete
     */
    void text(
        String identity, String topic, Map<String, String> attributes, String text, boolean ended);
  }

  private record Open(
      String identity, String topic, Map<String, String> attributes, ByteArrayOutputStream bytes) {
    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  /** Takes a packet; those of other kinds are ignored. */
  void packet(DataPacket packet) {
    switch (packet.getValueCase()) {
      case STREAM_HEADER -> header(packet.getParticipantIdentity(), packet.getStreamHeader());
      case STREAM_CHUNK -> chunk(packet.getStreamChunk());
      case STREAM_TRAILER -> trailer(packet.getStreamTrailer());
      default -> {} // bytes, chat, remote procedures and whatever newer clients send
    }
  }

  /** Only the header names the speaker: the server puts the sender's own name on what follows. */
  private void header(String identity, DataStream.Header header) {
    if (header.hasTextHeader()) {
      open.put(
          header.getStreamId(),
          new Open(
              identity,
              header.getTopic(),
              new HashMap<>(header.getAttributesMap()),
              new ByteArrayOutputStream()));
    }
  }

  private void chunk(DataStream.Chunk chunk) {
    Open stream = open.get(chunk.getStreamId());
    if (stream != null && stream.bytes().size() + chunk.getContent().size() <= MAX_BYTES) {
      stream.bytes().writeBytes(chunk.getContent().toByteArray());
      tell(stream, false);
    }
  }

  private void trailer(DataStream.Trailer trailer) {
    Open stream = open.remove(trailer.getStreamId());
    if (stream != null) {
      stream.attributes().putAll(trailer.getAttributesMap());
      tell(stream, true);
    }
  }

  private void tell(Open stream, boolean ended) {
    listener.text(
        stream.identity(), stream.topic(), Map.copyOf(stream.attributes()), stream.text(), ended);
  }
}
