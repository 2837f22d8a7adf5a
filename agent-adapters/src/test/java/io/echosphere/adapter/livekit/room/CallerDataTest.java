package io.echosphere.adapter.livekit.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.adapter.livekit.room.IgnoredData.Why;
import io.echosphere.adapter.webrtc.RemoteAudio;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import livekit.LivekitModels.ChatMessage;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DataStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What a room's packets come to, and that no packet does harm. */
class CallerDataTest {
  private static final StreamsOf ADA = new StreamsOf("PA_ada");
  private static final StreamsOf BOB = new StreamsOf("PA_bob");
  private static final Map<String, String> PCM =
      Map.of("sampleRate", "48000", "channels", "1", "trackId", "TR_1");

  private final HeardAudio heard = new HeardAudio();
  private final List<Runnable> room = new ArrayList<>();
  private final CallerData data =
      new CallerData(heard, Runnable::run, Runnable::run, () -> Instant.EPOCH);

  @Test
  void aMessageIsReadOnceTheCallerIsReported() {
    data.callerIs("PA_ada");
    send(ADA.chat("1", "Hello"));
    assertThat(heard.events).isEmpty();
    data.callerReported();

    assertThat(heard.events).containsExactly("text Hello");
  }

  @Test
  void othersAreNotRead() {
    adaIsHere();
    send(BOB.chat("1", "Hello"));
    send(List.of(BOB.passedOn(chatPacket("2", "Hello"))));

    assertThat(heard.events).isEmpty();
    assertThat(data.ignored().count(Why.NOT_THE_CALLER)).isEqualTo(2);
  }

  @Test
  void legacyPacketsAreReadToo() {
    adaIsHere();
    send(List.of(ADA.passedOn(chatPacket("1", "Hello"))));

    assertThat(heard.events).containsExactly("text Hello");
  }

  @Test
  void aMessageThatComesBothWaysIsReadOnce() {
    adaIsHere();
    send(ADA.chat("1", "Hello"));
    send(List.of(ADA.passedOn(chatPacket("1", "Hello"))));

    assertThat(heard.events).containsExactly("text Hello");
  }

  @Test
  void changesOfMessagesAreNotTurns() {
    adaIsHere();
    var edited = ChatMessage.newBuilder().setId("1").setMessage("Hi").setEditTimestamp(7);
    var deleted = ChatMessage.newBuilder().setId("2").setDeleted(true);
    send(List.of(ADA.passedOn(DataPacket.newBuilder().setChatMessage(edited).build())));
    send(List.of(ADA.passedOn(DataPacket.newBuilder().setChatMessage(deleted).build())));
    List<DataPacket> update = new ArrayList<>(ADA.chat("3", "Hi"));
    update.set(0, withOperation(update.getFirst(), DataStream.OperationType.UPDATE));
    send(update);

    assertThat(heard.events).isEmpty();
    assertThat(data.ignored().count(Why.REPEATED)).isEqualTo(3);
  }

  @Test
  void fiveThousandCharactersAreCut() {
    adaIsHere();
    send(ADA.chat("1", "長".repeat(5_000)));

    assertThat(heard.events).containsExactly("text " + "長".repeat(4_000));
  }

  @Test
  void aRecordingIsHeardBeforeItsMicrophonesLiveAudio() {
    data.callerIs("PA_ada");
    RemoteAudio.Listener microphone = data.microphone("TR_1", true);
    microphone.audio(frame(1));
    data.callerReported();
    microphone.audio(frame(2));
    send(ADA.recording("1", "", PCM, pcm(8, 9)));
    microphone.audio(frame(3));

    assertThat(heard.events).containsExactly("before 8 9 1 2", "live 3");
  }

  @Test
  void aRecordingMayComeBeforeItsMicrophone() {
    adaIsHere();
    send(ADA.recording("1", "", PCM, pcm(8)));
    data.microphone("TR_1", true).audio(frame(1));

    assertThat(heard.events).containsExactly("before 8", "live 1");
  }

  /** As clients do that start to record before they have published. */
  @Test
  void aRecordingThatNamesNoMicrophoneIsTheCallersOwn() {
    adaIsHere();
    RemoteAudio.Listener microphone = data.microphone("TR_1", true);
    send(
        ADA.recording(
            "1", "", Map.of("sampleRate", "48000", "channels", "1", "trackId", ""), pcm(8)));
    microphone.audio(frame(1));

    assertThat(heard.events).containsExactly("before 8", "live 1");
  }

  @Test
  void aRecordingOfAnotherMicrophoneIsNotHeard() {
    adaIsHere();
    RemoteAudio.Listener microphone = data.microphone("TR_2", true);
    send(ADA.recording("1", "", PCM, pcm(8)));
    send(BOB.recording("2", "", PCM, pcm(7)));
    microphone.audio(frame(1));

    assertThat(heard.events).isEmpty();
    assertThat(data.ignored().count(Why.NOT_THE_CALLER)).isEqualTo(2);
  }

