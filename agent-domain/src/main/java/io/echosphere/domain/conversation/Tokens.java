package io.echosphere.domain.conversation;

/**
 * How many tokens a model takes a text for, estimated without its vocabulary: about one for each
 * character of Japanese and one for each three of Latin letters, digits and spaces. Meant for
 * budgets, so it errs on the high side.
 */
public final class Tokens {
  private static final int PER_TOKEN = 3;

  private Tokens() {}

  /** The estimate for a whole text, in tokens; at least 0. */
  public static int estimate(String text) {
    int thirds = text.codePoints().map(Tokens::thirds).sum();
    return Math.ceilDiv(thirds, PER_TOKEN);
  }

  /** Where the longest end of a text begins that has at most so many tokens, never in a pair. */
  static int startOfLast(String text, int tokens) {
    int at = text.length();
    int left = tokens * PER_TOKEN;
    while (at > 0) {
      int point = text.codePointBefore(at);
      left -= thirds(point);
      if (left < 0) {
        break;
      }
      at -= Character.charCount(point);
    }
    return at;
  }

  private static int thirds(int codePoint) {
    return codePoint < 0x250 ? 1 : PER_TOKEN; // up to the end of the Latin letters
  }
}
