package io.echosphere.domain.turn.ending;

import io.echosphere.domain.turn.ending.Dictation.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the digits that an English text ends with, written or spelled out. Pure. */
final class EnglishDigits {
  private static final Map<String, String> SPOKEN =
      Map.ofEntries(
          Map.entry("zero", "0"),
          Map.entry("oh", "0"),
          Map.entry("o", "0"),
          Map.entry("one", "1"),
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"));

  private static final Set<String> TENS =
      Set.of("ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty");

  private static final Set<String> WORDS_OF_ONE_LETTER = Set.of("a", "i");

  /** A letter within digits. */
  private static final Pattern MISHEARD = Pattern.compile("[0-9]+[a-z][0-9]+");

  /** What a number is called, the narrower before the wider. */
  private static final List<Map.Entry<Pattern, Subject>> SUBJECTS =
      List.of(
          Map.entry(Pattern.compile("\\b(?:zip|postal)"), Subject.POSTAL_CODE),
          Map.entry(
              Pattern.compile("\\b(?:pin|passcode|last four|ends? in|ending in)\\b"), Subject.PIN),
          Map.entry(Pattern.compile("\\bcard\\b"), Subject.CARD),
          Map.entry(Pattern.compile("\\b(?:phone|cell|mobile|call me)\\b"), Subject.PHONE),
          Map.entry(Pattern.compile("\\b(?:my|his|her|the) number is\\b"), Subject.OWN_NUMBER),
          Map.entry(Pattern.compile("\\bcode\\b"), Subject.CODE),
          Map.entry(Pattern.compile("\\b(?:number|account)\\b"), Subject.SOME_NUMBER),
          Map.entry(Pattern.compile("\\b(?:address|street|avenue|road)\\b"), Subject.ADDRESS));

  private EnglishDigits() {}

  /**
   * The digits at the end; none where there is but one that is spelled as a word. Letters among
   * them belong to what is dictated, whether they are meant or misheard (B 3 7, 01b4).
   *
   * @param asked what it answers; says what kind of number it is where the text does not
   */
  static Dictation dictation(String text, String asked) {
    List<String> words = EnglishEnding.words(text);
    var digits = new StringBuilder();
    boolean asWords = false;
    int items = 0;
    int at = words.size();
    while (at > 0) {
      String item = item(words.get(at - 1));
      if (item.isEmpty()) {
        break;
      }
      asWords |= !Character.isDigit(words.get(at - 1).charAt(0));
      digits.insert(0, item.repeat(at > 1 ? times(words.get(at - 2)) : 1));
      items++;
      at--;
      if (at > 0 && times(words.get(at - 1)) > 1) {
        at--;
      }
    }
    boolean anyDigit = digits.chars().anyMatch(Character::isDigit);
    if (!anyDigit || (asWords && items == 1)) {
      return Dictation.NONE;
    }
    String before = String.join(" ", words.subList(0, at));
    var subject = Subject.of(SUBJECTS, before, asked.toLowerCase(Locale.ROOT));
    return new Dictation(digits.toString(), items > 1, subject);
  }

  /** Whether the word is a number of digits, or one digit spelled out. */
  static boolean isDigits(String word) {
    return !digits(word).isEmpty() || TENS.contains(word);
  }

  private static String item(String word) {
    boolean letter = word.length() == 1 && !WORDS_OF_ONE_LETTER.contains(word);
    return (letter && !SPOKEN.containsKey(word)) || MISHEARD.matcher(word).matches()
        ? word
        : digits(word);
  }

  private static String digits(String word) {
    if (word.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
      return word;
    }
    return SPOKEN.getOrDefault(word, "");
  }

  private static int times(String word) {
    return switch (word) {
      case "double" -> 2;
      case "triple" -> 3;
      default -> 1;
    };
  }
}
