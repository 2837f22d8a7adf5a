package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnglishSpellingTest {
  @ParameterizedTest
  @CsvSource({
    "meat anl, meat and",
    "I want to go wigh, I want to go with",
    "so uhh, so uh",
    "Anl then, and then",
    "My zic code is 02139, My zip code is 02139",
    "tomorrow becuase, tomorrow becuase" // two letters
  })
  void aWordThatDoesNotExistIsTheCommonestOneALetterAway(String heard, String said) {
    assertThat(EnglishSpelling.mended(heard)).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I saw a man", // real
        "my name is Ana",
        "call Wilh", // a name
        "turn on the TV",
        "put it on the ist", // a noun, whatever it is
        "plan b",
        "xylophonez",
        "明日の天気は",
        ""
      })
  void everythingElseIsLeftAsItIs(String heard) {
    assertThat(EnglishSpelling.mended(heard)).isEqualTo(heard);
  }

  @Property
  void whatIsMendedStaysAsItIs(@ForAll String text) {
    String mended = EnglishSpelling.mended(text);

    assertThat(EnglishSpelling.mended(mended)).isEqualTo(mended);
  }
}
