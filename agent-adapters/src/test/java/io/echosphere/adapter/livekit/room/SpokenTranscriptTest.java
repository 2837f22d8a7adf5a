package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.room.Transcripts.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataPacket.ValueCase;
import org.junit.jupiter.api.Test;

class SpokenTranscriptTest {
  private static final Voice AGENT = new Voice("agent", "TR_A");

  private final SpokenTranscript transcript =
      new SpokenTranscript("R1", "ja-JP", () -> Instant.ofEpochMilli(42));
  private final List<DataPacket> packets = new ArrayList<>();

  @Test
  void wordsAreAddedToOneStream() {
    say("こんにちは。");
    say("元気です");
    say("か？");
    close(false);

    assertThat(packets)
        .extracting(DataPacket::getValueCase)
        .containsExactly(
            ValueCase.STREAM_HEADER,
            ValueCase.STREAM_CHUNK,
            ValueCase.TRANSCRIPTION,
            ValueCase.STREAM_CHUNK,
            ValueCase.TRANSCRIPTION,
            ValueCase.STREAM_CHUNK,
            ValueCase.TRANSCRIPTION,
            ValueCase.STREAM_TRAILER,
            ValueCase.TRANSCRIPTION);
    assertThat(chunks()).containsExactly("0 こんにちは。", "1 元気です", "2 か？");
    assertThat(legacy())
        .containsExactly(
            "R1 こんにちは。 false",
            "R1 こんにちは。元気です false",
            "R1 こんにちは。元気ですか？ false",
            "R1 こんにちは。元気ですか？ true");
    assertThat(packets).allMatch(packet -> packet.getParticipantIdentity().equals("agent"));
  }

  @Test
  void onlyTheClosingSaysThatItIsFinal() {
    say("Hi.");
    close(false);

    assertThat(packets.getFirst().getStreamHeader().getAttributesMap())
        .isEqualTo(
            Map.of(
                "lk.segment_id", "R1",
                "lk.transcribed_track_id", "TR_A",
                "lk.transcription_final", "false"));
    assertThat(closing())
        .containsEntry("lk.transcription_final", "true")
        .doesNotContainKey("echosphere.interrupted");
  }

  @Test
  void theClosingSaysWhenItWasCutShort() {
    say("Well, I was going to");
    close(true);

    assertThat(closing())
        .containsEntry("lk.transcription_final", "true")
        .containsEntry("lk.segment_id", "R1")
        .containsEntry("echosphere.interrupted", "true");
    assertThat(legacy()).endsWith("R1 Well, I was going to true");
  }

  @Test
  void nothingIsSentForNothingSaid() {
    say("");
    close(true);
    assertThat(packets).isEmpty();
  }

  @Test
  void afterTheClosingNothingIsAdded() {
    say("Yes.");
    close(false);
    int sent = packets.size();
    say(" No.");
    close(true);
    assertThat(packets).hasSize(sent);
  }

  /** Playout positions know nothing of surrogate pairs. */
  @Test
  void aCharacterInTwoHalvesIsSentWhole() {
    say("ok \ud83d");
    say("\ude42!");
    close(false);

    assertThat(chunks()).containsExactly("0 ok ", "1 🙂!");
  }

  @Test
  void aHalfCharacterThatIsNeverCompletedIsNotSent() {
    say("ok \ud83d");
    close(true);
    assertThat(legacy()).containsExactly("R1 ok  false", "R1 ok  true");
  }

  @Test
  void endlessTalkIsCut() {
    for (int i = 0; i < 30; i++) {
      say("x".repeat(1_000));
    }
    assertThat(transcript.text()).hasSize(16_384);
    assertThat(chunks()).hasSize(17);
  }

  /** Readers who came anew with the room have never seen the stream's beginning. */
  @Test
  void aRenewedTranscriptBeginsAnotherStreamWithAllOfIt() {
    say("こんにちは。");
    packets.clear();
    transcript.renew();
    say("元気ですか？");
    close(false);

    assertThat(packets)
        .extracting(DataPacket::getValueCase)
        .containsExactly(
            ValueCase.STREAM_HEADER,
            ValueCase.STREAM_CHUNK,
            ValueCase.STREAM_CHUNK,
            ValueCase.TRANSCRIPTION,
            ValueCase.STREAM_TRAILER,
            ValueCase.TRANSCRIPTION);
    assertThat(chunks()).containsExactly("0 こんにちは。", "1 元気ですか？");
  }

  @Test
  void aRenewedTranscriptThatOnlyEndsIsShownWholeToo() {
    say("こんにちは。");
    packets.clear();
    transcript.renew();
    close(true);

    assertThat(chunks()).containsExactly("0 こんにちは。");
    assertThat(closing()).containsEntry("echosphere.interrupted", "true");
  }

  private void say(String words) {
    packets.addAll(transcript.append(words, AGENT));
  }

  private void close(boolean interrupted) {
    packets.addAll(transcript.close(interrupted, AGENT));
  }

  private Map<String, String> closing() {
    return packets.get(packets.size() - 2).getStreamTrailer().getAttributesMap();
  }

  private List<String> chunks() {
    return packets.stream()
        .filter(DataPacket::hasStreamChunk)
        .map(DataPacket::getStreamChunk)
        .map(chunk -> chunk.getChunkIndex() + " " + chunk.getContent().toStringUtf8())
        .toList();
  }

  private List<String> legacy() {
    return packets.stream()
        .filter(DataPacket::hasTranscription)
        .map(packet -> packet.getTranscription().getSegments(0))
        .map(segment -> segment.getId() + " " + segment.getText() + " " + segment.getFinal())
        .toList();
  }
}
