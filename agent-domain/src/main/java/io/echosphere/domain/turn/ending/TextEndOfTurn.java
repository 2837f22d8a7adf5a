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
   * The probability that the turn is complete.
   *
   * @param text everything heard of the turn so far, with or without punctuation, in one language
   *     or several
   * @param language what the recogniser took it for; the script at the end of the text counts more
   * @return 0.01 to 0.99; 0 when there are no words, because then nothing is complete
   */
  public static double probability(String text, Language language) {
    var heard = Heard.of(text);
    if (heard.text().isEmpty()) {
      return 0;
    }
    return Odds.probability(words(heard, language) + heard.mark().logOdds());
  }

  private static double words(Heard heard, Language language) {
    String text = heard.text();
    if (isJapanese(text.codePointBefore(text.length()))) {
      return JapaneseEnding.logOdds(heard);
    }
    boolean anyJapanese = text.codePoints().anyMatch(TextEndOfTurn::isJapanese);
    if (anyJapanese && latinWordsAtEnd(text) < ENGLISH_WORDS) {
      return JapaneseEnding.logOdds(heard);
    }
    if (text.codePoints().anyMatch(TextEndOfTurn::isLatin)) {
      return EnglishEnding.logOdds(heard);
    }
    if (text.codePoints().anyMatch(Character::isLetter)) {
      return Odds.of(UNKNOWN_LANGUAGE);
    }
    return language.isEnglish() ? EnglishEnding.logOdds(heard) : JapaneseEnding.logOdds(heard);
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
