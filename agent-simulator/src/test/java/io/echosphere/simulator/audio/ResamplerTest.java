package io.echosphere.simulator.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({"16000,48000", "48000,16000", "22050,16000", "16000,8000", "44100,16000"})
  void aToneStaysWhereAndWhatItIs(int from, int to) {
    short[] converted = Resampler.convert(tone(1_000, from), from, to);

    assertThat(converted).hasSize(to);
    short[] expected = tone(1_000, to);
    for (int i = to / 10; i < to * 9 / 10; i++) {
      // a hundredth of full amplitude plus what half a sample of delay makes of a slope
      assertThat((int) converted[i]).isCloseTo(expected[i], within(2_500));
    }
  }

  @Test
  void whatTheLowerRateCannotHoldIsGone() {
    short[] converted = Resampler.convert(tone(11_000, 48_000), 48_000, 16_000);

    short[] middle = Arrays.copyOfRange(converted, 2_000, 14_000);
    for (short sample : middle) {
      assertThat((int) sample).isBetween(-100, 100);
    }
  }

  @Test
  void chunksMakeNoDifference() {
    short[] sound = tone(700, 48_000);
    float[] whole = new Resampler(48_000, 16_000).process(sound, sound.length);

    Resampler chunked = new Resampler(48_000, 16_000);
    float[] pieces = new float[whole.length];
    int filled = 0;
    for (int at = 0, size = 1; at < sound.length; at += size, size = size * 7 % 1_009 + 1) {
      short[] chunk = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + size));
      float[] part = chunked.process(chunk, chunk.length);
      System.arraycopy(part, 0, pieces, filled, part.length);
      filled += part.length;
    }

    assertThat(filled).isEqualTo(whole.length);
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void impossibleRatesAreRefused() {
    assertThatThrownBy(() -> new Resampler(0, 16_000)).hasMessageContaining("above 0");
  }

  private static short[] tone(double hz, int rate) {
    short[] out = new short[rate];
    for (int i = 0; i < rate; i++) {
      out[i] = (short) (10_000 * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return out;
  }
}
