package io.echosphere.domain.conversation;

import io.echosphere.domain.speech.Language;
import java.lang.Character.UnicodeScript;

/** Which script a character belongs to, and which language a text is to be spoken in. */
final class Scripts {
  private Scripts() {}

  /** Whether this is kana, kanji or the prolonged sound mark. */
  static boolean isJapanese(int codePoint) {
    return isHiragana(codePoint) || isKatakana(codePoint) || isHan(codePoint);
  }

  static boolean isHiragana(int codePoint) {
    return UnicodeScript.of(codePoint) == UnicodeScript.HIRAGANA;
  }

  static boolean isKatakana(int codePoint) {
    // The prolonged sound marks are of the common script.
    return codePoint == 'ー'
        || codePoint == 0xFF70
        || UnicodeScript.of(codePoint) == UnicodeScript.KATAKANA;
  }

  static boolean isHan(int codePoint) {
    return UnicodeScript.of(codePoint) == UnicodeScript.HAN;
  }

  static boolean isLatin(int codePoint) {
    return Character.isLetter(codePoint) && UnicodeScript.of(codePoint) == UnicodeScript.LATIN;
  }

  /** Whether this is a letter or digit of a script that puts spaces between its words. */
  static boolean isSpacedWord(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !isJapanese(codePoint);
  }

  /**
   * The language a text is to be spoken in. A Japanese character says about as much as an English
   * word, so a mixed text is Japanese unless it has more Latin words than Japanese characters:
   * 「AWSのBedrockを使います」 is Japanese, "The word for cat is 猫" English.
   *
   * @param fallback the answer for a text with neither; also lends its region to its own language
   */
  static Language languageOf(String text, Language fallback) {
    int japanese = 0;
    int latinWords = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      boolean latin = isLatin(codePoint);
      if (latin && !inWord) {
        latinWords++;
      }
      if (isJapanese(codePoint)) {
        japanese++;
      }
      inWord = latin || (inWord && codePoint == '\'');
      i += Character.charCount(codePoint);
    }
    if (japanese == 0 && latinWords == 0) {
      return fallback;
    }
    if (japanese >= latinWords) {
      return fallback.isJapanese() ? fallback : Language.JAPANESE;
    }
    return fallback.isEnglish() ? fallback : Language.ENGLISH;
  }
}
