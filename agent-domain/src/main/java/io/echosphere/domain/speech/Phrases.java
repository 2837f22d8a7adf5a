package io.echosphere.domain.speech;

import java.util.Locale;
import java.util.Set;

/** What short stretches of words mean for whose turn it is. Pure. */
public final class Phrases {
  private static final String FINAL_MARKS = "。．.？?！!";

  /** Listener's noises that claim no turn, without punctuation and in lower case. */
  private static final Set<String> BACKCHANNELS =
      Set.of(
          "はい", "うん", "ええ", "えー", "へえ", "へー", "ふーん", "ふうん", "ほう", "なるほど", "そう", "そうですね", "そうですか",
          "そうなんだ", "そうなんですか", "はいはい", "うんうん", "ああ", "あー", "おお", "たしかに", "確かに", "uhhuh", "mmhmm",
          "mhm", "mm", "hmm", "hm", "yeah", "yep", "yes", "ok", "okay", "right", "isee", "oh", "ah",
          "aha", "sure", "gotit", "really", "wow", "uh", "um");

  /** No backchannel above has more letters. */
  private static final int LONGEST = 14;

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

  /** Whether the words are nothing but listener's noises, one or several; false when blank. */
  public static boolean isBackchannel(String text) {
    String rest = bare(text);
    if (rest.isEmpty()) {
      return false;
    }
    while (!rest.isEmpty()) {
      int taken = leadingBackchannel(rest);
      if (taken == 0) {
        return false;
      }
      rest = rest.substring(taken);
    }
    return true;
  }

  /** Whether the words are a piece of what is being played: the agent hears itself. */
  public static boolean isEcho(String text, String playing) {
    String bare = bare(text);
    return bare.length() >= 2 && bare(playing).contains(bare);
  }

  /** Whether the text ends as a sentence does. */
  public static boolean endsSentence(String text) {
    String stripped = text.strip();
    return !stripped.isEmpty() && FINAL_MARKS.indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
  }

  private static int leadingBackchannel(String rest) {
    for (int length = Math.min(LONGEST, rest.length()); length > 0; length--) {
      if (BACKCHANNELS.contains(rest.substring(0, length))) {
        return length;
      }
    }
    return 0;
  }
}
