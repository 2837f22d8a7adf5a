package io.echosphere.domain.turn.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndingTableTest {
  private static final EndingTable LETTERS =
      EndingTable.ofLetters(
          """
          0.9: ください, い
          0.1: を
          """,
          4);

  private static final EndingTable WORDS =
      EndingTable.ofWords(
          """
          0.9: thank you, tomorrow
          0.1: you, to
          """,
          8);

  @Test
  void theLongestEndingCounts() {
    assertThat(LETTERS.longest("教えてください"))
        .hasValueSatisfying(match -> assertThat(match.length()).isEqualTo(4));
    assertThat(LETTERS.longest("寒い"))
        .hasValueSatisfying(match -> assertThat(match.length()).isEqualTo(1));
    assertThat(LETTERS.longest("猫")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"教えてくだたい", "教えてくさい", "教えてくだささい"})
  void aLongEndingIsKnownWithOneLetterWrongAndTrustedLess(String misheard) {
    double exact = LETTERS.longest("教えてください").orElseThrow().logOdds();

    assertThat(LETTERS.longest(misheard).orElseThrow().logOdds())
        .isBetween(0.5 * exact, 0.9 * exact);
  }

  @Test
  void wordsAreKnownWhole() {
    assertThat(WORDS.longest(" thank you").orElseThrow().logOdds()).isPositive();
    assertThat(WORDS.longest(" bayou")).isEmpty();
    assertThat(WORDS.longest(" tomorow").orElseThrow().logOdds()).isPositive();
    assertThat(WORDS.longest(" go to").orElseThrow().logOdds()).isNegative();
  }

  @Test
  void anEndingWithTwoProbabilitiesIsRefused() {
    assertThatThrownBy(() -> EndingTable.ofLetters("0.9: あ\n0.1: い, あ", 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }
}
