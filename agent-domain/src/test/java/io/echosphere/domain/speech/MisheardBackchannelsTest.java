package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listener's noises with a letter wrong, and how they begin. */
class MisheardBackchannelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "せい、そうですね",
        "うし", // うん
        "なぬほど",
        "Seah.",
        "kh",
        "Kh really",
        "Hh ieally.",
        "SOre", // the same first letter, and rarely said alone
        "Mn-hmm"
      })
  void noisesAreKnownWithALetterWrong(String text) {
    assertThat(MisheardBackchannels.only(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "それ",
        "もう",
        "いい",
        "そば",
        "パン",
        "本人",
        "花",
        "nine",
        "night",
        "rice",
        "might",
        "five",
        "b",
        "カレー",
        "turn it off"
      })
  void realWordsAreNot(String text) {
    assertThat(MisheardBackchannels.only(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "そ",
        "そうで",
        "そうなん",
        "そうなりんで",
        "はい、そうで",
        "yeah, I s",
        "I",
        "that",
        "oh re",
        "Mm",
        "は"
      })
  void moreMayMakeANoiseOfHowOneBegins(String text) {
    assertThat(MisheardBackchannels.mayBegin(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "明日", "カレーを", "はい、それをください", "それをください", "could you", "turn"})
  void howNoneBeginsBecomesNone(String text) {
    assertThat(MisheardBackchannels.mayBegin(text)).isFalse();
  }
}
