package io.echosphere.domain.speech;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Listener's noises as recognisers write them: about one letter in twenty is wrong, and they grow
 * while they are said. Pure.
 */
final class MisheardBackchannels {
  /** Words of two kana, one away from a noise, that nobody writes with a Chinese character. */
  private static final Set<String> SHORT_WORDS =
      Backchannels.lexicon(
          """
          それ そこ その そち そば まだ また まず まま もう どう こう よう のう ある あの あれ あと あす いい よい ない たい おい
          いえ いや うそ うに おれ えと えび てえ ねえ なあ さあ やあ あら ほか ほら ほど はず さん よん なん らん
          """);

  /** Where words begin and end is heard wrongly too. */
  private static final Set<String> ENGLISH_LETTERS =
      Backchannels.ENGLISH.stream().map(Kana::folded).collect(Collectors.toUnmodifiableSet());

  /** Two letters that are written otherwise are a word: パン, 本人. */
  private static final Pattern HIRAGANA = Pattern.compile("\\p{IsHiragana}{2}");

  /** One letter may be anything. */
  private static final int SHORTEST = 2;

  private static final int LONGEST = 24;

  private MisheardBackchannels() {}

  /**
   * Whether the words would be nothing but listener's noises if one kana, or one letter of each
   * English phrase, were another, missing or not there; and are nothing that is said by itself.
   */
  static boolean only(String text) {
    String folded = Kana.folded(text);
    if (folded.length() < SHORTEST || folded.length() > LONGEST) {
      return false;
    }
    if (!Kana.isJapanese(folded.codePointAt(0))) {
      var words = words(text);
      return Backchannels.upTo(words, MisheardBackchannels::isNearEnglish)[words.size()];
    }
    boolean isWord = folded.length() == SHORTEST && !HIRAGANA.matcher(text).find();
    return !isWord && nearlyJapanese(folded);
  }

  /** Whether more may make the words listener's noises, one letter wrong in the last of them. */
  static boolean mayBegin(String text) {
    String folded = Kana.folded(text);
    if (folded.isEmpty() || folded.length() > LONGEST) {
      return false;
    }
    if (Kana.isJapanese(folded.codePointAt(0))) {
      boolean[] noises = Backchannels.upTo(folded);
      return IntStream.range(0, folded.length())
          .anyMatch(from -> noises[from] && begins(Backchannels.JAPANESE, folded.substring(from)));
    }
    var words = words(text);
    boolean[] noises = Backchannels.upTo(words, MisheardBackchannels::isNearEnglish);
    return IntStream.range(0, words.size())
        .filter(from -> noises[from])
        .mapToObj(from -> letters(words.subList(from, words.size())))
        .anyMatch(rest -> begins(ENGLISH_LETTERS, rest));
  }

  /** A noise, or one letter from it by mistake: nine is not nice, and night is not right. */
  private static boolean isNearEnglish(List<String> words) {
    if (Backchannels.ENGLISH.contains(String.join(" ", words))) {
      return true;
    }
    if (words.stream().allMatch(EnglishWords::isCommon)) {
      return false;
    }
    boolean real = words.stream().allMatch(EnglishWords::isReal);
    String heard = letters(words);
    return ENGLISH_LETTERS.stream()
        .filter(known -> Edits.atMostOne(heard, known))
        .anyMatch(known -> !real || known.charAt(0) == heard.charAt(0));
  }

  private static boolean nearlyJapanese(String folded) {
    int length = folded.length();
    boolean[] right = new boolean[length + 1];
    boolean[] wrong = new boolean[length + 1]; // with the one error behind it
    right[0] = true;
    for (int from = 0; from < length; from++) {
      for (int to = from + 1; to <= length; to++) {
        boolean noise = Backchannels.isNoise(folded, from, to);
        right[to] |= right[from] && noise;
        wrong[to] |= wrong[from] && noise;
        wrong[to] |= right[from] && !noise && isNearNoise(folded.substring(from, to));
      }
    }
    return wrong[length];
  }

  private static boolean isNearNoise(String piece) {
    return !SHORT_WORDS.contains(piece)
        && Backchannels.JAPANESE.stream()
            .anyMatch(known -> known.length() >= SHORTEST && Edits.atMostOne(piece, known));
  }

  private static boolean begins(Set<String> noises, String beginning) {
    return noises.stream().anyMatch(noise -> beginsNearly(noise, beginning));
  }

  private static boolean beginsNearly(String noise, String beginning) {
    return IntStream.rangeClosed(beginning.length() - 1, beginning.length() + 1)
        .filter(length -> length > 0 && length <= noise.length())
        .anyMatch(length -> Edits.atMostOne(beginning, noise.substring(0, length)));
  }

  private static List<String> words(String text) {
    return Backchannels.latinWords(text.toLowerCase(Locale.ROOT).replace('’', '\''));
  }

  private static String letters(List<String> words) {
    return Kana.folded(String.join("", words));
  }
}
