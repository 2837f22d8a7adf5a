package io.echosphere.domain.conversation;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a reply's first clause may end before its sentence does, so that the voice begins early.
 * Only places at which a speaker may pause: marks, and the seams before a conjunction or after a
 * topic. The clause is given a comma there, so that the voice keeps its pitch up.
 */
final class EarlyCut {
  /** Fewest speakable characters before a mark: about a second, in which the rest can be made. */
  static final int MIN_MARKED = 8;

  /** Fewest speakable characters before a seam of a Japanese sentence. */
  static final int MIN_JAPANESE = 10;

  /** Fewest words before a conjunction, and before a preposition. */
  static final int MIN_WORDS = 5;

  static final int MIN_WORDS_LOOSE = 8;

  /** Said alone, before a mark, however short: a speaker pauses after them anyway. */
  private static final Set<String> INTERJECTIONS =
      Set.of(
          "はい",
          "ええ",
          "うん",
          "いいえ",
          "いや",
          "もちろん",
          "もちろんです",
          "そうですね",
          "そうだね",
          "なるほど",
          "いいですね",
          "いいね",
          "わかりました",
          "分かりました",
          "了解です",
          "こんにちは",
          "おはよう",
          "では",
          "じゃあ",
          "それでは",
          "さて",
          "まあ",
          "ああ",
          "おお",
          "わあ",
          "すみません",
          "sure",
          "yes",
          "yeah",
          "no",
          "well",
          "okay",
          "ok",
          "right",
          "hello",
          "hi",
          "hey",
          "oh",
          "ah",
          "wow",
          "great",
          "good",
          "of course",
          "absolutely",
          "certainly",
          "no problem",
          "thanks",
          "thank you",
          "sorry",
          "alright",
          "all right",
          "nice",
          "good question",
          "great question",
          "actually",
          "so");

  /** Begin a clause of their own. */
  private static final Set<String> CONJUNCTIONS =
      Set.of(
          "but",
          "because",
          "although",
          "though",
          "while",
          "whereas",
          "unless",
          "until",
          "since",
          "when",
          "where",
          "which",
          "if");

  /** Join words as well as clauses: only before what begins a clause. */
  private static final Set<String> JOINERS = Set.of("and", "or", "so");

  private static final Set<String> SUBJECTS =
      Set.of(
          "i", "you", "he", "she", "it", "we", "they", "there", "this", "that", "then", "if",
          "when", "i'm", "i'll", "it's", "you'll", "you're", "we'll", "that's", "there's", "let's");

  private static final Set<String> PREPOSITIONS =
      Set.of("in", "on", "at", "for", "with", "from", "during", "through", "between", "without");

  /** Belong to what follows them: nobody pauses after these. */
  private static final Set<String> BINDING =
      Set.of(
          "a", "an", "the", "of", "to", "in", "on", "at", "for", "with", "from", "by", "and", "or",
          "but", "as", "than", "my", "your", "his", "her", "its", "our", "their", "this", "that",
          "these", "those", "is", "are", "was", "were", "be", "been", "am", "will", "would", "can",
          "could", "should", "may", "might", "must", "do", "does", "did", "have", "has", "had",
          "not", "very", "more", "most", "so", "even", "only", "just", "what", "who", "how", "know",
          "see", "sure", "wonder", "ask", "tell", "if", "when", "ever", "up", "little", "short",
          "long", "some", "any", "no", "every", "each");

  /** After these a Japanese speaker may pause; what follows must begin a word for sure. */
  private static final Pattern JAPANESE_SEAM =
      Pattern.compile(
          "(?:[\\p{IsHan}\\p{IsKatakana}ーA-Za-z0-9」』][はが]|(?:に|で|と|から|まで)は"
              + "|ので|けど|けれど|ですが|ますが|たら|ながら|から)$");

  private static final String OPENERS = "「『（【〈《〔［｛([{`\u201c";
  private static final String CLOSERS = "」』）】〉》〕］｝)]}`\u201d";

  private EarlyCut() {}

