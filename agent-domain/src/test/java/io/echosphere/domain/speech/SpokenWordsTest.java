package io.echosphere.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A segment whose words go to several turns, or to a turn and to nothing. */
class SpokenWordsTest {
  @Test
  void whatFollowsTheWordsTakenIsNew() {
    var spoken = taking(SpokenWords.none(), "Where is the");

    assertThat(spoken.remainder(heard("Where is the station?")).text()).isEqualTo("station?");
    assertThat(spoken.remainder(heard("where is the")).text()).isEmpty();
  }

  /** Each piece is told of by what is new in it alone. */
  @Test
  void whatIsTakenOfASegmentAddsUp() {
    var spoken = taking(SpokenWords.none(), "東京でおすすめの場所はどこ");
    spoken = taking(spoken, "です");

    assertThat(spoken.remainder(heard("東京でおすすめの場所はどこですか。")).text()).isEqualTo("か。");
  }

  @Test
  void aTranscriptIsCutWhereTheLastTurnBegan() {
    var spoken = taking(SpokenWords.none(), "Stop.");
    spoken = taking(spoken, "Where is the");

    assertThat(spoken.sinceTurn(heard("Stop. Where is the station?"), "Where is the").text())
        .isEqualTo("Where is the station?");
  }

  private static SpokenWords taking(SpokenWords spoken, String fresh) {
    return spoken.take(Words.none().with(heard(fresh)));
  }

  private static Transcript heard(String text) {
    return new Transcript("a", text, 0, false, Language.ENGLISH);
  }
}
