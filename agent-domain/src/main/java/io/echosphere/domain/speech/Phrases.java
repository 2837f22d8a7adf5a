package io.echosphere.domain.speech;

import java.util.Locale;

/** What short stretches of words mean for whose turn it is. Pure. */
public final class Phrases {
  private static final String FINAL_MARKS = "。．.？?！!";

  private Phrases() {}

  /** Letters and digits only, lower case: what two spellings of the same sound have in common. */
  public static String bare(String text) {
    var bare = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(point -> Character.isLetterOrDigit(point) || point == 'ー')
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  /** Whether the text ends as a sentence does. */
  public static boolean endsSentence(String text) {
    String stripped = text.strip();
    return !stripped.isEmpty() && FINAL_MARKS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
  }
}
