package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DataPacket;
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

  private final InstantSource time;
  private @Nullable Growing growing;

  /** What is being said: normally one, for a moment two. */
  private final List<SpokenTranscript> followed = new ArrayList<>();

  Transcripts(InstantSource time) {
    this.time = time;
  }

  /**
   * Who speaks, and through which audio track.
   *
   * @param track may be empty
   */
  record Voice(String identity, String track) {}

  /** The packets to send, in order. */
  List<DataPacket> packets(Transcription transcription, Voice voice) {
    return transcription.speaker() == Speaker.AGENT
        ? grow(transcription, voice)
        : whole(transcription, voice);
  }

  /** Begins the transcript of something that is being said. */
  SpokenTranscript spoken(String segment, String language) {
    return new SpokenTranscript(segment, language, time);
  }

  /** Keeps an eye on a transcript that has begun, until it is closed. */
  void follow(SpokenTranscript transcript) {
    followed.removeIf(SpokenTranscript::isClosed);
    followed.add(transcript);
  }

  /** The room was joined anew: whoever comes anew, too, must still get what is being said. */
  void renew() {
    followed.forEach(SpokenTranscript::renew);
    if (growing != null) {
      growing.transcript().renew();
    }
  }

  private List<DataPacket> whole(Transcription transcription, Voice voice) {
    var stream = OutgoingStream.from(voice.identity());
    var packets = new ArrayList<DataPacket>();
    var attributes = attributes(transcription.segment(), voice.track(), transcription.isFinal());
    packets.add(stream.textHeader(TOPIC, time.millis(), attributes, true));
    packets.addAll(stream.text(transcription.text()));
    packets.add(stream.trailer(Map.of()));
    packets.add(legacy(transcription, voice));
    return packets;
  }

  /** An utterance of the agent's whose stream is still open. */
  private record Growing(String segment, SpokenTranscript transcript) {
    boolean continuesIn(Transcription next) {
      return segment.equals(next.segment()) && next.text().startsWith(transcript.text());
    }
  }

  private List<DataPacket> grow(Transcription next, Voice voice) {
    var packets = new ArrayList<DataPacket>();
    Growing last = growing;
    if (last != null && !last.continuesIn(next)) {
      packets.addAll(last.transcript().abandon());
      last = null;
    }
    SpokenTranscript transcript =
        last == null ? spoken(next.segment(), next.language()) : last.transcript();
    packets.addAll(transcript.append(next.text().substring(transcript.text().length()), voice));
    if (next.isFinal()) {
      packets.addAll(transcript.close(false, voice));
      growing = null;
    } else {
      growing = new Growing(next.segment(), transcript);
    }
    return packets;
  }

  static Map<String, String> attributes(String segment, String track, boolean isFinal) {
    return Map.of(SEGMENT, segment, TRACK, track, FINAL, Boolean.toString(isFinal));
  }

  static DataPacket legacy(Transcription transcription, Voice voice) {
    return DataPacket.newBuilder()
        .setParticipantIdentity(voice.identity())
        .setTranscription(
            livekit.LivekitModels.Transcription.newBuilder()
                .setTranscribedParticipantIdentity(voice.identity())
                .setTrackId(voice.track())
                .addSegments(
                    TranscriptionSegment.newBuilder()
                        .setId(transcription.segment())
                        .setText(transcription.text())
                        .setLanguage(transcription.language())
                        .setFinal(transcription.isFinal())))
        .build();
  }
}
