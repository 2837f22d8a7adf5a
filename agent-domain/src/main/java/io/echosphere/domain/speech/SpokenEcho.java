package io.echosphere.domain.speech;

/**
 * Whether words are the agent's own, come back through the caller's microphone, told from the words
 * alone. Spelling and one letter in four may differ, and the beginning may be cut off.
 *
 * <p>What cannot be told is a short word: "カレー" during "カレーにしますか、ラーメンにしますか" is an answer as well as
 * an echo, and who hears "こんにちは" says it too. So only words of some length are {@link #CERTAIN}ly
 * an echo; of short ones the sound must decide ({@link OwnVoice}).
 */
public enum SpokenEcho {
  /** These are the caller's words. */
  NONE,
  /** A short word that the agent is saying too: the caller's, or the beginning of an echo. */
  POSSIBLE,
  /** The agent hears itself. */
  CERTAIN;

  /** About a second of Japanese, counted in kana: longer than nearly any one word. */
  private static final int LEAST_KANA = 6;

  /** The same of English; no single word, however long, is certain. */
  private static final int LEAST_LETTERS = 6;

  private static final int LEAST_WORDS = 2;

  /** One letter in so many may be wrong: five times what recognisers get wrong. */
  private static final int LETTERS_PER_ERROR = 4;

  /** The same where the sound is known to be an echo, which is harder to understand. */
  private static final int LETTERS_PER_ERROR_OF_ECHO = 3;

  /** From so many letters on, errors are allowed for. */
  private static final int LEAST_FOR_ERRORS = 5;

  /** No reply's sentence is longer; of a longer text the end is compared. */
  private static final int LONGEST = 2_000;

  /** A transcript as long as this is compared by its end. */
  private static final int LONGEST_PIECE = 200;

  /**
   * Holds words against what is being played.
   *
   * @param text what was heard
   * @param playing what the agent has said of its reply so far, and is saying
   */
  public static SpokenEcho of(String text, String playing) {
    String heard = end(Kana.folded(text), LONGEST_PIECE);
    String said = end(Kana.folded(playing), LONGEST);
    if (heard.isEmpty() || said.isEmpty() || !contains(said, heard)) {
      return NONE;
    }
    return isLong(text, heard) ? CERTAIN : POSSIBLE;
  }

  /**
   * Whether words are an echo if the sound already tells that the agent hears itself: then one
   * letter in three may be wrong, and short words are believed to be.
   *
   * @param text what was heard
   * @param playing what the agent has said of its reply so far, and is saying
   */
  public static boolean isLikely(String text, String playing) {
    return resembles(Kana.folded(text), Kana.folded(playing));
  }

  private static boolean resembles(String foldedText, String foldedPlaying) {
    String heard = end(foldedText, LONGEST_PIECE);
    String said = end(foldedPlaying, LONGEST);
    return !heard.isEmpty()
        && (said.contains(heard)
            || Edits.within(heard, said) <= heard.length() / LETTERS_PER_ERROR_OF_ECHO);
  }

  /**
   * Whether words, one letter in three of them wrong, are how a text begins.
   *
   * @param said a whole text
   * @param text what was heard
   */
  public static boolean begins(String said, String text) {
    String heard = Kana.folded(text);
    String whole = Kana.folded(said);
    return resembles(heard, whole.substring(0, Math.min(whole.length(), heard.length() + 1)));
  }

  private static boolean contains(String said, String heard) {
    if (said.contains(heard)) {
      return true;
    }
    return heard.length() >= LEAST_FOR_ERRORS
        && Edits.within(heard, said) <= heard.length() / LETTERS_PER_ERROR;
  }

  private static boolean isLong(String text, String heard) {
    int kana = 0;
    int letters = 0;
    for (int i = 0; i < heard.length(); i++) {
      char letter = heard.charAt(i);
      if (Kana.isJapanese(letter)) {
        kana += Kana.isHan(letter) ? 2 : 1;
      } else {
        letters++;
      }
    }
    if (kana > 0) {
      return kana + letters / 2 >= LEAST_KANA;
    }
    return letters >= LEAST_LETTERS && text.strip().split("\\s+", -1).length >= LEAST_WORDS;
  }

  private static String end(String text, int most) {
    return text.length() <= most ? text : text.substring(text.length() - most);
  }
}
