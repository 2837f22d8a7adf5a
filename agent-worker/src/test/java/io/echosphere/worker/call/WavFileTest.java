package io.echosphere.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.worker.call.Clip.UnusableClip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavFileTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000})
  void bringsEveryUsualRateToSixteenKilohertz(int rate) throws Exception {
    Clip clip = WavFile.read(wav(Sounds.tone(rate, 440, 1_000), rate, 1));

    assertThat(clip.frames()).isBetween(99, 100);
    assertThat(clip.firstVoiced()).isZero();
    short[] frame = new short[160];
    clip.copyFrame(50, frame);
    // 440 Hz at 16 kHz: the tone's level and its period are kept.
    assertThat(Sounds.rms(frame)).isBetween(5_300.0, 6_000.0);
    assertThat(crossings(clip)).isBetween(875, 885);
  }

  @Test
  void keepsWhatLiesAboveTheNewRateFromFoldingIntoSpeech() throws Exception {
    short[] samples = Sounds.tone(48_000, 11_000, 500);

    assertThat(Sounds.rms(Resampler.resample(samples, 48_000, 16_000)))
        .isLessThan(Sounds.rms(samples) / 100);
  }

  @Test
  void refusesWhatIsNotMonoOfSixteenBits() throws Exception {
    Path stereo = wav(Sounds.tone(16_000, 440, 100), 16_000, 2);
    assertThatThrownBy(() -> WavFile.read(stereo))
        .isInstanceOf(UnusableClip.class)
        .hasMessageContaining("16-bit mono PCM");

    Path text = Files.writeString(directory.resolve("words.wav"), "not a sound at all");
    assertThatThrownBy(() -> WavFile.read(text))
        .isInstanceOf(UnusableClip.class)
        .hasMessageContaining("words.wav is no WAV file");
  }

  @Test
  void saysWhichFileIsMissing() {
    assertThatThrownBy(() -> WavFile.read(directory.resolve("missing.wav")))
        .isInstanceOf(UnusableClip.class)
        .hasMessageContaining("missing.wav");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ja-weather.wav", "en-music.wav"})
  void readsTheSentencesThatComeWithIt(String name) throws Exception {
    try (InputStream stream = WavFile.class.getResourceAsStream(name)) {
      Clip clip = WavFile.read(name, Objects.requireNonNull(stream));

      assertThat(clip.lastVoiced() - clip.firstVoiced()).isGreaterThan(100);
    }
  }

  private Path wav(short[] samples, int rate, int channels) throws IOException {
    var bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    Path file = directory.resolve("tone-" + rate + ".wav");
    var format = new AudioFormat(rate, 16, channels, true, false);
    try (var audio =
        new AudioInputStream(
            new ByteArrayInputStream(bytes.array()), format, samples.length / channels)) {
      AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  private static int crossings(Clip clip) {
    short[] frame = new short[160];
    int crossings = 0;
    short before = 0;
    for (int index = 0; index < clip.frames(); index++) {
      clip.copyFrame(index, frame);
      for (short sample : frame) {
        if ((sample < 0) != (before < 0)) {
          crossings++;
        }
        before = sample;
      }
    }
    return crossings;
  }
}
