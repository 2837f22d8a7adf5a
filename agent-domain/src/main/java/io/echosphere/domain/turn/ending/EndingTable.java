package io.echosphere.domain.turn.ending;

import io.echosphere.domain.speech.Edits;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the end of a text says, by the longest known ending. Immutable.
 *
 * <p>Written as lines of a probability, a colon and the endings it holds for, divided by commas.
 */
final class EndingTable {
  private static final double FUZZY_TRUST = 0.85;

  /** One kana is as likely the rest of a misheard ending. */
  private static final int ONE_LETTER = 1;

  private final Map<String, Double> endings;
  private final int longest;

  /** Endings shorter than this are never recognised with an error in them. */
  private final int minFuzzyLength;

  /** An ending longer than this that fits exactly is believed; no near miss is looked for. */
  private final int weakest;

  private EndingTable(Map<String, Double> endings, int minFuzzyLength, int weakest) {
    this.endings = endings;
    this.longest = Collections.max(endings.keySet().stream().map(String::length).toList());
    this.minFuzzyLength = minFuzzyLength;
    this.weakest = weakest;
  }

  /** An ending that was found, and the log-odds of a finished turn that it stands for. */
  record Match(int length, double logOdds) {}

  /** A table of endings of a language without spaces. */
  static EndingTable ofLetters(String lines, int minFuzzyLength) {
    return new EndingTable(parse(lines, ""), minFuzzyLength, ONE_LETTER);
  }

  /**
   * A table of whole words: its endings, and the texts asked for, begin with a space. A word that
   * is known is taken as heard; near misses are looked for only where none is.
   */
  static EndingTable ofWords(String lines, int minFuzzyLength) {
    return new EndingTable(parse(lines, " "), minFuzzyLength, 0);
  }

  private static Map<String, Double> parse(String lines, String before) {
    var endings = new HashMap<String, Double>();
    for (String line : lines.lines().toList()) {
      int colon = line.indexOf(':');
      double probability = Double.parseDouble(line.substring(0, colon).strip());
      for (String ending : line.substring(colon + 1).split(",", -1)) {
        if (endings.put(before + ending.strip(), probability) != null) {
          throw new IllegalArgumentException("'" + ending.strip() + "' is listed twice");
        }
      }
    }
    return Map.copyOf(endings);
  }

  /** What is known of the text as a whole. */
  Optional<Match> whole(String text) {
    return Optional.ofNullable(endings.get(text))
        .map(probability -> new Match(text.length(), Odds.of(probability)));
  }

  /**
   * The longest ending of the text that is known. Where that is hardly any, the longest that is
   * there but for one letter, as recognisers get about one in twenty wrong.
   */
  Optional<Match> longest(String text) {
    Optional<Match> exact = exact(text);
    int known = exact.map(Match::length).orElse(0);
    return known > weakest ? exact : near(text).or(() -> exact);
  }

  private Optional<Match> exact(String text) {
    for (int length = Math.min(longest, text.length()); length > 0; length--) {
      Optional<Match> match = whole(text.substring(text.length() - length));
      if (match.isPresent()) {
        return match;
      }
    }
    return Optional.empty();
  }

  private Optional<Match> near(String text) {
    Match best = null;
    for (var entry : endings.entrySet()) {
      String ending = entry.getKey();
      boolean longer =
          best == null
              || ending.length() > best.length()
              || (ending.length() == best.length() && Odds.of(entry.getValue()) < best.logOdds());
      if (ending.length() >= minFuzzyLength && longer && endsNearly(text, ending)) {
        best = new Match(ending.length(), Odds.of(entry.getValue()) * FUZZY_TRUST);
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean endsNearly(String text, String ending) {
    for (int cut = -1; cut <= 1; cut++) {
      int from = text.length() - ending.length() - cut;
      if (from >= 0 && Edits.atMostOne(text.substring(from), ending)) {
        return true;
      }
    }
    return false;
  }
}
