package io.echosphere.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a clause was heard when so much of its sound was played. */
class ClauseTest {
  @ParameterizedTest
  @CsvSource({
    "東京都がとても好き, 0.47, 東京都", // kanji are two kana, more or less
    "とてもとても東京都, 0.5, とてもとても",
    "ちょっきょっしゅっと, 0.52, ちょっきょっ", // small kana belong to the one before
    "**とても**大事です, 0.43, **とても**", // nobody says an asterisk
    "答えは2024です, 0.5, 答えは" // a number is whole or not there
  })
  void japaneseIsMeasuredInKana(String source, double share, String heard) {
    assertThat(new Clause(source, "x", Language.JAPANESE).heard(share)).isEqualTo(heard);
  }

  @ParameterizedTest
  @CsvSource({
    "There are 24 hours left, 0.45, There are",
    "There are 24 hours left, 0.7, There are 24",
    "'one, two, three, four', 0.5, 'one, two,'",
    "'Well, once there was a turtle', 0.3, 'Well,'", // a comma is a pause of two or three letters
    "Incomprehensibilities, 0.4, ''",
    "Incomprehensibilities, 0.6, Incomprehensibilities", // most of it was heard
  })
  void englishIsMeasuredInLetters(String source, double share, String heard) {
    var clause = new Clause(source, "x", Language.ENGLISH);

    assertThat(clause.heard(share).strip()).isEqualTo(heard);
  }

  @Test
  void whatNobodyCanSayIsHeardAllTheSame() {
    assertThat(new Clause("🎉🎉", "x", Language.ENGLISH).heard(1)).isEqualTo("🎉🎉");
  }
}
