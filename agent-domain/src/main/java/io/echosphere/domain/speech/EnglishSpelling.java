package io.echosphere.domain.speech;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * English words in which a recogniser got a letter wrong, as they were probably said: <i>anl</i> is
 * no word, <i>and</i> is. Pure.
 */
public final class EnglishSpelling {
  /** Words that tell whether a sentence goes on, the commonest in speech first. */
  private static final List<String> COMMON =
      Arrays.asList(
          """
          the and to a of i you in is it that for my on with but we this be have are at so
          not or what if me do from like was they can there just about your our will because
          um uh would some how well then when by want an as he she his her their were
          has had who which where while could should need know really very let than into
          one two three four five six seven eight nine zero
          i'm i'd i'll it's that's don't let's we're can't
          actually also maybe think please thanks thank yes yeah no okay since until before after
          """
              .strip()
              .split("\\s+", -1));

  /** What digits are said to be. */
  private static final List<String> NOUNS =
      List.of("number", "phone", "code", "zip", "card", "address", "street");

  private static final Pattern WORD = Pattern.compile("[\\p{IsLatin}][\\p{IsLatin}']*");

  /** Behind these comes a noun, and none of the words above. */
  private static final Pattern NOUN_NEXT =
      Pattern.compile("\\b(?:the|an?|my|your|his|our|their|its) +$", Pattern.CASE_INSENSITIVE);

  private EnglishSpelling() {}

  /**
   * The text with words that do not exist replaced by the commonest one a letter away, where there
   * is one. Names are left as they are: what begins with a capital inside the text.
   *
   * @param text in any language; only Latin letters are looked at
   */
  public static String mended(String text) {
    return WORD.matcher(text)
        .replaceAll(
            found -> {
              String word = found.group();
              boolean noun = NOUN_NEXT.matcher(text).region(0, found.start()).find();
              return isName(found)
                  ? word
                  : intended(word.toLowerCase(Locale.ROOT), noun).orElse(word);
            });
  }

  private static boolean isName(MatchResult found) {
    String word = found.group();
    boolean capital = Character.isUpperCase(word.charAt(0));
    return capital && (found.start() > 0 || isAbbreviation(word));
  }

  /** TV, but not I. */
  private static boolean isAbbreviation(String word) {
    return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
  }

  private static Optional<String> intended(String word, boolean noun) {
    if (word.length() < 2 || EnglishWords.isReal(word)) {
      return Optional.empty();
    }
    var words = noun ? NOUNS.stream() : Stream.concat(COMMON.stream(), NOUNS.stream());
    return words.filter(known -> known.length() > 1 && Edits.atMostOne(word, known)).findFirst();
  }
}
