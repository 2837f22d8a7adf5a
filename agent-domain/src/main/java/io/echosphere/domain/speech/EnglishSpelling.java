package io.echosphere.domain.speech;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * English words in which a recogniser got a letter wrong, as they were probably said: <i>anl</i> is
 * no word, <i>and</i> is. Pure.
 */
public final class EnglishSpelling {
  /** Words that tell whether a sentence goes on, the commonest in speech first. */
  private static final List<String> COMMON =
      List.of(
          """
          the and to of you in is it that for my on with but we this be have are at so
          not or what if me do from like was they can there just about your our will because
          um uh would some how well then when by want an as he she his her their were
          has had who which where while could should need know really very let than into
          one two three four five six seven eight nine zero
          i'm i'd i'll it's that's don't let's we're can't
          actually also maybe think please thanks thank yes yeah no okay since until before after
          """
              .strip()
              .split("\\s+", -1));

  /** A single letter is spelled. */
  private static final int SHORTEST = 2;

  /** What digits are said to be. */
  private static final List<String> NOUNS =
      List.of("number", "phone", "code", "zip", "card", "address", "street");

  private static final Pattern WORD = Pattern.compile("[\\p{IsLatin}][\\p{IsLatin}']*");

  /** Behind these comes a noun, and none of the words above; not so behind <i>tell her</i>. */
  private static final Set<String> DETERMINERS =
      Set.of("the", "a", "an", "my", "your", "his", "our", "their", "its");

  private EnglishSpelling() {}

  /**
   * The text with words that do not exist replaced by the commonest one a letter away, where there
   * is one. Names are left as they are: what begins with a capital inside the text.
   *
   * @param text in any language; only Latin letters are looked at
   */
  public static String mended(String text) {
    var mended = new StringBuilder();
    var words = WORD.matcher(text);
    String before = "";
    while (words.find()) {
      String word = words.group();
      String lower = word.toLowerCase(Locale.ROOT);
      boolean noun = DETERMINERS.contains(before);
      boolean name = isName(word, words.start() == 0);
      words.appendReplacement(mended, name ? word : intended(lower, noun).orElse(word));
      before = lower;
    }
    return words.appendTail(mended).toString();
  }

  private static boolean isName(String word, boolean opens) {
    return Character.isUpperCase(word.charAt(0)) && (!opens || isAbbreviation(word));
  }

  /** TV, but not I. */
  private static boolean isAbbreviation(String word) {
    return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
  }

  private static Optional<String> intended(String word, boolean noun) {
    if (word.length() < SHORTEST || EnglishWords.isReal(word)) {
      return Optional.empty();
    }
    var words = noun ? NOUNS.stream() : Stream.concat(COMMON.stream(), NOUNS.stream());
    return words.filter(known -> Edits.atMostOne(word, known)).findFirst();
  }
}
