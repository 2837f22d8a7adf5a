package io.echosphere.adapter.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.echosphere.adapter.webrtc.WebRtcNoiseSuppressor.Level;
import io.echosphere.application.port.out.NoiseSuppressor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebRtcNoiseSuppressorTest {
  private static final int FRAMES = 300;
  private static final double SPEECH_HERTZ = 440;

  @Test
  void offOnlyResamples() {
    double[] tone = levels(Level.OFF, frame -> tone(frame, SPEECH_HERTZ));
    assertThat(20 * Math.log10(tone[1] / tone[0])).isBetween(-0.5, 0.5);

    double[] noise = levels(Level.OFF, frame -> noise(frame));
    // White noise loses the two thirds of its band above 8 kHz.
    assertThat(20 * Math.log10(noise[1] / noise[0])).isBetween(-6.5, -3.5);
  }

  @Test
  void aToneKeepsItsPitch() {
    try (NoiseSuppressor.Channel channel = new WebRtcNoiseSuppressor(Level.OFF, false).open()) {
      var room = new short[480];
      var speech = new short[160];
      int crossings = 0;
      short last = 0;
      for (int frame = 0; frame < 100; frame++) {
        System.arraycopy(tone(frame, SPEECH_HERTZ), 0, room, 0, room.length);
        channel.process(room, speech);
        for (short sample : speech) {
          crossings += last < 0 && sample >= 0 ? 1 : 0;
          last = sample;
        }
      }
      assertThat(crossings).isBetween(437, 443);
    }
  }

  @Test
  void everyLevelTakesAwayMoreNoiseThanTheOneBefore() {
    double before = Double.MAX_VALUE;
    for (Level level : Level.values()) {
      double left = levels(level, frame -> noise(frame))[1];
      assertThat(left).as(level.code()).isLessThan(before * 0.95);
      before = left;
    }
  }

  @Test
  void levelsAreReadByTheirCodes() {
    assertThat(Level.of(" Very_High ")).isEqualTo(Level.VERY_HIGH);
    assertThatThrownBy(() -> Level.of("loud"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'loud' is not a level of noise suppression; use one of off, low, moderate, high,"
                + " very_high");
  }

  @Test
  void aClosedChannelIsRefused() {
    NoiseSuppressor.Channel channel = new WebRtcNoiseSuppressor(Level.HIGH, false).open();
    channel.close();
    channel.close();
    assertThatThrownBy(() -> channel.process(new short[480], new short[160]))
        .isInstanceOf(IllegalStateException.class);
  }

  /** RMS in and out over the last second, when the filter has learned the noise. */
  private static double[] levels(Level level, Source source) {
    try (NoiseSuppressor.Channel channel = new WebRtcNoiseSuppressor(level, false).open()) {
      var speech = new short[160];
      double in = 0;
      double out = 0;
      for (int frame = 0; frame < FRAMES; frame++) {
        short[] room = source.frame(frame);
        channel.process(room, speech);
        if (frame >= FRAMES - 100) {
          in += power(room);
          out += power(speech);
        }
      }
      return new double[] {Math.sqrt(in / 100), Math.sqrt(out / 100)};
    }
  }

  private interface Source {
    short[] frame(int index);
  }

  private static short[] tone(int frame, double hertz) {
    var samples = new short[480];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (6_000 * Math.sin(2 * Math.PI * hertz * (frame * 480L + i) / 48_000));
    }
    return samples;
  }

  private static short[] noise(int frame) {
    var random = new Random(frame);
    var samples = new short[480];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextGaussian() * 1_000);
    }
    return samples;
  }

  private static double power(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return sum / samples.length;
  }
}
