package io.echosphere.application.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.speaking.ReplyAudio.Mode;
import io.echosphere.domain.audio.AudioFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyAudioTest {
  private static final int FRAME = AudioFormat.SPEECH_FRAME;

  private final List<String> news = new ArrayList<>();
  private final ReplyAudio audio =
      new ReplyAudio(
          new ReplyAudio.Listener() {
            @Override
            public void clauseStarted(int clause) {
              news.add("clause " + clause);
            }

            @Override
            public void progressed() {
              steps++;
            }

            @Override
            public void drained() {
              news.add("drained");
            }
          });
  private final short[] frame = new short[FRAME];
  private int steps;

  @Test
  void nothingIsPlayedBeforeItMayBe() {
    audio.append(ramp(0, FRAME), 0);

    audio.fill(frame);

    assertThat(frame).containsOnly((short) 0);
    assertThat(audio.played()).isZero();
    assertThat(news).isEmpty();
  }

  @Test
  void whatWasAppendedIsPlayedToTheSample() {
    audio.append(ramp(0, 250), 0);
    audio.append(ramp(250, 330));
    audio.complete();
    audio.mode(Mode.PLAYING);

    short[] played = play(5);

    assertThat(Arrays.copyOf(played, 330)).isEqualTo(ramp(0, 330));
    assertThat(audio.played()).isEqualTo(330);
    assertThat(news).containsExactly("clause 0", "drained");
  }

  @Test
  void eachTenthOfASecondPlayedIsTold() {
    audio.append(constant(1_000, 25 * FRAME), 0);
    audio.mode(Mode.PLAYING);

    play(24);
    assertThat(steps).isEqualTo(2);

    play(1);
    assertThat(steps).as("all that there is so far").isEqualTo(3);
    play(5);
    assertThat(steps).isEqualTo(3);
  }

  @Test
  void aPausedReplyGoesOnAtTheSampleWhereTheFadeBegan() {
    audio.append(constant(1_000, 10 * FRAME), 0);
    audio.mode(Mode.PLAYING);
    play(3);

    audio.mode(Mode.HELD);
    short[] held = play(3);
    assertThat(held[0]).isEqualTo((short) 1_000);
    assertThat(Arrays.copyOfRange(held, FRAME, 3 * FRAME)).containsOnly((short) 0);
    assertThat(held[FRAME - 1]).isLessThan((short) 20);
    assertThat(audio.played()).isEqualTo(3L * FRAME);

    audio.mode(Mode.PLAYING);
    play(7);
    assertThat(audio.played()).isEqualTo(10L * FRAME);
  }

  @Test
  void aDuckedReplyIsQuieterAndLosesNothing() {
    audio.append(constant(1_000, 4 * FRAME), 0);
    audio.mode(Mode.PLAYING);
    play(1);
    audio.mode(Mode.DUCKED);
    play(1);

    assertThat(play(1)).containsOnly((short) 250);
    assertThat(audio.played()).isEqualTo(3L * FRAME);
  }

  @Test
  void soundThatComesTooLateIsReportedOnlyOnceTheReplyHasBegun() {
    audio.mode(Mode.PLAYING);
    assertThat(audio.fill(frame)).isTrue();

    audio.append(constant(1_000, FRAME), 0);
    assertThat(audio.fill(frame)).isTrue();
    assertThat(audio.fill(frame)).isFalse();
  }

  @Test
  void aFillerComesBeforeTheReplyAndSilenceAfterItIsNotLate() {
    audio.mode(Mode.PLAYING);
    audio.fillWith(constant(1_000, 2 * FRAME));

    assertThat(audio.fill(frame)).isTrue();
    assertThat(frame).containsOnly((short) 1_000);
    assertThat(audio.fill(frame)).isTrue();
    assertThat(audio.fill(frame)).isTrue();
    assertThat(frame).containsOnly((short) 0);
    assertThat(news).isEmpty();

    audio.append(constant(2_000, FRAME), 0);
    assertThat(audio.fill(frame)).isTrue();
    assertThat(frame).containsOnly((short) 2_000);
    assertThat(news).containsExactly("clause 0");
    assertThat(audio.fill(frame)).isFalse();
  }

  @Test
  void aFillerIsHeldLikeAnyReply() {
    audio.mode(Mode.PLAYING);
    audio.fillWith(constant(1_000, 9 * FRAME));
    play(2);

    audio.mode(Mode.HELD);

    assertThat(Arrays.copyOfRange(play(2), FRAME, 2 * FRAME)).containsOnly((short) 0);
    assertThat(audio.isPlaying()).isFalse();
  }

  /** A connection broke: what was spoken into it is spoken again. */
  @Test
  void whatNobodyHeardIsPlayedAgainFromTheVerySample() {
    audio.append(ramp(0, 250), 0);
    audio.append(ramp(250, 800), 1);
    audio.append(ramp(800, 1_000));
    audio.mode(Mode.PLAYING);
    play(6);

    audio.rewind(745);

    assertThat(audio.played()).isEqualTo(6 * FRAME - 745);
    var expected = ramp(6 * FRAME - 745, 6 * FRAME - 745 + 4 * FRAME);
    short[] again = play(4);
    assertThat(Arrays.copyOfRange(again, FRAME, again.length))
        .as("after the first frame, which fades in")
        .isEqualTo(Arrays.copyOfRange(expected, FRAME, expected.length));
    assertThat(news).as("told once").containsExactly("clause 0", "clause 1");
  }

  @Test
  void takingBackMoreThanWasPlayedBeginsAnew() {
    audio.append(ramp(0, 3 * FRAME), 0);
    audio.complete();
    audio.mode(Mode.PLAYING);
    play(2);

    audio.rewind(10_000);

    assertThat(audio.played()).isZero();
    play(3);
    assertThat(audio.played()).isEqualTo(3L * FRAME);
    play(1);
    assertThat(news).containsExactly("clause 0", "drained");
  }

  @Test
  void onlySoManySecondsAreKept() {
    for (int second = 0; second < 30; second++) {
      audio.append(constant(1_000, 16_000));
    }
    audio.mode(Mode.PLAYING);
    play(2_900);

    audio.rewind(29 * 16_000);

    assertThat(audio.played())
        .isBetween(
            29L * 16_000 - ReplyAudio.KEPT_SAMPLES - 16_000,
            29L * 16_000 - ReplyAudio.KEPT_SAMPLES);
    play(1_000);
    assertThat(steps).as("what is played again is no progress").isLessThanOrEqualTo(300);
  }

  private short[] play(int frames) {
    var played = new short[frames * FRAME];
    for (int i = 0; i < frames; i++) {
      audio.fill(frame);
      System.arraycopy(frame, 0, played, i * FRAME, FRAME);
    }
    return played;
  }

  private static short[] ramp(int from, int to) {
    var samples = new short[to - from];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (from + i + 1);
    }
    return samples;
  }

  private static short[] constant(int value, int count) {
    var samples = new short[count];
    Arrays.fill(samples, (short) value);
    return samples;
  }
}
