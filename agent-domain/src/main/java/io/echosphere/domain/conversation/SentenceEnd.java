package io.echosphere.domain.conversation;

import java.util.Locale;
import java.util.Set;

/** Where sentences end, in Japanese and English, and where a first clause may. */
final class SentenceEnd {
  /** No sentence, or not one that can be told yet. */
  static final int NONE = -1;

  private static final String JAPANESE_STOPS = "。！？｡‼⁉";
  private static final String STOPS = JAPANESE_STOPS + ".!?．";
  private static final String CLOSERS = "」』）】〉》〕］｝)]}\u201d\u2019*_";
  private static final String OPENERS = "「『（【〈《〔［｛";

  /** Always followed by what they belong to. */
  private static final Set<String> TITLES =
      Set.of(
          "mr", "mrs", "ms", "mx", "dr", "prof", "st", "messrs", "gen", "col", "capt", "lt", "sgt",
          "rev", "hon", "gov", "sen", "rep", "pres", "mt", "vs", "e.g", "i.e", "eg", "ie", "cf",
          "viz", "approx", "dept", "ph.d");

  /** End a sentence only before a capital letter. */
  private static final Set<String> TRAILERS =
      Set.of(
          "etc", "a.m", "p.m", "inc", "ltd", "co", "corp", "jr", "sr", "bros", "ave", "blvd", "rd",
          "est", "al");

  /** Belong to a number that follows. */
  private static final Set<String> COUNTERS =
      Set.of(
          "no", "nos", "vol", "p", "pp", "fig", "ch", "sec", "art", "jan", "feb", "mar", "apr",
          "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec");

  private SentenceEnd() {}

  /**
   * Where the sentence ends whose last mark stands at an index, closing brackets and further marks
   * included.
   *
   * <p>A Japanese mark (or ! and ? after a Japanese character) ends it at once, without waiting for
   * what follows. An English mark needs the following white space or Japanese character, since it
   * may belong to a number, an address or an abbreviation.
   *
   * @param limit the last index that may be returned
   * @param atLineStart whether the text begins a line
   * @return the index after the sentence, or {@link #NONE}
   */
  static int at(String text, int mark, int limit, boolean atLineStart) {
    char c = text.charAt(mark);
    if (c == '\n') {
      return mark + 1;
    }
    if (STOPS.indexOf(c) < 0) {
      return NONE;
    }
    int end = runEnd(text, mark + 1, limit);
    if (JAPANESE_STOPS.indexOf(c) >= 0 || ((c == '!' || c == '?') && followsJapanese(text, mark))) {
      return end;
    }
    if (!isOpenAfter(text, end)) {
      return NONE;
    }
    return (c == '.' || c == '．') && isAbbreviation(text, mark, end, atLineStart) ? NONE : end;
  }

  /**
   * Where a first clause ends whose pause mark stands at an index. A comma after a letter ends it
   * at once; after a figure it may belong to a number (1,000), and a colon to an address.
   *
   * @return the index after the mark, or {@link #NONE}
   */
  static int pauseAt(String text, int mark) {
    boolean pauses =
        switch (text.charAt(mark)) {
          case '、' -> true;
          case ',', ';' -> followsLatin(text, mark) || isOpenAfter(text, mark + 1);
          case '，', ':', '；', '：', '—' -> isOpenAfter(text, mark + 1);
          default -> false;
        };
    return pauses ? mark + 1 : NONE;
  }

  private static boolean followsLatin(String text, int mark) {
    return mark > 0 && Scripts.isLatin(text.codePointBefore(mark));
  }

  private static boolean followsJapanese(String text, int mark) {
    return mark > 0 && Scripts.isJapanese(text.codePointBefore(mark));
  }

  /** Whether a new word begins here, or white space; false where the text ends, so far. */
  private static boolean isOpenAfter(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    int next = text.codePointAt(at);
    return Character.isWhitespace(next) || Scripts.isJapanese(next) || OPENERS.indexOf(next) >= 0;
  }

  private static int runEnd(String text, int from, int limit) {
    int end = from;
    while (end < Math.min(text.length(), limit) && extendsRun(text, end)) {
      end++;
    }
    return end;
  }

  private static boolean extendsRun(String text, int at) {
    char c = text.charAt(at);
    if (c == '"') {
      // A straight quotation mark closes only what one has opened.
      return text.substring(0, at).chars().filter(q -> q == '"').count() % 2 == 1;
    }
    return STOPS.indexOf(c) >= 0 || CLOSERS.indexOf(c) >= 0;
  }

  private static boolean isAbbreviation(String text, int dot, int end, boolean atLineStart) {
    int start = dot;
    while (start > 0 && isWordPart(text.charAt(start - 1))) {
      start--;
    }
    if (start == dot) {
      return isListNumber(text, dot, atLineStart);
    }
    String word = text.substring(start, dot);
    String folded = word.toLowerCase(Locale.ROOT);
    if (TITLES.contains(folded) || isInitial(word)) {
      return true;
    }
    int next = afterSpace(text, end);
    if (TRAILERS.contains(folded)) {
      return next == NONE || !(Character.isUpperCase(next) || Scripts.isJapanese(next));
    }
    return COUNTERS.contains(folded) && (next == NONE || Character.isDigit(next));
  }

  private static boolean isWordPart(char c) {
    return c == '.' || Scripts.isLatin(c);
  }

  /** One capital letter, or several with dots between (U.S); but "So do I." ends. */
  private static boolean isInitial(String word) {
    if (word.equals("I")) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      boolean even = i % 2 == 0;
      if (even ? !Character.isUpperCase(word.charAt(i)) : word.charAt(i) != '.') {
        return false;
      }
    }
    return word.length() % 2 == 1;
  }

  /** Whether the dot ends a list's number: nothing but markup stands before it on its line. */
  private static boolean isListNumber(String text, int dot, boolean atLineStart) {
    int start = dot;
    while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
      start--;
    }
    if (start == dot) {
      return false;
    }
    while (start > 0 && " \t#*_>-".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    return start == 0 ? atLineStart : text.charAt(start - 1) == '\n';
  }

  /** The first code point that is not white space, or {@link #NONE} if it has not come yet. */
  private static int afterSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.codePointAt(at) : NONE;
  }
}