  /**
   * Where a first clause ends that may end at this index.
   *
   * @return the index after its mark, or the index itself at a seam; {@link SentenceEnd#NONE} if it
   *     may not end here, or that cannot be told yet
   */
  static int at(String text, int at) {
    int marked = SentenceEnd.pauseAt(text, at);
    if (marked > 0) {
      return endsAtMark(text, at) ? marked : SentenceEnd.NONE;
    }
    boolean seam = text.charAt(at) == ' ' ? isEnglishSeam(text, at) : isJapaneseSeam(text, at);
    return seam ? at : SentenceEnd.NONE;
  }

  private static boolean endsAtMark(String text, int at) {
    String before = SpeakableText.of(text.substring(0, at));
    return before.codePointCount(0, before.length()) >= MIN_MARKED
        || INTERJECTIONS.contains(before.toLowerCase(Locale.ROOT));
  }

  private static boolean isEnglishSeam(String text, int at) {
    int wordEnd = wordEnd(text, at + 1);
    // The sentence goes on: the word is whole and the next one has begun.
    if (wordEnd == at + 1 || wordEnd + 1 >= text.length() || text.charAt(wordEnd) != ' ') {
      return false;
    }
    int least = leastWords(text, text.substring(at + 1, wordEnd), wordEnd + 1);
    if (least == 0 || at < 2 * least) {
      return false;
    }
    String before = SpeakableText.of(text.substring(0, at));
    String[] words = before.split("[ ,]+", -1);
    return words.length >= least
        && isLatinWord(words[words.length - 1])
        && !BINDING.contains(words[words.length - 1].toLowerCase(Locale.ROOT))
        && isOutsideBrackets(text, at);
  }

  /** How many words must stand before this one; 0 if none would be enough. */
  private static int leastWords(String text, String word, int next) {
    String folded = word.toLowerCase(Locale.ROOT);
    if (CONJUNCTIONS.contains(folded)) {
      return MIN_WORDS;
    }
    if (PREPOSITIONS.contains(folded)) {
      return MIN_WORDS_LOOSE;
    }
    int end = wordEnd(text, next);
    boolean opens =
        JOINERS.contains(folded)
            && end < text.length()
            && SUBJECTS.contains(text.substring(next, end).toLowerCase(Locale.ROOT));
    return opens ? MIN_WORDS : 0;
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && (Scripts.isLatin(text.charAt(end))
            || text.charAt(end) == '\''
            || text.charAt(end) == '’')) {
      end++;
    }
    return end;
  }

  private static boolean isLatinWord(String word) {
    return !word.isEmpty() && word.codePoints().allMatch(c -> Scripts.isLatin(c) || c == '\'');
  }

  private static boolean isJapaneseSeam(String text, int at) {
    if (at < MIN_JAPANESE || !Scripts.isHiragana(text.charAt(at - 1)) || !beginsWord(text, at)) {
      return false;
    }
    String tail = text.substring(Math.max(0, at - 5), at);
    if (!JAPANESE_SEAM.matcher(tail).find()) {
      return false;
    }
    String before = SpeakableText.of(text.substring(0, at));
    return before.codePointCount(0, before.length()) >= MIN_JAPANESE && isOutsideBrackets(text, at);
  }

  /** Kanji, katakana, Latin letters and digits do not go on a word that ended in hiragana. */
  private static boolean beginsWord(String text, int at) {
    char next = text.charAt(at);
    return Scripts.isHan(next)
        || (Scripts.isKatakana(next) && next != 'ー')
        || Scripts.isLatin(next)
        || Character.isDigit(next);
  }

  /** Whether every bracket, code mark and quotation before an index has been closed. */
  private static boolean isOutsideBrackets(String text, int end) {
    int depth = 0;
    int quotes = 0;
    int ticks = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '`') {
        ticks++;
      } else if (OPENERS.indexOf(c) >= 0) {
        depth++;
      } else if (CLOSERS.indexOf(c) >= 0) {
        depth--;
      } else if (c == '"') {
        quotes++;
      }
    }
    return depth <= 0 && quotes % 2 == 0 && ticks % 2 == 0;
  }
}
