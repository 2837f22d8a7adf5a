package io.echosphere.domain.speech;

import static io.echosphere.domain.speech.SpokenEcho.CERTAIN;
import static io.echosphere.domain.speech.SpokenEcho.NONE;
import static io.echosphere.domain.speech.SpokenEcho.POSSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the agent hears itself, told from words. */
class SpokenEchoTest {
  private static final String STORY = "昔々、小さな島に、一人の漁師が住んでいました。ある朝、網の中に光る貝を見つけて、そっと海に返してやりました。";
  private static final String KEEPER =
      "Long ago, an old lighthouse keeper found a small green bottle on the beach.";
  private static final String MENU = "カレーとラーメンとアイスコーヒーがありますが、どちらになさいますか。";

  @ParameterizedTest
  @CsvSource({
    "小さな島に, CERTAIN", // whole words
    "さな島に一人の漁, CERTAIN", // its ends cut off
    "一人の猟師が住んでいました, CERTAIN", // another spelling
    "ヒカル貝を見つけて, CERTAIN",
    "網の中に光る貝を見ちけて、そと海に, CERTAIN", // two letters wrong
    "昔々, POSSIBLE", // too short to tell
    "漁師, POSSIBLE",
    "犬, NONE",
    "大きな島に, NONE",
    "そこで犬に会いました, NONE",
    "'', NONE",
  })
  void japaneseIsComparedByItsLetters(String heard, SpokenEcho expected) {
    assertThat(SpokenEcho.of(heard, STORY)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "an old lighthouse keeper, CERTAIN",
    "house keeper found a small, CERTAIN",
    "old light house keeper fond a small, CERTAIN",
    "lighthouse, POSSIBLE",
    "bottle, POSSIBLE",
    "what was in the bottle, NONE",
    "tell me another story, NONE",
  })
  void englishIsToo(String heard, SpokenEcho expected) {
    assertThat(SpokenEcho.of(heard, KEEPER)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"カレー", "ラーメン", "アイスコーヒー", "らーめん"})
  void aWordOfTheAgentsMayBeAnAnswer(String answer) {
    assertThat(SpokenEcho.of(answer, MENU)).isEqualTo(POSSIBLE);
    assertThat(SpokenEcho.of(answer, MENU)).isNotEqualTo(SpokenEcho.CERTAIN);
  }

  /** Whoever is greeted greets back, in the agent's own word. */
  @Test
  void aShortWordIsNeverCertainHoweverLittleElseWasSaid() {
    assertThat(SpokenEcho.of("こんにちは", "こんにちは！")).isEqualTo(POSSIBLE);
    assertThat(SpokenEcho.of("昔々", "昔々、")).isEqualTo(POSSIBLE);
    assertThat(SpokenEcho.of("long", "Long ago")).isEqualTo(POSSIBLE);
  }

  @ParameterizedTest
  @CsvSource({
    "昔々, true",
    "むか, false",
    "一人の猟師, true", // another spelling
    "網の名, true",
    "そこで犬に会いました, false",
    "待って, false",
    "'', false",
  })
  void whereTheSoundIsKnownToBeAnEchoMoreMayBeWrong(String heard, boolean expected) {
    assertThat(SpokenEcho.isLikely(heard, STORY)).isEqualTo(expected);
  }

  @Test
  void nothingEchoesSilence() {
    assertThat(SpokenEcho.of("小さな島に", "")).isEqualTo(NONE);
  }

  @Property
  void anyLongPieceOfTheReplyIsAnEchoThoughOneLetterInTwentyIsWrong(
      @ForAll @IntRange(max = 25) int from,
      @ForAll @IntRange(min = 8, max = 20) int length,
      @ForAll Random random) {
    for (String reply : new String[] {STORY, KEEPER}) {
      var piece = new StringBuilder(Phrases.bare(reply).substring(from, from + length));
      piece.setCharAt(random.nextInt(length), reply.equals(STORY) ? 'ぬ' : 'z');
      // One word only, where spaces are taken out; so English is at least possibly an echo.
      assertThat(SpokenEcho.of(piece.toString(), reply)).isNotEqualTo(NONE);
    }
  }

  @Property
  void anyTwoTextsHaveAnAnswer(@ForAll String heard, @ForAll String playing) {
    assertThat(SpokenEcho.of(heard, playing)).isNotNull();
    assertThat(SpokenEcho.of(heard, heard)).isIn(CERTAIN, POSSIBLE, NONE);
  }
}
