package io.echosphere.adapter.smartturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogMelTest {
  private final LogMel logMel = new LogMel();

  @ParameterizedTest
  @ValueSource(strings = {"whole", "cut", "paused", "long", "noisy", "hum", "offset", "silence"})
  void featuresAreThoseOfTheReference(String name) throws Exception {
    var expected = Signals.features(name);
    var features = features(Signals.named(name));
    int next = 0;
    for (int frame = 0; frame < LogMel.FRAMES; frame++) {
      if (Signals.isKept(frame)) {
        for (int filter = 0; filter < MelFilters.COUNT; filter++) {
          assertThat((double) features[filter * LogMel.FRAMES + frame])
              .as("frame %d, filter %d", frame, filter)
              .isCloseTo(expected[next++], within(1e-3));
        }
      }
    }
    assertThat(next).isEqualTo(expected.length);
  }

  @Test
  void everySignalHasItsReference() throws Exception {
    assertThat(Signals.answers())
        .extracting(Signals.Answers::name)
        .containsExactlyElementsOf(Signals.names());
  }

  /** Frames of padding are made once and copied; said to be sound they come out the same. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 200, 201, 360, 1_000, 127_999, 128_000})
  void paddingChangesNothingButTheTimeItTakes(int zeros) {
    var window = new short[SpeechRing.WINDOW];
    var noise = Signals.noise(SpeechRing.WINDOW, 900);
    System.arraycopy(noise, zeros, window, zeros, window.length - zeros);

    var padded = FloatBuffer.allocate(LogMel.VALUES);
    logMel.compute(window, zeros, padded);
    var plain = FloatBuffer.allocate(LogMel.VALUES);
    logMel.compute(window, 0, plain);

    assertThat(padded.array()).containsExactly(plain.array(), within(1e-5f));
  }

  @Test
  void anEarlierWindowLeavesNothingBehind() {
    var fresh = features(Signals.named("cut"));
    features(Signals.named("hum"));
    assertThat(features(Signals.named("cut"))).isEqualTo(fresh);
  }

  private float[] features(short[] signal) {
    var window = new short[SpeechRing.WINDOW];
    int length = Math.min(signal.length, window.length);
    System.arraycopy(signal, signal.length - length, window, window.length - length, length);
    var features = FloatBuffer.allocate(LogMel.VALUES);
    logMel.compute(window, window.length - length, features);
    return Arrays.copyOf(features.array(), LogMel.VALUES);
  }
}
