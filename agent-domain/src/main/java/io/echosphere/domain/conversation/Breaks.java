package io.echosphere.domain.conversation;

/** Where a text without a sentence end may be cut, and where best. */
final class Breaks {
  /** Marks that must not begin a line or a clause: they belong to what stands before them. */
  private static final String CLINGING = "ゃゅょぁぃぅぇぉっゎャュョァィゥェォッヮーー々ゝゞヽヾ、。，．・：；！？」』）】〉》〕］｝…‥〜%％°℃";

  private static final String PAUSES = "、，,；;：:—–";
  private static final String OPENERS = "「『（【〈《〔［｛([{\u201c\u2018";
  private static final String KANJI_NUMERALS = "〇零一二三四五六七八九十百千万億兆";

  private Breaks() {}

  /** Whether a text may be cut before the character at this index, if it must be cut at all. */
  static boolean isSafe(CharSequence text, int at) {
    if (Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
      return false;
    }
    int before = Character.codePointBefore(text, at);
    int after = Character.codePointAt(text, at);
    if (Character.isWhitespace(before) || Character.isWhitespace(after)) {
      return true;
    }
    if (joinsGlyphs(before, after)
        || CLINGING.indexOf(after) >= 0
        || OPENERS.indexOf(before) >= 0) {
      return false;
    }
    if (isNumeral(before) && (isNumeral(after) || Scripts.isJapanese(after))) {
      return false; // 100万円, 二十三, 3つ
    }
    // Without a space, only a Japanese neighbour tells words apart: URLs and numbers stay whole.
    return isJapaneseText(before) || isJapaneseText(after);
  }

  /**
   * The best place to cut a text that has grown too long: after a pause mark, else at a space, else
   * where a Japanese phrase ends (hiragana before another script), else anywhere safe.
   *
   * @param max the last index that may be returned
   * @return an index to cut before, or 0 if there is no safe one
   */
  static int best(CharSequence text, int max) {
    // A cut in the first third would leave a fragment, unless nothing else is to be had.
    int min = max / 3;
    int space = 0;
    int phrase = 0;
    int any = 0;
    for (int at = Math.min(max, text.length() - 1); at > 0; at--) {
      if (!isSafe(text, at)) {
        continue;
      }
      char before = text.charAt(at - 1);
      if (at >= min && PAUSES.indexOf(before) >= 0) {
        return at;
      }
      if (space == 0 && at >= min && Character.isWhitespace(before)) {
        space = at;
      }
      if (phrase == 0 && at >= min && endsPhrase(text, at)) {
        phrase = at;
      }
      if (any == 0) {
        any = at;
      }
    }
    if (space > 0) {
      return space;
    }
    return phrase > 0 ? phrase : any;
  }

  /** The first safe place in a range, or 0 if there is none. */
  static int first(CharSequence text, int from, int max) {
    for (int at = from; at < Math.min(max + 1, text.length()); at++) {
      if (isSafe(text, at)) {
        return at;
      }
    }
    return 0;
  }

  private static boolean endsPhrase(CharSequence text, int at) {
    int after = Character.codePointAt(text, at);
    return Scripts.isHiragana(text.charAt(at - 1))
        && (Scripts.isHan(after) || Scripts.isKatakana(after) || Scripts.isLatin(after));
  }

  private static boolean isNumeral(int codePoint) {
    return Character.isDigit(codePoint) || KANJI_NUMERALS.indexOf(codePoint) >= 0;
  }

  private static boolean isJapaneseText(int codePoint) {
    return Scripts.isJapanese(codePoint) || isJapanesePunctuation(codePoint);
  }

  /** CJK symbols and punctuation, and the full-width forms of ASCII punctuation. */
  private static boolean isJapanesePunctuation(int codePoint) {
    boolean fullWidth = codePoint >= 0xFF01 && codePoint <= 0xFF65;
    return (codePoint >= 0x3000 && codePoint <= 0x303F)
        || (fullWidth && !Character.isLetterOrDigit(codePoint));
  }

  /** Combining marks, variation selectors, joiners and skin tones stay with what they modify. */
  private static boolean joinsGlyphs(int before, int after) {
    return switch (Character.getType(after)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.FORMAT ->
          true;
      default -> before == 0x200D || (after >= 0x1F3FB && after <= 0x1F3FF);
    };
  }
}
