package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @Test
  void aLaterTranscriptReplacesAnEarlierOneOfItsSegment() {
    var words = Words.none().with(partial("a", "今日の")).with(partial("a", "今日の天気"));

    assertThat(words.text()).isEqualTo("今日の天気");
  }

  @Test
  void aFinalIsNeverReplaced() {
    var words = Words.none().with(heard("a", "今日。")).with(partial("a", "明日"));

    assertThat(words.text()).isEqualTo("今日。");
    assertThat(words.isFinal()).isTrue();
  }

  @Test
  void latinSegmentsAreKeptApartAndJapaneseOnesAreNot() {
    assertThat(Words.none().with(heard("a", "Hello.")).with(heard("b", "Bye.")).text())
        .isEqualTo("Hello. Bye.");
    assertThat(Words.none().with(heard("a", "はい。")).with(heard("b", "どうも。")).text())
        .isEqualTo("はい。どうも。");
  }

  @Test
  void theLanguageIsTheOneHeardLast() {
    var english = new Transcript("b", "Hi.", 3, true, Language.ENGLISH);

    assertThat(Words.none().language(Language.JAPANESE)).isEqualTo(Language.JAPANESE);
    assertThat(Words.none().with(heard("a", "はい。")).with(english).language(Language.JAPANESE))
        .isEqualTo(Language.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "こんにちは。,        こんにちは。元気？,  元気？",
    "こんにちは,          こんにちは。元気？,  元気？",
    "Hello there,        hello there. Bye., Bye.",
    "こんにちは。,        こんにちは。,        ''",
    "こんにちは。元気？,   こんにちは。,        ''",
    "'',                 はい。,             はい。",
  })
  void whatFollowsTheWordsTakenIsNew(String taken, String now, String fresh) {
    var spoken = SpokenWords.none().take(Words.none().with(partial("a", taken)));

    assertThat(spoken.remainder(heard("a", now)).text()).isEqualTo(fresh);
    assertThat(spoken.remainder(heard("b", now)).text()).isEqualTo(now);
  }

  @Test
  void onlyTheNewestSegmentsAreRemembered() {
    var spoken = SpokenWords.none();
    for (int i = 0; i < 20; i++) {
      spoken = spoken.take(Words.none().with(heard("s" + i, "はい。")));
    }

    assertThat(spoken.knows("s19")).isTrue();
    assertThat(spoken.knows("s0")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"終わり。, true", "Done. , true", "本当？, true", "でも, false", "'', false"})
  void sentencesEndWithTheirMarks(String text, boolean expected) {
    assertThat(Phrases.endsSentence(text)).isEqualTo(expected);
  }

  private static Transcript partial(String segment, String text) {
    return new Transcript(segment, text, 0, false, Language.JAPANESE);
  }

  private static Transcript heard(String segment, String text) {
    return new Transcript(segment, text, text.length(), true, Language.JAPANESE);
  }
}
