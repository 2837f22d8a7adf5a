package io.echosphere.domain.turn.ending;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Digits dictated at the end of a text, and whether more are due. A number of known length is the
 * one thing about which words alone are nearly sure.
 *
 * @param digits the digits at the very end, without what divides them; may be empty
 * @param grouped whether something divided them, or each was a word of its own
 * @param subject what kind of number the text, or what it answers, says it is
 */
record Dictation(String digits, boolean grouped, Subject subject) {
  static final Dictation NONE = new Dictation("", false, Subject.UNKNOWN);

  /** What a number is said to be. */
  enum Subject {
    PHONE,
    POSTAL_CODE,
    CARD,
    PIN,
    ADDRESS,
    /** "My number is": most often, but not always, that of a telephone. */
    OWN_NUMBER,
    /** A number that is none of a telephone, so a zero at its beginning says nothing. */
    CODE,
    SOME_NUMBER,
    UNKNOWN;

    /**
     * What a number is called by whoever says it, or else by whoever asked for it.
     *
     * @param names what numbers are called in a language, the narrower before the wider
     * @param said the words before the number
     * @param asked what it answers
     */
    static Subject of(List<Map.Entry<Pattern, Subject>> names, String said, String asked) {
      return Stream.of(said, asked)
          .flatMap(text -> names.stream().filter(name -> name.getKey().matcher(text).find()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(UNKNOWN);
    }
  }

  private static final double COMPLETE = 0.9;
  private static final double LONGER_THAN_KNOWN = 0.8;
  private static final double MORE_IS_DUE = 0.06;
  private static final double ANY_LENGTH = 0.42;
  private static final double SHORT_GROUPS = 0.35;
  private static final double FEW_DIGITS = 0.25;
  private static final double CODE = 0.48;
  private static final double USUAL_CODE = 0.6;
  private static final double LOCAL = 0.68;

  /** A number without its area code. */
  private static final int LOCAL_CALL = 7;

  /**
   * The log-odds of a finished turn; empty where the digits say no more than any other word.
   *
   * @param postalLength how many digits a postal code has where the language is spoken
   * @param mobileLength how many a telephone number has that begins with a zero
   */
  OptionalDouble logOdds(int postalLength, int mobileLength) {
    if (digits.isEmpty()) {
      return OptionalDouble.empty();
    }
    return switch (subject) {
      case PHONE -> phone(mobileLength);
      case POSTAL_CODE -> ofLength(postalLength);
      case CARD -> ofLength(16);
      case PIN -> ofLength(4);
      case ADDRESS -> odds(ANY_LENGTH);
      case OWN_NUMBER -> ownNumber(mobileLength);
      case CODE -> someNumber();
      case SOME_NUMBER -> looksLikePhone() ? phone(mobileLength) : someNumber();
      case UNKNOWN -> looksLikePhone() ? phone(mobileLength) : unknown();
    };
  }

  private boolean looksLikePhone() {
    return digits.length() >= 2 && digits.startsWith("0");
  }

  private OptionalDouble phone(int mobileLength) {
    if (digits.length() == LOCAL_CALL && !digits.startsWith("0")) {
      return odds(LOCAL);
    }
    boolean mobile = digits.matches("0[5789]0.*") || (mobileLength == 11 && digits.matches("07.*"));
    boolean withCountry = digits.startsWith("1");
    return ofLength(mobile ? mobileLength : withCountry ? 11 : 10);
  }

  private OptionalDouble ownNumber(int mobileLength) {
    boolean mayBeShort = digits.length() < LOCAL_CALL && !looksLikePhone();
    return mayBeShort ? odds(digits.length() < 4 ? FEW_DIGITS : SHORT_GROUPS) : phone(mobileLength);
  }

  private OptionalDouble ofLength(int length) {
    if (digits.length() < length) {
      return odds(MORE_IS_DUE);
    }
    return odds(digits.length() == length ? COMPLETE : LONGER_THAN_KNOWN);
  }

  private OptionalDouble someNumber() {
    if (digits.length() < 4) { // few codes are shorter
      return odds(FEW_DIGITS);
    }
    boolean usual = digits.length() == 4 || digits.length() == 6;
    return odds(digits.length() >= 10 ? LONGER_THAN_KNOWN : usual ? USUAL_CODE : CODE);
  }

  private OptionalDouble unknown() {
    if (digits.length() >= 10) {
      return odds(LONGER_THAN_KNOWN);
    }
    if (grouped) {
      return odds(digits.length() == LOCAL_CALL ? LOCAL : SHORT_GROUPS);
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble odds(double probability) {
    return OptionalDouble.of(Odds.of(probability));
  }
}
