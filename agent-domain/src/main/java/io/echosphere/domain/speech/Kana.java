package io.echosphere.domain.speech;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/** Makes one spelling of the several in which a recogniser may write the same sounds. Pure. */
final class Kana {
  private static final int KATAKANA_TO_HIRAGANA = 'ア' - 'あ';
  private static final String SMALL = "ぁぃぅぇぉゎ";
  private static final String LARGE = "あいうえおわ";

  private Kana() {}

  /**
   * Letters and digits only, in lower case; katakana as hiragana, small vowels large, and without
   * marks of length: はーい, ハイ and はい are one.
   */
  static String folded(String text) {
    String bare = Phrases.bare(Normalizer.normalize(text, Normalizer.Form.NFKC));
    var folded = new StringBuilder();
    for (int i = 0; i < bare.length(); i++) {
      char letter = bare.charAt(i);
      if (letter != 'ー') {
        folded.append(fold(letter));
      }
    }
    return folded.toString();
  }

  /** Whether this is kana, a Chinese character or the mark of a long vowel. */
  static boolean isJapanese(int point) {
    UnicodeScript script = UnicodeScript.of(point);
    return point == 'ー'
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HAN;
  }

  /** Whether this is a Chinese character, which stands for about two kana. */
  static boolean isHan(int point) {
    return UnicodeScript.of(point) == UnicodeScript.HAN;
  }

  private static char fold(char letter) {
    char plain = letter >= 'ァ' && letter <= 'ヶ' ? (char) (letter - KATAKANA_TO_HIRAGANA) : letter;
    int small = SMALL.indexOf(plain);
    return small >= 0 ? LARGE.charAt(small) : plain;
  }
}
