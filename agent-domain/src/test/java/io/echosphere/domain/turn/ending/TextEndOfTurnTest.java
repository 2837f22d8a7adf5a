package io.echosphere.domain.turn.ending;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.EnglishSpelling;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ending.Examples.Example;
import io.echosphere.domain.turn.ending.Examples.Label;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What words say of the end of a turn, by labelled examples and by what holds of any text. */
class TextEndOfTurnTest {
  /** At the default delays of 300 and 1500 ms, such words are answered within 600 ms. */
  private static final double SOON = 0.65;

  /** Such words are given more than a second. */
  private static final double WAIT = 0.35;

  static Stream<Example> examples() {
    return Stream.concat(Examples.japanese().stream(), Examples.english().stream());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void labelledEndingsAreToldApart(Example example) {
    double probability = example.probability();

    switch (example.label()) {
      case FINISHED -> assertThat(probability).isGreaterThanOrEqualTo(SOON);
      case UNFINISHED -> assertThat(probability).isLessThanOrEqualTo(WAIT);
      case OPEN -> assertThat(probability).isBetween(0.15, 0.85);
    }
  }

  @Test
  void thereAreEnoughExamplesOfEither() {
    assertThat(Examples.japanese()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(Examples.english()).hasSizeGreaterThanOrEqualTo(150);
  }

  @Test
  void oneLetterInTwentyWrongSeldomChangesTheVerdict() {
    for (List<Example> examples : List.of(Examples.japanese(), Examples.english())) {
      for (Label label : List.of(Label.FINISHED, Label.UNFINISHED)) {
        assertThat(shareRightWhenMisheard(examples, label)).isGreaterThan(0.87);
      }
    }
  }

  private static double shareRightWhenMisheard(List<Example> examples, Label label) {
    var random = new Random(20);
    int right = 0;
    int all = 0;
    for (Example example : examples) {
      for (int time = 0; example.label() == label && time < 20; time++) {
        var misheard = example.with(Examples.misheard(example, random));
        all++;
        boolean finished = misheard.probability() >= 0.5;
        right += finished == (label == Label.FINISHED) ? 1 : 0;
      }
    }
    return (double) right / all;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aFullStopAddsLittleAndItsLackTakesLittle(Example example) {
    String bare = example.text().replaceAll("[。.?？!！、,]+$", "");
    double without = example.with(bare).probability();
    double with = example.with(bare + (example.language().isJapanese() ? "。" : ".")).probability();

    assertThat(with - without).isBetween(0.0, 0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "。", "...", "、", "!?", "\n\t"})
  void withoutWordsNothingIsComplete(String text) {
    assertThat(probability(text, Language.JAPANESE)).isZero();
    assertThat(probability(text, Language.ENGLISH)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "ja-JP, Thank you very much, finished",
    "ja-JP, I would like to, unfinished",
    "en-US, ありがとうございます, finished",
    "en-US, 明日の天気を, unfinished",
    "en-US, LiveKitのagentを使いたいです, finished",
    "ja-JP, Bedrockの使い方を, unfinished",
    "ja-JP, 次の曲は I want to hold your, unfinished",
    "en-US, how do you say 猫が好きです, finished",
    "ja-JP, ＴＨＡＮＫ ＹＯＵ, finished",
    "ja-JP, ｱﾘｶﾞﾄｳ, finished",
  })
  void theScriptAtTheEndDecidesWhoseRulesCount(String tag, String text, String label) {
    double probability = probability(text, new Language(tag));

    assertThat(probability >= 0.5).isEqualTo(label.equals("finished"));
  }

  @Test
  void aLanguageWithoutRulesIsLeftOpen() {
    var korean = new Language("ko-KR");

    assertThat(probability("안녕하세요", korean)).isBetween(0.4, 0.7);
    assertThat(probability("안녕하세요?", korean)).isGreaterThan(0.7);
  }

  /** 02139 is a postal code in the United States, and the beginning of no telephone number. */
  @Test
  void aCodeOfFiveDigitsMayBeginWithAZero() {
    assertThat(probability("my code is 02 139", Language.ENGLISH)).isGreaterThan(0.4);
  }

  @ParameterizedTest
  @CsvSource({
    "電話番号は090の1234の567, 電話番号は090の1234の5678",
    "番号はゼロキュウゼロ, 番号はゼロキュウゼロイチニーサンヨンゴーロクナナハチ",
    "郵便番号は15000, 郵便番号は1500001",
    "携帯は〇九〇一二三四, 携帯は〇九〇一二三四五六七八",
    "カード番号は4242 4242 4242, カード番号は4242 4242 4242 4242",
    "my number is 415 555 01, my number is 415 555 0132",
    "call me at one 415 555 013, call me at one 415 555 0132",
    "the card number is 4242 4242 4242, the card number is 4242 4242 4242 4242",
    "my pin is four three two, my pin is four three double two",
    "zip code nine four one, zip code nine four one oh seven",
  })
  void aNumberIsWaitedForToItsLength(String begun, String whole) {
    assertThat(probability(begun, Language.JAPANESE)).isLessThan(0.2);
    assertThat(probability(whole, Language.JAPANESE)).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @CsvSource({
    "ja-JP, 090の1234, 電話番号を教えてください。, 0.0, 0.2",
    "ja-JP, 1500001, 郵便番号は何番ですか？, 0.8, 1.0",
    "ja-JP, 4の2, お部屋はどちらですか？, 0.3, 0.5",
    "en-US, four one five, What is your phone number?, 0.0, 0.2",
    "en-US, four three two one, And your PIN?, 0.8, 1.0",
    "en-US, five five, Which room is it?, 0.3, 0.5",
  })
  void aNumberByItselfIsJudgedByWhatWasAsked(
      String tag, String answer, String asked, double least, double most) {
    var verdict = TextEndOfTurn.judge(new Said(answer, new Language(tag), asked));

    assertThat(verdict.probability()).isBetween(least, most);
  }

  @Test
  void whatTheCallerSaysOfANumberCountsMoreThanTheQuestion() {
    var said = new Said("my pin is 4321", Language.ENGLISH, "What is your phone number?");

    assertThat(TextEndOfTurn.judge(said).probability()).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"the code is 3 7", "it's B 3 7", "the code is 3 t l 9", "that's L E", "番号は123"})
  void digitsAndLettersOfNoKnownNumberAreDictated(String text) {
    assertThat(TextEndOfTurn.judge(Said.of(text, Language.ENGLISH)).dictating()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"I'd like a", "wake me at seven", "in 2016", "three", "plan b is fine", "三名"})
  void otherWordsAreNotDictated(String text) {
    assertThat(TextEndOfTurn.judge(Said.of(text, Language.ENGLISH)).dictating()).isFalse();
  }

  /** A letter that was misheard for a digit does not begin the number anew. */
  @Test
  void misheardDigitsAreCounted() {
    assertThat(probability("my pin is 4 t 2 1", Language.ENGLISH)).isGreaterThan(0.8);
    assertThat(probability("my pin is 4b21", Language.ENGLISH)).isGreaterThan(0.8);
    assertThat(probability("my card ends in 4 3 2 1", Language.ENGLISH)).isGreaterThan(0.8);
  }

  @Property
  void anyTextHasAProbability(@ForAll String text, @ForAll("languages") Language language) {
    assertThat(probability(text, language)).isBetween(0.0, 1.0);
  }

  @Property
  void anyMixtureOfRealEndingsHasAProbability(
      @ForAll("mixtures") String text, @ForAll("languages") Language language) {
    assertThat(probability(text, language)).isBetween(0.01, 0.99);
  }

  @Property
  void spacesAndCaseChangeNothing(@ForAll("mixtures") String heard) {
    String text = EnglishSpelling.mended(heard); // capitals keep a word from being mended
    double plain = probability(text, Language.ENGLISH);

    assertThat(probability("  " + text + " \n", Language.ENGLISH)).isEqualTo(plain);
    assertThat(probability(text.toUpperCase(Locale.ROOT), Language.ENGLISH)).isEqualTo(plain);
  }

  @Provide
  Arbitrary<Language> languages() {
    return Arbitraries.of(Language.JAPANESE, Language.ENGLISH, new Language("fr-FR"));
  }

  @Provide
  Arbitrary<String> mixtures() {
    return Arbitraries.of(examples().map(Example::text).toList())
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(texts -> String.join(" ", texts));
  }

  private static double probability(String text, Language language) {
    return TextEndOfTurn.judge(Said.of(text, language)).probability();
  }
}
