package io.echosphere.simulator.hearing;

import static io.echosphere.simulator.hearing.Listening.BOTH;
import static io.echosphere.simulator.hearing.Listening.clip;
import static io.echosphere.simulator.hearing.Listening.wordsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.echosphere.simulator.audio.Resampler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ear tells the words that arrived, and only those. */
class HearingTest {
  private static final int RATE = Clip.SAMPLE_RATE_HZ;

  static Stream<String> callerClips() {
    return Listening.CLIPS.callerClips().stream().map(Clip::id);
  }

  static Stream<String> sentences() {
    return callerClips().filter(id -> wordsOf(id).size() > 1);
  }

  @ParameterizedTest
  @MethodSource("callerClips")
  void aWholeClipIsHeardWordForWord(String id) {
    Listening heard = Listening.to(Sound.join(Sound.silence(0.5), clip(id)));

    assertThat(heard.text()).isEqualTo(Listening.CLIPS.clip(id).text());
    assertThat(heard.finals())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.language()).isEqualTo(Listening.CLIPS.clip(id).language());
              assertThat(result.simulated()).isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("callerClips")
  void wordsAreHeardWhenTheyWereSpoken(String id) {
    double lead = 0.731;
    List<HeardWord> items = Listening.to(Sound.join(Sound.silence(lead), clip(id))).items();

    List<HeardWord> spoken = Listening.CLIPS.clip(id).words();
    assertThat(items).hasSameSizeAs(spoken);
    for (int i = 0; i < spoken.size(); i++) {
      assertThat(items.get(i).startSeconds())
          .isCloseTo(lead + spoken.get(i).startSeconds(), within(0.05));
      assertThat(items.get(i).endSeconds())
          .isCloseTo(lead + spoken.get(i).endSeconds(), within(0.05));
    }
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void aClipWhoseFirst300MsNeverCameLacksItsFirstWord(String id) {
    List<String> words = Listening.to(Sound.cut(clip(id), 0.3, 10)).words();

    assertThat(words).isNotEmpty().isSubsetOf(wordsOf(id));
    assertThat(words.getFirst()).isNotEqualTo(wordsOf(id).getFirst());
    assertThat(words.getLast()).isEqualTo(wordsOf(id).getLast());
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void aClipThatEndsTooEarlyLacksItsLastWord(String id) {
    List<HeardWord> items = Listening.CLIPS.clip(id).words();
    double begin = items.get(items.size() - 2).startSeconds();

    List<String> words = Listening.to(Sound.cut(clip(id), 0, begin)).words();

    assertThat(words).isEqualTo(wordsOf(id).subList(0, wordsOf(id).size() - 1));
  }

  @Test
  void aWordInAHoleOf200MsIsMissing() {
    assertThat(Listening.to(Sound.hole(clip("ja-weather"), 1.05, 1.25)).text())
        .isEqualTo("こんにちは、の天気を教えてください。");
    assertThat(Listening.to(Sound.hole(clip("en-hello"), 0.64, 0.84)).text())
        .isEqualTo("Hello, can you do for me?");
  }

  @Test
  void audioThatWasLeftOutInTheMiddleIsMissing() {
    short[] whole = clip("ja-dinner");
    short[] spliced = Sound.join(Sound.cut(whole, 0, 0.603), Sound.cut(whole, 1.473, 10));

    assertThat(Listening.to(spliced).text()).isEqualTo("夕食にを一つ教えてもらえますか。");
  }

  @Test
  void audioThatWasSentTwiceIsThereTwice() {
    short[] once = clip("en-learn");

    List<String> words = Listening.to(Sound.join(once, once)).words();

    List<String> twice = new ArrayList<>(wordsOf("en-learn"));
    twice.addAll(wordsOf("en-learn"));
    assertThat(words).isEqualTo(twice);
  }

  @Test
  void halvesInTheWrongOrderAreHeardInThatOrder() {
    short[] whole = clip("en-story");
    double cut = Listening.CLIPS.clip("en-story").words().get(5).startSeconds();
    short[] swapped = Sound.join(Sound.cut(whole, cut, 10), Sound.cut(whole, 0, cut));

    assertThat(Listening.to(swapped).words())
        .containsExactly("short", "story", "about", "the", "sea", "Can", "you", "tell", "me", "a");
  }

  @Test
  void chunksThatAreEachSentTwiceMakeNoSentence() {
    short[] once = clip("ja-story");
    short[] stutter =
        Sound.join(
            IntStream.range(0, once.length / 640)
                .mapToObj(i -> Arrays.copyOfRange(once, i * 640, (i + 1) * 640))
                .flatMap(chunk -> Stream.of(chunk, chunk))
                .toArray(short[][]::new));

    assertThat(Listening.to(stutter).words()).isNotEqualTo(wordsOf("ja-story"));
  }

  @ParameterizedTest
  @ValueSource(ints = {24_000, 32_000, 44_100, 48_000, 8_000})
  void audioOfAnotherRateThanAnnouncedIsNonsense(int realRate) {
    for (String id : List.of("ja-tokyo", "en-music")) {
      Listening heard = Listening.to(Resampler.convert(clip(id), RATE, realRate));

      assertThat(heard.words()).isNotEmpty().doesNotContainAnyElementsOf(wordsOf(id));
      assertThat(heard.finals()).noneMatch(HearingResult::simulated);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 24_000, 44_100, 48_000})
  void everyRateThatIsAnnouncedRightlyIsHeard(int rate) {
    short[] converted = Resampler.convert(clip("ja-tokyo"), RATE, rate);

    assertThat(Listening.to(converted, BOTH, rate).words()).isEqualTo(wordsOf("ja-tokyo"));
  }

  @Test
  void aLanguageThatWasNotAskedForIsNonsense() {
    Listening heard = Listening.to(clip("en-story"), Set.of("ja-JP"), RATE);

    assertThat(heard.words())
        .hasSameSizeAs(wordsOf("en-story"))
        .doesNotContainAnyElementsOf(wordsOf("en-story"))
        .allMatch(word -> word.codePoints().allMatch(Character::isAlphabetic));
    assertThat(heard.finals()).extracting(HearingResult::language).containsOnly("ja-JP");
  }

  @Test
  void eachLanguageHasItsOwnResult() {
    Listening heard =
        Listening.to(Sound.join(clip("ja-stop"), Sound.silence(0.3), clip("en-stop")));

    assertThat(heard.finals())
        .extracting(HearingResult::language, HearingResult::text)
        .containsExactly(tuple("ja-JP", "ちょっと待ってください。"), tuple("en-US", "Wait, stop please."));
    assertThat(heard.finals()).extracting(HearingResult::resultId).doesNotHaveDuplicates();
  }

  @Test
  void silenceNoiseACoughAndAClearedThroatYieldNothing() {
    assertThat(Listening.to(Sound.silence(5)).results()).isEmpty();
    assertThat(Listening.to(Sound.noise(Sound.silence(5), -30, 3)).results()).isEmpty();
    assertThat(Listening.to(Sound.join(Sound.silence(1), clip("noise-cough"))).results()).isEmpty();
    assertThat(Listening.to(Sound.join(Sound.silence(1), clip("noise-throat"))).results())
        .isEmpty();
  }

  @Test
  void unknownVoicesYieldTheNextLineOfTheScriptOnce() {
    for (Clip agent : Listening.CLIPS.agentClips()) {
      Listening heard = Listening.to(Sound.join(Sound.silence(0.5), agent.samples()));

      assertThat(heard.text()).as(agent.id()).isEqualTo(Listening.LINE.text());
      assertThat(heard.results()).as(agent.id()).allMatch(HearingResult::simulated);
    }
  }

  @Test
  void aShortUnknownSoundYieldsNothing() {
    assertThat(Listening.to(Sound.join(Sound.silence(0.5), Sound.hum(0.3))).results()).isEmpty();
  }

  @Test
  void knownWordsAfterAnUnknownVoiceAreHeard() {
    short[] echo = Sound.cut(clip("greeting-3"), 0, 1.2);

    Listening heard = Listening.to(Sound.join(echo, Sound.silence(0.5), clip("ja-stop")));

    assertThat(heard.finals())
        .extracting(HearingResult::text)
        .containsExactly(Listening.LINE.text(), "ちょっと待ってください。");
    assertThat(heard.finals()).extracting(HearingResult::simulated).containsExactly(true, false);
  }

  @Test
  void languagesAndRatesThatMakeNoSenseAreRefused() {
    HearingSettings settings = HearingSettings.defaults();
    assertThatThrownBy(
            () -> Hearing.open(Listening.CLIPS, settings, Set.of(), RATE, ScriptedLines.none()))
        .hasMessageContaining("no language");
    assertThatThrownBy(
            () -> Hearing.open(Listening.CLIPS, settings, BOTH, 4_000, ScriptedLines.none()))
        .hasMessageContaining("4000");
  }
}
