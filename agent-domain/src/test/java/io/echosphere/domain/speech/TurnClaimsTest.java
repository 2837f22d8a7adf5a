package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words over the agent's own take the turn from it. */
class TurnClaimsTest {
  private static final String PLAYING =
      "次のバス停で止まってください。The bus will stop at the corner, then wait for you.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "待って",
        "ちょっと待って",
        "ストップ",
        "ストップ！",
        "すとっぷ",
        "やめて",
        "やめてください",
        "違う",
        "違います",
        "もういい",
        "静かにして",
        "いいえ",
        "いや",
        "はい、ストップ",
        "うるさい",
        "だめ",
        "stop",
        "Stop!",
        "wait",
        "wait wait",
        "hold on",
        "okay stop",
        "hang on a second",
        "no",
        "no no",
        "shut up",
        "excuse me",
        "never mind",
        "that's enough",
        "uh, wait"
      })
  void aHardStopClaimsTheTurnHoweverShort(String text) {
    assertThat(TurnClaims.isHardStop(text)).isTrue();
    assertThat(TurnClaims.claimsTurn(text, 50, "昔々、")).isTrue();
    assertThat(TurnClaims.alreadyClaimTurn(text, 50, "昔々、")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "はい",
        "うん",
        "そうですね",
        "明日の天気",
        "yes",
        "I know",
        "no kidding",
        "no problem",
        "fair enough",
        "nonstop",
        "いやあ、すごい",
        "uh-huh",
        ""
      })
  void otherWordsAreNone(String text) {
    assertThat(TurnClaims.isHardStop(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "明日の天気, 5, true",
    "明日の天気, 6, false",
    "カレー, 3, true",
    "カレー, 4, false",
    "'cat.', 3, true",
    "'cat.', 4, false",
    "'。', 0, false",
    "うんうんうんうん, 1, false",
    "'uh-huh, I see, okay', 1, false",
    "'はい、お願いします', 3, true",
    "yes please, 3, true",
  })
  void otherWordsClaimItFromSomeLengthOn(String text, int minChars, boolean expected) {
    assertThat(TurnClaims.claimsTurn(text, minChars, "昔々、")).isEqualTo(expected);
  }

  @Test
  void theAgentsOwnWordsClaimNothing() {
    assertThat(TurnClaims.claimsTurn("次のバス停で", 1, PLAYING)).isFalse();
    assertThat(TurnClaims.claimsTurn("the bus will stop at the", 1, PLAYING)).isFalse();
    assertThat(TurnClaims.claimsTurn("バス停で止まってください", 1, PLAYING)).isFalse();
  }

  @Test
  void theAgentsOwnStopIsTheCallersWhenItComesAlone() {
    assertThat(TurnClaims.claimsTurn("stop", 10, PLAYING)).isTrue();
    assertThat(TurnClaims.alreadyClaimTurn("stop", 10, PLAYING)).isFalse();
  }

  @Test
  void aStopBehindAnEchoIsHeard() {
    assertThat(TurnClaims.claimsTurn("次のバス停で 違う", 1, PLAYING)).isTrue();
  }

  @Test
  void aShortWordOfTheAgentsClaimsTheTurnOnlyOnceItIsAllThereIs() {
    assertThat(TurnClaims.alreadyClaimTurn("バス停", 1, PLAYING)).isFalse();
    assertThat(TurnClaims.claimsTurn("バス停", 1, PLAYING)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "バス停, false", // its own word
    "パス停で, false", // misheard
    "犬, false", // too short to tell from something misheard
    "明日の天気, true",
    "stop, false",
    "違う, true",
    "ちょっと待って, true",
  })
  void overAnEchoItsOwnWordsAndShortOnesClaimNothing(String text, boolean expected) {
    assertThat(TurnClaims.claimTurnOverEcho(text, 1, PLAYING)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"バス停, true", "明日, true", "うん, false", "次のバス停で止まって, false", "'', false"})
  void aWordOfTheAgentsMayAnswerItOnceItIsSilent(String text, boolean expected) {
    assertThat(TurnClaims.mayAnswer(text, PLAYING)).isEqualTo(expected);
  }

  @Property
  void whatAlreadyClaimsTheTurnClaimsIt(
      @ForAll String text, @ForAll @IntRange(max = 20) int minChars, @ForAll String playing) {
    if (TurnClaims.alreadyClaimTurn(text, minChars, playing)) {
      assertThat(TurnClaims.claimsTurn(text, minChars, playing)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"うんうま", "なるほ", "そうなんでずか", "rigft", "okav", "oh reallv"})
  void aListenersNoiseWithOneWrongLetterClaimsNothing(String text) {
    assertThat(TurnClaims.claimsTurn(text, 3, "昔々あるところに")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"カレー", "天気は", "rice", "night", "food", "駅まで"})
  void aWordThatOnlyLooksLikeANoiseClaimsTheTurn(String text) {
    assertThat(TurnClaims.claimsTurn(text, 3, "昔々あるところに")).isTrue();
  }
}
