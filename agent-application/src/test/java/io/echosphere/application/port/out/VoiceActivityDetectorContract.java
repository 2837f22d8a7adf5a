package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link VoiceActivityDetector} promises. */
public abstract class VoiceActivityDetectorContract {
  private static final int WINDOWS = 12;

  /** The detector under test. */
  protected abstract VoiceActivityDetector detector();

  @Test
  void probabilitiesLieBetweenZeroAndOne() {
    try (var channel = detector().open()) {
      assertThat(probabilities(channel, WINDOWS))
          .allSatisfy(probability -> assertThat(probability).isBetween(0f, 1f));
    }
  }

  @Test
  void theWindowIsOnlyRead() {
    try (var channel = detector().open()) {
      var window = window(3);
      channel.probability(window);
      assertThat(window).isEqualTo(window(3));
    }
  }

  @Test
  void aResetForgetsWhatCameBefore() {
    try (var channel = detector().open()) {
      var first = probabilities(channel, WINDOWS);
      channel.reset();
      assertThat(probabilities(channel, WINDOWS)).isEqualTo(first);
      channel.probability(window(1));
      channel.reset();
      assertThat(probabilities(channel, WINDOWS)).isEqualTo(first);
    }
  }

  @Test
  void channelsDoNotHearEachOther() {
    var detector = detector();
    try (var alone = detector.open();
        var one = detector.open();
        var other = detector.open()) {
      var expected = probabilities(alone, WINDOWS);
      var heard = new ArrayList<Float>();
      for (int i = 0; i < WINDOWS; i++) {
        heard.add(one.probability(window(i)));
        other.probability(new short[VoiceActivityDetector.WINDOW]);
      }
      assertThat(heard).isEqualTo(expected);
    }
  }

  @Test
  void closingIsIdempotentAndLeavesOtherChannelsAlone() {
    var detector = detector();
    try (var stays = detector.open()) {
      var goes = detector.open();
      goes.close();
      goes.close();
      assertThat(stays.probability(window(0))).isBetween(0f, 1f);
    }
  }

  private static List<Float> probabilities(VoiceActivityDetector.Channel channel, int windows) {
    var probabilities = new ArrayList<Float>();
    for (int i = 0; i < windows; i++) {
      probabilities.add(channel.probability(window(i)));
    }
    return probabilities;
  }

  /** The n-th window of a voice-like sound: 130 Hz with harmonics, swelling four times a second. */
  private static short[] window(int n) {
    var window = new short[VoiceActivityDetector.WINDOW];
    for (int i = 0; i < window.length; i++) {
      double seconds = (n * window.length + i) / 16_000.0;
      double sound = 0;
      for (int harmonic = 1; harmonic <= 12; harmonic++) {
        sound += Math.sin(2 * Math.PI * 130 * harmonic * seconds) / harmonic;
      }
      window[i] = (short) (5_000 * sound * (0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * seconds)));
    }
    return window;
  }
}
