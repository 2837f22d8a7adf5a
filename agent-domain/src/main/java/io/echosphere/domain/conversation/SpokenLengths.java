package io.echosphere.domain.conversation;

/**
 * How long characters take to be said, in tenths of a kana or of an English letter. A kanji is two
 * kana, a figure a word, markdown next to nothing. Only the proportions within a clause count.
 */
final class SpokenLengths {
  private static final String PART_OF_THE_KANA_BEFORE = "ゃゅょぁぃぅぇぉャュョァィゥェォ";

  /** Nothing is said, but something must be weighed where nothing else is there. */
  private static final int UNSPOKEN = 1;

  private static final int LETTER = 10;
  private static final int SPACE = 3;
  private static final int KANJI = 19;
  private static final int JAPANESE_FIGURE = 22;
  private static final int ENGLISH_FIGURE = 40;
  private static final int LATIN_IN_JAPANESE = 8;

  /** Marks within a clause at which a voice pauses, for some 200 ms. */
  private static final String PAUSES = "、，,;:；：";

  private static final int JAPANESE_PAUSE = 18;
  private static final int ENGLISH_PAUSE = 29;

  private SpokenLengths() {}

  /**
   * Behind the last piece whose middle has been said when this share of a text, 0 to 1, has. Pieces
   * lie between the places where a text may be cut: Latin words, numbers, kana, Chinese characters.
   */
  static int reached(String text, boolean japanese, double share) {
    int spoken = spokenLength(text);
    double due = share * length(text, 0, text.length(), spoken, japanese);
    double said = 0;
    int end = 0;
    while (end < text.length()) {
      int safe = Breaks.first(text, end + 1, text.length());
      int next = safe > 0 ? safe : text.length();
      int length = length(text, end, next, spoken, japanese);
      if (said + length / 2.0 > due) {
        break;
      }
      said += length;
      end = next;
    }
    return end;
  }

  private static int length(String text, int start, int end, int spoken, boolean japanese) {
    int length = 0;
    for (int at = start; at < end; ) {
      int point = text.codePointAt(at);
      length += at < spoken ? of(point, japanese) : UNSPOKEN;
      at += Character.charCount(point);
    }
    return length;
  }

  /** Up to the last letter or figure: the marks behind it are no pause within the text. */
  private static int spokenLength(String text) {
    int end = text.length();
    while (end > 0 && !Character.isLetterOrDigit(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return end;
  }

  /** The length of one character, at least 1, spoken by a Japanese or by another voice. */
  private static int of(int codePoint, boolean japanese) {
    if (PART_OF_THE_KANA_BEFORE.indexOf(codePoint) >= 0) {
      return UNSPOKEN;
    }
    if (Scripts.isHan(codePoint)) {
      return KANJI;
    }
    if (Character.isDigit(codePoint)) {
      return japanese ? JAPANESE_FIGURE : ENGLISH_FIGURE;
    }
    if (Character.isLetter(codePoint)) { // the prolonged sound mark is one
      return japanese && Scripts.isLatin(codePoint) ? LATIN_IN_JAPANESE : LETTER;
    }
    if (PAUSES.indexOf(codePoint) >= 0) {
      return japanese ? JAPANESE_PAUSE : ENGLISH_PAUSE;
    }
    return Character.isWhitespace(codePoint) && !japanese ? SPACE : UNSPOKEN;
  }
}
