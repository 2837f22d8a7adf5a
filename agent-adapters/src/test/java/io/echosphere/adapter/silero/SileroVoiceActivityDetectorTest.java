package io.echosphere.adapter.silero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.adapter.onnx.ModelUnavailable;
import io.echosphere.application.port.out.VoiceActivityDetector;
import io.echosphere.application.port.out.VoiceActivityDetectorContract;
import io.echosphere.simulator.audio.WavFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SileroVoiceActivityDetectorTest extends VoiceActivityDetectorContract {
  private static final int WINDOW = VoiceActivityDetector.WINDOW;
  private static SileroVoiceActivityDetector silero;

  @BeforeAll
  static void load() throws ModelUnavailable {
    silero = SileroVoiceActivityDetector.load();
  }

  @AfterAll
  static void unload() {
    silero.close();
  }

  @Override
  protected VoiceActivityDetector detector() {
    return silero;
  }

  @Test
  void theModelIsTheOneInTheNotices() throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(resource("silero_vad.onnx"));
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3");
    assertThat(new String(resource("silero_vad.LICENSE"), StandardCharsets.UTF_8))
        .contains("MIT License");
  }

  /**
   * ONNX Runtime 1.29.0 uploads usage to Microsoft from Linux and macOS, keeps an identifier of the
   * device in {@code ~/.cache/Microsoft}, and crashes the process on a command line of some
   * kilobytes. An operator of this worker asked for none of it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"linux-x64", "linux-aarch64"})
  void theRuntimeReportsToNobody(String platform) throws Exception {
    var library = resource("/ai/onnxruntime/native/" + platform + "/libonnxruntime.so");
    assertThat(new String(library, StandardCharsets.ISO_8859_1).contains("events.data.microsoft"))
        .as("ONNX Runtime holds an uploader: choose a version without, or disable it")
        .isFalse();
  }

  @Test
  void silenceIsNotVoice() {
    assertThat(score(new short[WINDOW * 30])).allMatch(probability -> probability < 0.1f);
  }

  @Test
  void noiseIsNotVoice() {
    var random = new Random(7);
    var noise = new short[WINDOW * 60];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (short) (random.nextGaussian() * 1_000);
    }
    assertThat(score(noise).stream().filter(probability -> probability > 0.5f)).isEmpty();
  }

  /** Made with espeak-ng: 0.3 s of silence, a sentence, 0.7 s of silence. */
  @Test
  void anEnglishSentenceIsVoiceAndTheSilenceAroundItIsNot() throws Exception {
    var heard = score(WavFile.parse(resource("hello.wav")).samples());

    assertThat(heard.subList(0, 9)).allMatch(probability -> probability < 0.1f);
    assertThat(heard.subList(10, 70).stream().filter(probability -> probability > 0.5f))
        .hasSizeGreaterThan(45);
    assertThat(heard.subList(75, heard.size())).allMatch(probability -> probability < 0.1f);
  }

  @Test
  void aJapaneseSentenceIsVoice() throws Exception {
    var heard =
        score(WavFile.parse(resource("/io/echosphere/simulator/clips/ja-weather.wav")).samples());

    assertThat(heard.stream().filter(probability -> probability > 0.5f))
        .hasSizeGreaterThan(heard.size() * 2 / 3);
  }

  /** The sequence was made with the model's Python form: onnxruntime 1.32.0, context carried. */
  @Test
  void probabilitiesAreThoseOfTheReference() throws Exception {
    var reference =
        new String(resource("hello.probabilities"), StandardCharsets.UTF_8)
            .lines()
            .map(Float::parseFloat)
            .toList();
    var heard = score(WavFile.parse(resource("hello.wav")).samples());

    assertThat(heard).hasSameSizeAs(reference);
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i)).as("window %d", i).isCloseTo(reference.get(i), within(0.002f));
    }
  }

  @Test
  void manyEarsMayShareTheModel() throws Exception {
    var samples = WavFile.parse(resource("hello.wav")).samples();
    var expected = score(samples);
    try (var ears = Executors.newFixedThreadPool(4)) {
      var runs = ears.invokeAll(IntStream.range(0, 12).mapToObj(_ -> scoring(samples)).toList());
      for (var run : runs) {
        assertThat(run.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aWindowOfAnotherLengthIsABug() {
    try (var channel = silero.open()) {
      assertThatThrownBy(() -> channel.probability(new short[160]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("512");
    }
  }

  @Test
  void aClosedChannelDoesNotReachNativeMemory() {
    var channel = silero.open();
    channel.close();
    assertThatThrownBy(() -> channel.probability(new short[WINDOW]))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Callable<List<Float>> scoring(short[] samples) {
    return () -> score(samples);
  }

  private static List<Float> score(short[] samples) {
    var probabilities = new ArrayList<Float>();
    try (var channel = silero.open()) {
      for (int at = 0; at + WINDOW <= samples.length; at += WINDOW) {
        probabilities.add(channel.probability(Arrays.copyOfRange(samples, at, at + WINDOW)));
      }
    }
    return probabilities;
  }

  private static byte[] resource(String name) throws IOException {
    try (var stream = SileroVoiceActivityDetectorTest.class.getResourceAsStream(name)) {
      assertThat(stream).as(name).isNotNull();
      return stream.readAllBytes();
    }
  }
}
