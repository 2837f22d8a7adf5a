package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the agent hears itself, told from sound. */
class OwnVoiceTest {
  private static final int FRAME = 160;
  private static final int FRAMES = 300;
  private static final short[] SILENCE = new short[FRAMES * FRAME];

  @ParameterizedTest
  @CsvSource({"100, 0.3", "100, 0.1", "250, 0.3", "300, 0.18", "500, 0.1"})
  void itsEchoIsRecognisedWithinAQuarterOfASecond(int delayMillis, double gain) {
    short[] agent = babble(1);
    short[] microphone = mixed(delayed(agent, delayMillis, gain), noise(2, 8), 1);

    boolean[] own = heard(agent, microphone);

    int begins = delayMillis / 10;
    assertThat(count(own, 0, begins)).isZero();
    assertThat(count(own, begins + 25, FRAMES)).isGreaterThan((FRAMES - begins - 25) * 9 / 10);
  }

  @Test
  void anotherVoiceOverItIsTheCallers() {
    assertThat(count(heard(babble(1), babble(3)), 0, FRAMES)).isZero();
  }

  @Test
  void aCallerOverTheEchoIsHeard() {
    short[] agent = babble(1);
    short[] caller = babble(3);
    Arrays.fill(caller, 0, 150 * FRAME, (short) 0);
    short[] microphone = mixed(delayed(agent, 200, 0.1), caller, 1);

    boolean[] own = heard(agent, microphone);

    assertThat(count(own, 60, 150)).isGreaterThan(80);
    assertThat(count(own, 160, FRAMES)).isLessThan(10);
  }

  @Test
  void nothingIsItsOwnWhileItIsSilent() {
    assertThat(count(heard(SILENCE, babble(1)), 0, FRAMES)).isZero();
    assertThat(count(heard(SILENCE, SILENCE), 0, FRAMES)).isZero();
    assertThat(count(heard(babble(1), SILENCE), 0, FRAMES)).isZero();
  }

  /** Sound comes in bursts: two frames of one side, then two of the other. */
  @Test
  void framesMayComeLateTogether() {
    short[] agent = babble(1);
    short[] microphone = delayed(agent, 200, 0.2);
    var ear = new OwnVoice();
    int own = 0;
    for (int i = 0; i < FRAMES; i += 3) {
      for (int k = i; k < i + 3; k++) {
        ear.played(frame(agent, k));
      }
      for (int k = i; k < i + 3; k++) {
        ear.heard(frame(microphone, k));
        own += ear.isHeard() ? 1 : 0;
      }
    }
    assertThat(own).isGreaterThan(200);
  }

  private static boolean[] heard(short[] agent, short[] microphone) {
    var ear = new OwnVoice();
    var own = new boolean[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      ear.played(frame(agent, i));
      ear.heard(frame(microphone, i));
      own[i] = ear.isHeard();
    }
    return own;
  }

  private static short[] frame(short[] samples, int index) {
    return Arrays.copyOfRange(samples, index * FRAME, (index + 1) * FRAME);
  }

  private static int count(boolean[] flags, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += flags[i] ? 1 : 0;
    }
    return count;
  }

  /** Something as varied as speech: a syllable of three tones each 80 to 160 ms. */
  private static short[] babble(long seed) {
    var random = new Random(seed);
    short[] out = new short[FRAMES * FRAME];
    int at = 0;
    while (at < out.length) {
      int length = 1_280 + random.nextInt(1_280);
      double loud = 500 + random.nextInt(5_000);
      double[] hertz = {
        250 + random.nextInt(600), 800 + random.nextInt(1_200), 2_000 + random.nextInt(1_500)
      };
      double[] share = {1, random.nextDouble(), random.nextDouble() / 2};
      for (int i = 0; i < length && at < out.length; i++, at++) {
        double sample = 0;
        for (int tone = 0; tone < hertz.length; tone++) {
          sample += share[tone] * Math.sin(2 * Math.PI * hertz[tone] * at / 16_000);
        }
        out[at] = (short) (loud * sample * Math.sin(Math.PI * i / length));
      }
    }
    return out;
  }

  private static short[] noise(long seed, double loud) {
    var random = new Random(seed);
    short[] out = new short[FRAMES * FRAME];
    for (int i = 0; i < out.length; i++) {
      out[i] = (short) (random.nextGaussian() * loud);
    }
    return out;
  }

  private static short[] delayed(short[] samples, int millis, double gain) {
    short[] out = new short[samples.length];
    for (int i = millis * 16; i < out.length; i++) {
      out[i] = (short) (samples[i - millis * 16] * gain);
    }
    return out;
  }

  private static short[] mixed(short[] one, short[] other, double gain) {
    short[] out = new short[one.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (short) (one[i] + other[i] * gain);
    }
    return out;
  }
}
