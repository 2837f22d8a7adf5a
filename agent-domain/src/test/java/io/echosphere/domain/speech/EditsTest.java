package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditsTest {
  @ParameterizedTest
  @CsvSource({
    "ください, ください, true",
    "ください, くさい, true",
    "ください, くだされ, true",
    "ください, くだささい, true",
    "ください, くだれた, false",
    "abc, bcd, false",
    "'', a, true",
    "'', ab, false",
  })
  void oneEditIsOneLetter(String one, String other, boolean expected) {
    assertThat(Edits.atMostOne(one, other)).isEqualTo(expected);
    assertThat(Edits.atMostOne(other, one)).isEqualTo(expected);
  }

  @Property
  void anyPieceStandsWithinItsWholeUnchanged(
      @ForAll String before, @ForAll String piece, @ForAll String after) {
    assertThat(Edits.within(piece, before + piece + after)).isZero();
  }

  @Property
  void oneWrongLetterIsAtMostOneEdit(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String piece,
      @ForAll @AlphaChars char wrong) {
    String misheard = wrong + piece.substring(1);

    assertThat(Edits.within(misheard, piece)).isLessThanOrEqualTo(1);
    assertThat(Edits.atMostOne(misheard, piece)).isTrue();
    assertThat(Edits.within(piece, "")).isEqualTo(piece.length());
  }
}
