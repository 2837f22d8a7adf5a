package io.echosphere.adapter.livekit.room;

import com.google.protobuf.ByteString;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;
import livekit.LivekitModels.TranscriptionSegment;
import org.jspecify.annotations.Nullable;

/**
 * Writes transcriptions as LiveKit's clients read them: a text stream on {@code lk.transcription},
 * and the legacy packet beside it, which livekit-client 2.23 still reads alone in places. The
 * caller's every update is a stream of its own with the whole text; the agent's utterance is one
 * stream that grows, as long as its text does. Owned by the room's thread.
 */
final class Transcripts {
  static final String TOPIC = "lk.transcription";
  static final String SEGMENT = "lk.segment_id";
  static final String TRACK = "lk.transcribed_track_id";
  static final String FINAL = "lk.transcription_final";

  /** LiveKit's own chunk size, below what every data channel takes in one message. */
  private static final int CHUNK_BYTES = 15_000;

  private final InstantSource time;
  private @Nullable Growing growing;

  Transcripts(InstantSource time) {
    this.time = time;
  }

  /**
   * The packets to send, in order.
   *
   * @param identity the speaker's
   * @param track the speaker's audio track; may be empty
   */
  List<DataPacket> packets(Transcription transcription, String identity, String track) {
    var packets = new ArrayList<DataPacket>();
    if (transcription.speaker() == Speaker.AGENT) {
      grow(transcription, identity, track, packets);
    } else {
      Stream stream = open(transcription, identity, track, transcription.isFinal(), packets);
      stream.write(transcription.text(), packets);
      stream.close(Map.of(), packets);
    }
    packets.add(legacy(transcription, identity, track));
    return packets;
  }

  /** An utterance of the agent's whose stream is still open. */
  private record Growing(String segment, String text, Stream stream) {
    boolean continuesIn(Transcription next) {
      return segment.equals(next.segment()) && next.text().startsWith(text);
    }
  }

  private void grow(Transcription next, String identity, String track, List<DataPacket> packets) {
    Growing last = growing;
    if (last != null && !last.continuesIn(next)) {
      last.stream().close(Map.of(), packets);
      last = null;
    }
    Stream stream = last == null ? open(next, identity, track, false, packets) : last.stream();
    stream.write(next.text().substring(last == null ? 0 : last.text().length()), packets);
    if (next.isFinal()) {
      stream.close(attributes(next, track, true), packets);
      growing = null;
    } else {
      growing = new Growing(next.segment(), next.text(), stream);
    }
  }

  private Stream open(
      Transcription transcription,
      String identity,
      String track,
      boolean isFinal,
      List<DataPacket> packets) {
    var stream = new Stream("TS_" + UUID.randomUUID(), identity);
    packets.add(
        stream
            .packet()
            .setStreamHeader(
                DataStream.Header.newBuilder()
                    .setStreamId(stream.id)
                    .setTimestamp(time.millis())
                    .setTopic(TOPIC)
                    .setMimeType("text/plain")
                    .putAllAttributes(attributes(transcription, track, isFinal))
                    .setTextHeader(DataStream.TextHeader.newBuilder().setGenerated(true)))
            .build());
    return stream;
  }

  private static Map<String, String> attributes(
      Transcription transcription, String track, boolean isFinal) {
    return Map.of(SEGMENT, transcription.segment(), TRACK, track, FINAL, Boolean.toString(isFinal));
  }

  private static DataPacket legacy(Transcription transcription, String identity, String track) {
    return DataPacket.newBuilder()
        .setParticipantIdentity(identity)
        .setTranscription(
            livekit.LivekitModels.Transcription.newBuilder()
                .setTranscribedParticipantIdentity(identity)
                .setTrackId(track)
                .addSegments(
                    TranscriptionSegment.newBuilder()
                        .setId(transcription.segment())
                        .setText(transcription.text())
                        .setLanguage(transcription.language())
                        .setFinal(transcription.isFinal())))
        .build();
  }

  /** One open text stream. */
  private static final class Stream {
    private final String id;
    private final String identity;
    private long chunks;

    Stream(String id, String identity) {
      this.id = id;
      this.identity = identity;
    }

    /** Cuts between characters: readers decode each chunk by itself. */
    void write(String text, List<DataPacket> packets) {
      byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int from = 0; from < bytes.length; ) {
        int to = Math.min(bytes.length, from + CHUNK_BYTES);
        while (to < bytes.length && (bytes[to] & 0xC0) == 0x80) {
          to--;
        }
        packets.add(
            packet()
                .setStreamChunk(
                    DataStream.Chunk.newBuilder()
                        .setStreamId(id)
                        .setChunkIndex(chunks++)
                        .setContent(ByteString.copyFrom(bytes, from, to - from)))
                .build());
        from = to;
      }
    }

    void close(Map<String, String> attributes, List<DataPacket> packets) {
      packets.add(
          packet()
              .setStreamTrailer(
                  DataStream.Trailer.newBuilder().setStreamId(id).putAllAttributes(attributes))
              .build());
    }

    DataPacket.Builder packet() {
      return DataPacket.newBuilder().setParticipantIdentity(identity);
    }
  }
}
