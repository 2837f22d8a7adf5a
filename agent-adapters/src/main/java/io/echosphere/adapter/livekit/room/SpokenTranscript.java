package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.Transcripts.Voice;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DataPacket;
import org.jspecify.annotations.Nullable;

/**
 * One utterance of the agent's while it is being said: one text stream of what is added, and the
 * legacy packet with the whole text at each step. Nothing is sent before the first words. Owned by
 * the room's thread.
 */
final class SpokenTranscript {
  /** Only on the closing of an utterance that was cut short. */
  static final String INTERRUPTED = "echosphere.interrupted";

  /** Some minutes of talk; what goes beyond is not shown. A legacy packet must hold it whole. */
  static final int MAX_CHARACTERS = 16_384;

  private final String segment;
  private final String language;
  private final InstantSource time;
  private final StringBuilder text = new StringBuilder();
  private @Nullable OutgoingStream stream;
  private String half = "";

  /** What the stream to come has to begin with, as an earlier one was lost. */
  private String before = "";

  private boolean closed;

  SpokenTranscript(String segment, String language, InstantSource time) {
    this.segment = segment;
    this.language = language;
    this.time = time;
  }

  /** What has been sent so far. */
  String text() {
    return text.toString();
  }

  /** The packets that add these words; none for nothing, and none once closed. */
  List<DataPacket> append(String words, Voice voice) {
    String added = closed ? "" : whole(words);
    if (added.isEmpty()) {
      return List.of();
    }
    var packets = new ArrayList<DataPacket>();
    OutgoingStream open = open(voice, packets);
    text.append(added);
    packets.addAll(open.text(added));
    packets.add(legacy(voice, false));
    return packets;
  }

  private OutgoingStream open(Voice voice, List<DataPacket> packets) {
    OutgoingStream open = stream;
    if (open == null) {
      open = OutgoingStream.from(voice.identity());
      stream = open;
      var attributes = Transcripts.attributes(segment, voice.track(), false);
      packets.add(open.textHeader(Transcripts.TOPIC, time.millis(), attributes, true));
      packets.addAll(open.text(before));
      before = "";
    }
    return open;
  }

  /** The room's readers may have lost the stream: what follows goes into a new one, with it all. */
  void renew() {
    if (stream != null && !closed) {
      stream = null;
      before = text.toString();
    }
  }

  boolean isClosed() {
    return closed;
  }

  /** The packets that end it; none if nothing was said, and none the second time. */
  List<DataPacket> close(boolean interrupted, Voice voice) {
    if (closed) {
      return List.of();
    }
    closed = true;
    if (text.isEmpty()) {
      return List.of();
    }
    var packets = new ArrayList<DataPacket>();
    OutgoingStream last = open(voice, packets);
    var attributes = new HashMap<>(Transcripts.attributes(segment, voice.track(), true));
    if (interrupted) {
      attributes.put(INTERRUPTED, "true");
    }
    packets.add(last.trailer(attributes));
    packets.add(legacy(voice, true));
    return packets;
  }

  /** The packet that ends the stream without a word on how: another takes its place. */
  List<DataPacket> abandon() {
    closed = true;
    return stream == null ? List.of() : List.of(stream.trailer(Map.of()));
  }

  /** Joins a character that came in two halves, and keeps within the bound. */
  private String whole(String words) {
    String joined = half + words;
    int end = Math.min(joined.length(), MAX_CHARACTERS - text.length());
    boolean broken = end > 0 && Character.isHighSurrogate(joined.charAt(end - 1));
    half = broken && end == joined.length() ? joined.substring(end - 1) : "";
    return joined.substring(0, broken ? end - 1 : end);
  }

  private DataPacket legacy(Voice voice, boolean isFinal) {
    return Transcripts.legacy(
        new Transcription(Speaker.AGENT, segment, text.toString(), language, isFinal), voice);
  }
}
