package io.echosphere.domain.turn.ending;

import io.echosphere.domain.speech.Language;
import java.lang.Character.UnicodeScript;

/**
 * How likely it is, from words alone, that a caller who has paused has finished. Rules and tables
 * for Japanese and English; no model, no state. Total: any text has an answer. Pure.
 */
public final class TextEndOfTurn {
  /** A pause after words that say nothing either way is a little more often an end. */
  private static final double UNKNOWN_LANGUAGE = 0.55;

  /** From so many Latin words at the end, a text is read as English whatever it began as. */
  private static final int ENGLISH_WORDS = 3;

  private TextEndOfTurn() {}

  /**
   * Judges a pause. The script at the end of the text counts more than what the recogniser took it
   * for.
   */
  public static Verdict judge(Said said) {
    var heard = Heard.of(said.text());
    if (heard.text().isEmpty()) {
      return Verdict.NO_WORDS;
    }
    var ending =
        isEnglish(heard.text(), said.language())
            ? EnglishEnding.of(heard, said.asked())
            : JapaneseEnding.of(heard, said.asked());
    double words = isUnknown(heard.text()) ? Odds.of(UNKNOWN_LANGUAGE) : ending.logOdds();
    double odds = words + heard.mark().logOdds();
    return new Verdict(Odds.probability(odds), ending.dictating());
  }

  private static boolean isEnglish(String text, Language language) {
    if (text.codePoints().anyMatch(TextEndOfTurn::isJapanese)) {
      return !isJapanese(text.codePointBefore(text.length()))
          && latinWordsAtEnd(text) >= ENGLISH_WORDS;
    }
    return language.isEnglish() || text.codePoints().anyMatch(TextEndOfTurn::isLatin);
  }

  /** Letters, but none that the rules know. */
  private static boolean isUnknown(String text) {
    return text.codePoints().anyMatch(Character::isLetter)
        && text.codePoints().noneMatch(point -> isJapanese(point) || isLatin(point));
  }

  private static int latinWordsAtEnd(String text) {
    int lastJapanese = text.length();
    while (lastJapanese > 0 && !isJapanese(text.codePointBefore(lastJapanese))) {
      lastJapanese -= Character.charCount(text.codePointBefore(lastJapanese));
    }
    return (int)
        EnglishEnding.words(text.substring(lastJapanese)).stream()
            .filter(word -> isLatin(word.codePointAt(0)))
            .count();
  }

  private static boolean isJapanese(int point) {
    UnicodeScript script = UnicodeScript.of(point);
    return point == 'ー'
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HAN;
  }

  private static boolean isLatin(int point) {
    return Character.isLetter(point) && UnicodeScript.of(point) == UnicodeScript.LATIN;
  }
}
