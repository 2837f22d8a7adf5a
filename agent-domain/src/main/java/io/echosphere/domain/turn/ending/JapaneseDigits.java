package io.echosphere.domain.turn.ending;

import io.echosphere.domain.turn.ending.Dictation.Subject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the digits that a Japanese text ends with, however they are written. Pure. */
final class JapaneseDigits {
  private static final Map<String, Character> SPOKEN =
      Map.ofEntries(
          Map.entry("ゼロ", '0'),
          Map.entry("ぜろ", '0'),
          Map.entry("れい", '0'),
          Map.entry("レイ", '0'),
          Map.entry("マル", '0'),
          Map.entry("まる", '0'),
          Map.entry("いち", '1'),
          Map.entry("イチ", '1'),
          Map.entry("にー", '2'),
          Map.entry("ニー", '2'),
          Map.entry("ニ", '2'),
          Map.entry("さん", '3'),
          Map.entry("サン", '3'),
          Map.entry("よん", '4'),
          Map.entry("ヨン", '4'),
          Map.entry("ごー", '5'),
          Map.entry("ゴー", '5'),
          Map.entry("ゴ", '5'),
          Map.entry("ろく", '6'),
          Map.entry("ロク", '6'),
          Map.entry("なな", '7'),
          Map.entry("ナナ", '7'),
          Map.entry("しち", '7'),
          Map.entry("シチ", '7'),
          Map.entry("はち", '8'),
          Map.entry("ハチ", '8'),
          Map.entry("きゅう", '9'),
          Map.entry("きゅー", '9'),
          Map.entry("キュウ", '9'),
          Map.entry("キュー", '9'));

  private static final String KANJI = "〇一二三四五六七八九";
  private static final String DIVIDERS = " の-‐−–・、,\t";
  private static final int LONGEST_SPOKEN = 3;

  /** What a number is called, the narrower before the wider. */
  private static final List<Map.Entry<Pattern, Subject>> SUBJECTS =
      List.of(
          Map.entry(Pattern.compile("郵便番号"), Subject.POSTAL_CODE),
          Map.entry(Pattern.compile("暗証"), Subject.PIN),
          Map.entry(Pattern.compile("カード"), Subject.CARD),
          Map.entry(Pattern.compile("電話|携帯|ケータイ|連絡先"), Subject.PHONE),
          Map.entry(Pattern.compile("番号|コード"), Subject.SOME_NUMBER),
          Map.entry(Pattern.compile("住所|丁目|番地"), Subject.ADDRESS));

  private JapaneseDigits() {}

  /**
   * The digits at the end; none where there is but one that is spelled as a word.
   *
   * @param asked what it answers; says what kind of number it is where the text does not
   */
  static Dictation dictation(String text, String asked) {
    var digits = new StringBuilder();
    int groups = 0;
    boolean asWords = false;
    int at = text.length();
    while (at > 0) {
      int length = itemBefore(text, at);
      if (length == 0) {
        break;
      }
      String item = text.substring(at - length, at);
      asWords |= length > 1;
      digits.append(digit(item));
      at -= length;
      int before = skipDividers(text, at);
      if (before < at && itemBefore(text, before) > 0) {
        groups++;
        at = before;
      }
    }
    if (digits.isEmpty() || (asWords && digits.length() == 1) || endsInKanjiNumber(text, at)) {
      return Dictation.NONE;
    }
    if (digits.length() == 1 && !text.matches(".*[0-9]$")) {
      return Dictation.NONE;
    }
    var subject = Subject.of(SUBJECTS, text.substring(0, at), asked);
    return new Dictation(digits.reverse().toString(), groups > 0 || asWords, subject);
  }

  private static int itemBefore(String text, int at) {
    for (int length = Math.min(LONGEST_SPOKEN, at); length > 1; length--) {
      if (SPOKEN.containsKey(text.substring(at - length, at))) {
        return length;
      }
    }
    if (at == 0) {
      return 0;
    }
    char last = text.charAt(at - 1);
    boolean isDigit = (last >= '0' && last <= '9') || KANJI.indexOf(last) >= 0;
    return isDigit || SPOKEN.containsKey(String.valueOf(last)) ? 1 : 0;
  }

  private static char digit(String item) {
    Character spoken = SPOKEN.get(item);
    if (spoken != null) {
      return spoken;
    }
    int kanji = KANJI.indexOf(item);
    return kanji >= 0 ? (char) ('0' + kanji) : item.charAt(0);
  }

  private static int skipDividers(String text, int at) {
    int before = at;
    while (before > 0 && DIVIDERS.indexOf(text.charAt(before - 1)) >= 0) {
      before--;
    }
    return before;
  }

  /** 二十三 is a number, not a dictated three. */
  private static boolean endsInKanjiNumber(String text, int at) {
    return at > 0 && "十百千万億".indexOf(text.charAt(at - 1)) >= 0;
  }
}
