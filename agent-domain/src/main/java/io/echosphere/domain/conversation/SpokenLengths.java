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

  private SpokenLengths() {}

  /**
   * Behind the last character whose middle has been said when this share of a text, 0 to 1, has.
   */
  static int reached(String text, boolean japanese, double share) {
    double due = share * text.codePoints().map(point -> of(point, japanese)).sum();
    double said = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      int length = of(point, japanese);
      if (said + length / 2.0 > due) {
        break;
      }
      said += length;
      end += Character.charCount(point);
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
    return Character.isWhitespace(codePoint) && !japanese ? SPACE : UNSPOKEN;
  }
}
