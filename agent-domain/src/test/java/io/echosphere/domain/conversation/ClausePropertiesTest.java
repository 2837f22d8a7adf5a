package io.echosphere.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.domain.speech.Language;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** What holds of every reply, however it is cut on its way. */
class ClausePropertiesTest {

  @Property
  void theSourcesAreTheGeneratedTextToTheLetter(@ForAll("deltas") List<String> deltas) {
    List<Clause> clauses = split(deltas);

    assertThat(joined(clauses)).isEqualTo(String.join("", deltas));
    assertThat(clauses).allMatch(clause -> clause.source().length() <= ClauseSplitter.MAX_WORD);
  }

  @Property
  void anyTextAtAllSurvives(@ForAll List<String> deltas) {
    assertThat(joined(split(deltas))).isEqualTo(String.join("", deltas));
  }

  @Property
  void noClauseEndsInsideAWordANumberOrASurrogatePair(@ForAll("deltas") List<String> deltas) {
    String text = String.join("", deltas);
    int at = 0;
    for (Clause clause : split(deltas)) {
      at += clause.source().length();
      // Code is silent, so it may be cut anywhere; nothing as long as MAX_WORD is a word.
      if (at < text.length()
          && !clause.isSilent()
          && clause.source().length() < ClauseSplitter.MAX_WORD - 1) {
        String seam = text.substring(at - 1, at + 1);
        assertThat(seam).doesNotMatch("[A-Za-z0-9]{2}").doesNotMatch("(?s)\\p{Cs}\\p{Cs}");
        assertThat(Character.isSurrogatePair(seam.charAt(0), seam.charAt(1))).isFalse();
      }
    }
  }

  @Property
  void whatIsSpokenIsNeverBlankAndCanBePronounced(@ForAll("deltas") List<String> deltas) {
    for (Clause clause : split(deltas)) {
      if (!clause.isSilent()) {
        assertThat(clause.speakable()).isNotBlank().isEqualTo(clause.speakable().strip());
        assertThat(clause.speakable()).containsPattern("[\\p{L}\\p{N}]").doesNotContain("**", "\n");
      }
    }
  }

  @Property
  void whatWasHeardIsAPrefixThatGrowsWithWhatWasPlayed(
      @ForAll("reply") String source,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    var clause = new Clause("。" + source, "x", Language.JAPANESE);
    String less = clause.heard(Math.min(one, other));
    String more = clause.heard(Math.max(one, other));

    assertThat(more).startsWith(less);
    assertThat(clause.source()).startsWith(more);
    assertThat(clause.heard(1.5)).isEqualTo(clause.source());
    assertThat(clause.heard(-1)).isEmpty();
  }

  @Provide
  Arbitrary<List<String>> deltas() {
    return pieces().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<String> reply() {
    return pieces().list().ofMaxSize(20).map(parts -> String.join("", parts));
  }

  /** The pieces that a model streams, and their troubles. */
  private static Arbitrary<String> pieces() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "今日は",
            "とても",
            "東京",
            "です",
            "。",
            "！",
            "？",
            "、",
            "」",
            "「",
            "\n",
            " ",
            " the",
            " cat",
            "Mr.",
            "U.S.",
            " e.g.",
            ". ",
            "! ",
            "? ",
            ", ",
            "3",
            ".",
            "14",
            "1,000",
            "**",
            "- ",
            "`",
            "```",
            "https://a.io/b?c=d",
            "😀",
            "👨‍👩‍👧",
            "\uD83D",
            "\uDE00",
            "(^_^)",
            "...",
            "…",
            "100万円"),
        Arbitraries.strings().alpha().ofMaxLength(150),
        Arbitraries.strings().withCharRange('ぁ', 'ん').ofMaxLength(150));
  }

  private static List<Clause> split(List<String> deltas) {
    var splitter = new ClauseSplitter(Language.JAPANESE);
    List<Clause> clauses = new ArrayList<>();
    deltas.forEach(delta -> clauses.addAll(splitter.add(delta)));
    clauses.addAll(splitter.finish());
    return clauses;
  }

  private static String joined(List<Clause> clauses) {
    return String.join("", clauses.stream().map(Clause::source).toList());
  }
}
