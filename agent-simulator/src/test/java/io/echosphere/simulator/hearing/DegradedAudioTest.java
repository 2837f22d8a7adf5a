package io.echosphere.simulator.hearing;

import static io.echosphere.simulator.hearing.Listening.clip;
import static io.echosphere.simulator.hearing.Listening.wordsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a working path does to audio must not cost words. */
class DegradedAudioTest {
  static Stream<Arguments> paths() {
    return Stream.of(
        path("6 dB softer", sound -> Sound.gain(sound, -6)),
        path("4 dB louder", sound -> Sound.gain(sound, 4)),
        path("later by 7 ms", sound -> Sound.join(Sound.silence(0.007), sound)),
        path("later by 13.1 ms", sound -> Sound.join(Sound.silence(0.0131), sound)),
        path("clock fast by 0.5 %", sound -> Sound.drift(sound, 5)),
        path("clock slow by 0.5 %", sound -> Sound.drift(sound, -5)),
        path("band limited", sound -> Sound.band(sound, 200, 3_400)),
        path("suppressed", Sound::suppress),
        path("noisy", sound -> Sound.noise(sound, -40, 1)),
        path("to 48 kHz and back", Sound::upAndDown),
        path("jitter buffer catching up", Sound::hurry),
        path("jitter buffer waiting", Sound::dawdle),
        path("concealed loss", sound -> Sound.concealFrames(sound, 0.1, 3)),
        path("everything at once", DegradedAudioTest::everything));
  }

  private static Arguments path(String name, UnaryOperator<short[]> change) {
    return Arguments.of(Named.of(name, change));
  }

  private static short[] everything(short[] sound) {
    short[] late = Sound.join(Sound.silence(0.0131), Sound.gain(sound, -6));
    short[] coded = Sound.noise(Sound.band(Sound.upAndDown(late), 120, 5_000), -55, 1);
    return Sound.concealFrames(Sound.suppress(Sound.drift(coded, 2)), 0.03, 4);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyWordOfEveryClipSurvives(UnaryOperator<short[]> path) {
    for (Clip clip : Listening.CLIPS.callerClips()) {
      short[] sound = Sound.join(Sound.silence(0.5), clip.samples(), Sound.silence(0.3));

      Listening heard = Listening.to(path.apply(sound));

      assertThat(heard.text()).as(clip.id()).isEqualTo(clip.text());
    }
  }

  /** Later sound may move a word into the one before it, which has been told and stays. */
  @ParameterizedTest
  @ValueSource(strings = {"ja-dinner", "ja-weather", "ja-tokyo", "en-music", "en-hello"})
  void noWordIsLostWhereAJitterBufferCatchesUpOnce(String id) {
    short[] clip = Sound.suppress(Sound.band(clip(id), 120, 5_000));
    for (int late = 0; late < Frames.HOP; late += 80) {
      short[] sound = Sound.join(Sound.silence(0.5), new short[late], clip);
      for (double at = 0.5; at < 0.4 + clip.length / 16_000.0; at += 0.05) {
        short[] shorter =
            Sound.join(Sound.cut(sound, 0, at), Sound.cut(sound, at + 0.013, sound.length));

        Listening heard = Listening.to(shorter);

        assertThat(heard.words()).as("%d, %s", late, at).isEqualTo(wordsOf(id));
      }
    }
  }

  @Test
  void mostWordsSurviveATenthOfAllFramesZeroed() {
    List<String> missing = new ArrayList<>();
    int spoken = 0;
    for (Clip clip : Listening.CLIPS.callerClips()) {
      short[] sound = Sound.join(Sound.silence(0.5), clip.samples());
      List<String> left = new ArrayList<>(wordsOf(clip.id()));
      spoken += left.size();
      Listening.to(Sound.loseFrames(sound, 0.1, 3)).words().forEach(left::remove);
      missing.addAll(left);
    }

    assertThat(missing).hasSizeLessThanOrEqualTo(spoken / 10);
  }

  @Test
  void ofHalfOfAllFramesNoSentenceIsMade() {
    List<String> words = Listening.to(Sound.loseFrames(clip("ja-dinner"), 0.5, 3)).words();

    assertThat(words).isNotEqualTo(wordsOf("ja-dinner"));
  }
}
