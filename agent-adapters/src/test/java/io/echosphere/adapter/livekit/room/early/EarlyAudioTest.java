package io.echosphere.adapter.livekit.room.early;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyAudioTest {
  private static final String WEBM = "audio/webm;codecs=opus";
  private static final double TONE = 1_000;

  /** Made by Chromium's MediaRecorder, in pieces of 100 ms, as livekit-client has it: 1.5 s. */
  @Test
  void whatAChromiumRecordsIsHeard() throws Exception {
    short[] samples = EarlyAudio.decode(WEBM, Map.of(), chromium());

    assertThat(samples.length % 480).isZero();
    assertThat(samples.length / 48_000.0).isCloseTo(1.5, within(0.15));
    assertThat(purity(samples, 4_800, samples.length - 4_800)).isGreaterThan(0.98);
  }

  @Test
  void aRecordingThatIsCutOffIsHeardUpToThere() throws Exception {
    byte[] whole = chromium();
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    short[] samples = EarlyAudio.decode(WEBM, Map.of(), cut);

    assertThat(samples.length).isBetween(24_000, 48_000);
    assertThat(purity(samples, 4_800, samples.length)).isGreaterThan(0.98);
  }

  @Test
  void opusInOggIsHeard() throws Exception {
    short[] samples = EarlyAudio.decode("audio/ogg;codecs=opus", Map.of(), ogg(packets(1_000)));

    assertThat(samples).hasSize(48_000);
    assertThat(purity(samples, 4_800, 48_000)).isGreaterThan(0.98);
  }

  @Test
  void ofALongRecordingTheLastTenSecondsAreHeard() throws Exception {
    short[] samples = EarlyAudio.decode("", Map.of(), ogg(packets(14_000)));

    assertThat(samples).hasSize(480_000);
    assertThat(purity(samples, 0, 48_000)).isGreaterThan(0.98);
    assertThat(EarlyAudio.decode("", attributes(16_000, 1), new byte[16_000 * 2 * 14]))
        .hasSize(480_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000})
  void pcmOfEveryRateIsHeard(int rate) throws Exception {
    short[] samples = EarlyAudio.decode("", attributes(rate, 1), pcm(rate, 1));

    assertThat(samples).hasSize(48_000);
    assertThat(purity(samples, 480, 47_520)).isGreaterThan(0.999);
    assertThat(level(samples, 480, 47_520)).isCloseTo(8_000, within(80.0));
  }

  @Test
  void twoChannelsAreMixed() throws Exception {
    short[] samples = EarlyAudio.decode("audio/pcm", attributes(48_000, 2), pcm(48_000, 2));

    assertThat(samples).hasSize(48_000);
    assertThat(level(samples, 0, 48_000)).isCloseTo(8_000, within(80.0));
  }

  /** What is above half the room's rate must not come back as a tone that nobody made. */
  @Test
  void aHigherRateDoesNotFold() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(96_000 * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 96_000; i++) {
      bytes.putShort((short) (8_000 * Math.sin(2 * Math.PI * 30_000 * i / 96_000)));
    }
    short[] samples = EarlyAudio.decode("", attributes(96_000, 1), bytes.array());
    assertThat(level(samples, 480, 47_520)).isLessThan(80);
  }

  @Test
  void anUnevenEndIsFilledUpInFront() throws Exception {
    var bytes = new byte[500 * 2 + 1];
    Arrays.fill(bytes, (byte) 1);
    short[] samples = EarlyAudio.decode("", attributes(48_000, 1), bytes);

    assertThat(samples).hasSize(960);
    assertThat(samples[459]).isZero();
    assertThat(samples[460]).isEqualTo((short) 257);
    assertThat(samples[959]).isEqualTo((short) 257);
  }

  @Test
  void nothingIsNothing() throws Exception {
    assertThat(EarlyAudio.decode("", attributes(48_000, 1), new byte[0])).isEmpty();
  }

  @Test
  void unknownKindsAreRefusedInClearWords() {
    refused("video/mp4", attributes(48_000, 1), new byte[100], "its kind is unknown");
    refused("audio/opus", attributes(48_000, 1), new byte[100], "its kind is unknown");
    refused("", Map.of("channels", "1"), new byte[100], "sampleRate is not named");
    refused("", attributes(47_999, 1), new byte[100], "PCM at 47999 Hz with 1 channels");
    refused("", attributes(48_000, 0), new byte[100], "with 0 channels");
    refused("", attributes(48_000, 6), new byte[100], "with 6 channels");
    refused(WEBM, Map.of(), new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3}, "WebM");
    refused("", Map.of(), "OggS".getBytes(StandardCharsets.US_ASCII), "its Ogg is empty");
  }

  @RepeatedTest(5)
  void brokenRecordingsEndInAnAnswer(RepetitionInfo repetition) throws Exception {
    var random = new Random(repetition.getCurrentRepetition());
    byte[][] recordings = {chromium(), ogg(packets(300))};
    for (int i = 0; i < 40; i++) {
      byte[] broken = recordings[i % 2].clone();
      for (int flips = random.nextInt(20); flips >= 0; flips--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(EarlyAudio.decode("", attributes(48_000, 1), broken).length)
            .isLessThanOrEqualTo(480_000);
      } catch (UnreadableAudio refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  /** Two million bytes of the shortest packets would be days of sound. */
  @Test
  void aRecordingOfTinyPacketsIsNotDecodedWhole() throws Exception {
    var packets = new ArrayList<byte[]>();
    for (int i = 0; i < 400_000; i++) {
      packets.add(new byte[] {(byte) 0x1B, 2}); // two frames of 60 ms, without a byte in them
    }
    assertThat(OpusSound.decode(new OpusPackets(0, packets))).hasSize(480_000);
  }

  private static void refused(
      String mimeType, Map<String, String> attributes, byte[] bytes, String words) {
    assertThatThrownBy(() -> EarlyAudio.decode(mimeType, attributes, bytes))
        .isInstanceOf(UnreadableAudio.class)
        .hasMessageContaining(words);
  }

  private static byte[] chromium() throws IOException {
    try (var in = EarlyAudioTest.class.getResourceAsStream("chromium-1000hz.webm")) {
      assertThat(in).isNotNull();
      return in.readAllBytes();
    }
  }

  private static Map<String, String> attributes(int rate, int channels) {
    return Map.of("sampleRate", "" + rate, "channels", "" + channels, "trackId", "TR_1");
  }

  /** One second. */
  private static byte[] pcm(int rate, int channels) {
    ByteBuffer bytes = ByteBuffer.allocate(rate * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rate; i++) {
      for (int channel = 0; channel < channels; channel++) {
        bytes.putShort((short) (8_000 * Math.sin(2 * Math.PI * TONE * i / rate)));
      }
    }
    return bytes.array();
  }

  private static List<byte[]> packets(int millis) throws Exception {
    var encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_AUDIO);
    var packets = new ArrayList<byte[]>();
    var buffer = new byte[1_500];
    var frame = new short[960];
    for (int start = 0; start < millis * 48; start += frame.length) {
      for (int i = 0; i < frame.length; i++) {
        frame[i] = (short) (8_000 * Math.sin(2 * Math.PI * TONE * (start + i) / 48_000));
      }
      int length = encoder.encode(frame, 0, frame.length, buffer, 0, buffer.length);
      packets.add(Arrays.copyOf(buffer, length));
    }
    return packets;
  }

  /** A page a packet, with the pieces that long packets need. */
  private static byte[] ogg(List<byte[]> packets) throws IOException {
    var head = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
    head.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 1);
    var out = new ByteArrayOutputStream();
    page(out, head.array());
    page(out, "OpusTags".getBytes(StandardCharsets.US_ASCII));
    for (byte[] packet : packets) {
      page(out, packet);
    }
    return out.toByteArray();
  }

  private static void page(ByteArrayOutputStream out, byte[] packet) throws IOException {
    out.write("OggS".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[22]);
    int pieces = packet.length / 255 + 1;
    out.write(pieces);
    for (int i = 1; i < pieces; i++) {
      out.write(255);
    }
    out.write(packet.length % 255);
    out.write(packet);
  }

  /** How much of the sound is the tone. */
  private static double purity(short[] samples, int from, int to) {
    double sine = 0;
    double cosine = 0;
    double energy = 0;
    for (int i = from; i < to; i++) {
      double angle = 2 * Math.PI * TONE * i / 48_000;
      sine += samples[i] * Math.sin(angle);
      cosine += samples[i] * Math.cos(angle);
      energy += (double) samples[i] * samples[i];
    }
    return energy == 0 ? 0 : 2 * (sine * sine + cosine * cosine) / (energy * (to - from));
  }

  /** The amplitude of a tone as loud. */
  private static double level(short[] samples, int from, int to) {
    double energy = 0;
    for (int i = from; i < to; i++) {
      energy += (double) samples[i] * samples[i];
    }
    return Math.sqrt(2 * energy / (to - from));
  }
}
