package io.echosphere.simulator.hearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes words down as a transcript does. Keeps no state. */
final class Items {
  /** A run of one script, as a coarse word of Japanese, or a punctuation mark. */
  private static final Pattern JAPANESE =
      Pattern.compile("\\p{IsHan}+|\\p{IsHiragana}+|[\\p{IsKatakana}ー]+|\\w+|[^\\s\\w]");

  private static final Pattern OTHER = Pattern.compile("[\\p{L}\\p{N}'’-]+|[^\\s\\p{L}\\p{N}]");

  private Items() {}

  /**
   * Items of words that were found, each with the punctuation that follows it in its clip; nonsense
   * for those of a language that was not asked for.
   *
   * @param stableUntil words that end up to then are stable, seconds since the stream began
   */
  static List<HeardWord> of(
      List<FoundWord> words, Set<String> languages, String fallback, double stableUntil) {
    List<HeardWord> items = new ArrayList<>();
    for (FoundWord found : words) {
      boolean stable = found.end() <= stableUntil;
      boolean understood = languages.contains(found.clip().language());
      String content =
          understood ? found.word().content() : Nonsense.token(fallback, found.index());
      items.add(new HeardWord(content, found.start(), found.end(), stable, false));
      List<HeardWord> clip = found.clip().words();
      for (int i = found.index() + 1; understood && i < clip.size(); i++) {
        if (!clip.get(i).punctuation()) {
          break;
        }
        items.add(new HeardWord(clip.get(i).content(), found.end(), found.end(), stable, true));
      }
    }
    return items;
  }

  /** Items of a text that nobody spoke, spread over a time by their lengths. */
  static List<HeardWord> spread(String text, String language, double start, double end) {
    Pattern token = language.startsWith("ja") ? JAPANESE : OTHER;
    List<String> tokens = token.matcher(text).results().map(MatchResult::group).toList();
    ToDoubleFunction<String> weight = word -> isPunctuation(word) ? 0 : word.length();
    double total = Math.max(1, tokens.stream().mapToDouble(weight).sum());
    List<HeardWord> items = new ArrayList<>();
    double at = start;
    for (String content : tokens) {
      double stop = at + (end - start) * weight.applyAsDouble(content) / total;
      items.add(new HeardWord(content, at, stop, true, isPunctuation(content)));
      at = stop;
    }
    return items;
  }

  /** The items as the language writes them: Japanese without spaces. */
  static String text(List<HeardWord> items, String language) {
    StringBuilder text = new StringBuilder();
    for (HeardWord item : items) {
      if (!text.isEmpty() && !item.punctuation() && !language.startsWith("ja")) {
        text.append(' ');
      }
      text.append(item.content());
    }
    return text.toString();
  }

  private static boolean isPunctuation(String token) {
    return token.codePoints().noneMatch(Character::isLetterOrDigit);
  }
}