  @Test
  void liveAudioDoesNotWaitWhereNothingWasRecorded() {
    adaIsHere();
    RemoteAudio.Listener microphone = data.microphone("TR_1", false);
    microphone.audio(frame(1));
    send(ADA.recording("1", "", PCM, pcm(8)));
    microphone.audio(frame(2));

    assertThat(heard.events).containsExactly("live 1", "live 2");
    assertThat(data.ignored().count(Why.LATE_RECORDING)).isEqualTo(1);
  }

  @Test
  void liveAudioDoesNotWaitForWhatCannotBeRead() {
    adaIsHere();
    RemoteAudio.Listener microphone = data.microphone("TR_1", true);
    microphone.audio(frame(1));
    send(ADA.recording("1", "video/mp4", PCM, pcm(8)));
    microphone.audio(frame(2));

    assertThat(heard.events).containsExactly("before 1", "live 2");
    assertThat(data.ignored().count(Why.UNREADABLE_RECORDING)).isEqualTo(1);
  }

  @Test
  void theNextCallerGetsNothingOfTheLast() {
    adaIsHere();
    send(ADA.recording("1", "", PCM, pcm(8)));
    send(ADA.chat("2", "unfinished").subList(0, 2));
    data.callerLeft();
    data.callerIs("PA_bob");
    data.callerReported();
    send(ADA.chat("2", "unfinished").subList(2, 3));
    RemoteAudio.Listener microphone = data.microphone("TR_1", true);
    send(BOB.recording("3", "", PCM, pcm(7)));
    microphone.audio(frame(1));

    assertThat(heard.events).containsExactly("before 7", "live 1");
  }

  /** Nobody reads while the room's thread is busy: what waits for it must be bounded. */
  @Test
  void aFloodThatNobodyReadsIsBounded() {
    var waiting = new CallerData(heard, room::add, Runnable::run, () -> Instant.EPOCH);
    byte[] packet = ADA.chunk("x", 0, "x".repeat(15_000)).toByteArray();
    for (int i = 0; i < 10_000; i++) {
      waiting.packet(packet.clone());
    }
    assertThat(room).hasSizeLessThan(300);
    assertThat(waiting.ignored().count(Why.TOO_FAST)).isEqualTo(10_000 - room.size());

    room.forEach(Runnable::run);
    room.clear();
    waiting.packet(packet);
    assertThat(room).hasSize(1);
  }

  /** Garbage, true packets with bytes changed, and true pieces in any order. */
  @RepeatedTest(20)
  void nothingThatIsSentDoesHarm(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    List<byte[]> pieces = pieces(random);
    data.callerIs("PA_ada");
    RemoteAudio.Listener microphone = data.microphone("TR_1", true);
    data.callerReported();
    for (int i = 0; i < 3_000; i++) {
      byte[] packet = pieces.get(random.nextInt(pieces.size())).clone();
      if (random.nextInt(3) == 0) {
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          packet[random.nextInt(packet.length)] = (byte) random.nextInt();
        }
      }
      data.packet(packet);
      microphone.audio(frame(1));
    }
    assertThat(heard.events).filteredOn(event -> event.startsWith("text")).hasSizeLessThan(11);
    assertThat(heard.events).filteredOn(event -> event.startsWith("before")).hasSize(1);
    assertThat(data.ignored().count(Why.MALFORMED)).isPositive();
  }

  private static List<byte[]> pieces(Random random) {
    var pieces = new ArrayList<byte[]>();
    for (int id = 0; id < 12; id++) {
      ADA.chat("s" + id, "words " + id).forEach(packet -> pieces.add(packet.toByteArray()));
      List<DataPacket> sound = ADA.recording("s" + id, "", PCM, new byte[random.nextInt(40_000)]);
      sound.forEach(packet -> pieces.add(packet.toByteArray()));
      DataPacket header = sound.getFirst();
      pieces.add(
          header.toBuilder()
              .setStreamHeader(header.getStreamHeader().toBuilder().setTotalLength(Long.MAX_VALUE))
              .build()
              .toByteArray());
    }
    pieces.add(ADA.passedOn(chatPacket("c", "words")).toByteArray());
    var garbage = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(garbage);
    pieces.add(garbage);
    return pieces;
  }

  private void adaIsHere() {
    data.callerIs("PA_ada");
    data.callerReported();
  }

  private void send(List<DataPacket> packets) {
    packets.forEach(packet -> data.packet(packet.toByteArray()));
  }

  private static DataPacket chatPacket(String id, String text) {
    return DataPacket.newBuilder()
        .setChatMessage(ChatMessage.newBuilder().setId(id).setMessage(text))
        .build();
  }

  private static DataPacket withOperation(DataPacket header, DataStream.OperationType operation) {
    var text = DataStream.TextHeader.newBuilder().setOperationType(operation);
    return header.toBuilder()
        .setStreamHeader(header.getStreamHeader().toBuilder().setTextHeader(text))
        .build();
  }

  private static short[] frame(int value) {
    var samples = new short[480];
    Arrays.fill(samples, (short) value);
    return samples;
  }

  private static byte[] pcm(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 960).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      for (short sample : frame(value)) {
        bytes.putShort(sample);
      }
    }
    return bytes.array();
  }
}
