package io.echosphere.domain.speech;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The noises by which a listener says "go on": 相槌 and their English kin. They are told by words
 * alone, so none is listed that also asks, refuses or orders. Pure.
 */
final class Backchannels {
  static final Set<String> JAPANESE =
      lexicon(
          """
          はい ええ うん んー えー えっ へえ へぇ へー ほう ほお ほー ふん ふーん ふうん ふむ ふむふむ ああ あー あっ おお おー おっ
          はあ はぁ まあ うーん うわ うわあ わあ わー
          そう そうそう そうか そっか そうね そうだ そうだね そうだよね そうですか そうですね そうですよね そうなの そうなのか
          そうなんだ そうなんだね そうなんですか そうなんですね そうでしたか そうだったんだ そうだったんですね そうなんや
          なるほど なるほどね なるほどですね なるほどなるほど 成程 たしかに 確かに たしかにね 確かにね
          ほんと ほんとう ほんとに ほんとうに 本当 本当に 本当ですか ほんとですか ほんとうですか まじ まじで まじか まじですか
          すごい すごいね すごいですね 凄い すげえ さすが さすがですね いいね いいですね いいなあ 良いですね おもしろい 面白い
          面白いですね おもしろいですね 楽しそう 素敵 すてき 素敵ですね すばらしい 素晴らしい うれしい 嬉しい よかった 良かった
          よかったですね よかったね 大変ですね たいへんですね うんうん はいはい ええええ あはは ははは ふふ ふふふ うふふ へへ
          わかる わかります 分かる 分かります わかった わかりました 分かった 分かりました 了解 了解です りょうかい 承知しました
          かしこまりました オーケー オッケー オーケーです あーなるほど ですよね だよね だよねえ ですね だね
          そうかも そうかもね そうかもしれない そうかもしれません そういうこと そういうことか そういうことですか
          そういうことですね そうだったのか そうでしたね そうでしょうね でしょうね だろうね そうっすね そうっすか そっすね
          なるほどなあ たしかになあ もちろん もちろんです その通り そのとおり その通りです
          そのとおりです その通りですね ごもっとも 同感です 間違いない それはそう そりゃそうだ それはすごい それはすごいですね
          それはいいですね それはよかった それは良かった それはよかったですね それは面白い それは面白いですね それは大変ですね
          それはそれは 知らなかった しらなかった 知りませんでした 初めて知りました 勉強になります 意外 意外ですね びっくり
          びっくりしました かわいい 可愛い かっこいい きれい 綺麗 きれいですね おいしそう 美味しそう おいしそうですね
          楽しそうですね すごいなあ すごいなー やばい いいっすね あらあら おやおや ほほう ほほー
          """);

  /** Long and like nothing else, so that one wrong letter leaves no doubt. */
  private static final List<String> UNMISTAKABLE =
      Arrays.stream("なるほど たしかに なるほどですね うんうんうん".split(" ", -1)).map(Kana::folded).toList();

  static final Set<String> ENGLISH =
      Arrays.stream(
              """
              uh huh, uhhuh, uh-huh, mm hmm, mm, mmm, mmhmm, mhm, hmm, hm, hmmm, huh, um, uh, uhm
              oh, ooh, ah, aha, yeah, yep, yup, yes, ya, yea, ok, okay, kay, right, alright
              all right, sure, true, exactly, totally, i see, got it, i got it, gotcha, really
              wow, whoa, cool, nice, great, good, perfect, interesting, awesome, amazing, lovely
              wonderful, indeed, absolutely, definitely, of course, i know, i understand
              understood, makes sense, that makes sense, fair enough, good to know, no kidding
              oh my, my goodness, that's right, that's true, that's great, that's nice
              that's cool, that's interesting, that's good, thats right, thats true, thats great
              thats nice, sounds good, sounds great, is that so, for real, haha, ha, ha ha, heh
              go on, very good, very nice, how interesting, how nice, sure thing, you bet
              yeah yeah, no way, you're right, youre right, that's amazing, that's awesome
              that's lovely, that's wonderful, that's funny, that's fantastic, that's crazy
              that's incredible, fantastic, excellent, brilliant, incredible, fascinating
              unbelievable, seriously, fine, super, neat, certainly, correct, agreed, i agree
              so true, very true, very cool, very interesting, so cool, so nice, quite right
              quite so, how lovely, how cool, how funny, how wonderful, good point, fair point
              fair, i bet, i suppose, i suppose so, i guess, i guess so, i hear you, same here
              me too, no doubt, you don't say, oh dear, oh man, oh boy, gosh, oh gosh, oh my god
              oh my gosh, my god, goodness, well well, sounds fun, sounds nice, sounds lovely
              not bad, right then, okay then, i didn't know that, i never knew that
              that explains it, that's a lot, that's so cool, that's so nice, that's so true
              """
                  .strip()
                  .split("[,\n]", -1))
          .map(phrase -> String.join(" ", latinWords(phrase)))
          .collect(Collectors.toUnmodifiableSet());

  private static final int LONGEST_PHRASE = 4;

  private static final Pattern RUN =
      Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}ー]+|[\\p{L}\\p{N}']+");

  private Backchannels() {}

  /** Whether the words are nothing but listener's noises, one or several; false when blank. */
  static boolean only(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> runs =
        RUN.matcher(plain.replace('’', '\'')).results().map(MatchResult::group).toList();
    var latin = new ArrayList<String>();
    for (String run : runs) {
      if (!Kana.isJapanese(run.codePointAt(0))) {
        latin.add(run);
      } else if (!japaneseOnly(Kana.folded(run))) {
        return false;
      }
    }
    return !runs.isEmpty() && englishOnly(latin);
  }

  private static boolean japaneseOnly(String folded) {
    return upTo(folded)[folded.length()]
        || UNMISTAKABLE.stream().anyMatch(known -> Edits.atMostOne(folded, known));
  }

  /** For each place in the folded text, whether nothing but noises stands before it. */
  static boolean[] upTo(String folded) {
    boolean[] reached = new boolean[folded.length() + 1];
    reached[0] = true;
    for (int from = 0; from < folded.length(); from++) {
      for (int to = from + 1; reached[from] && to <= folded.length(); to++) {
        reached[to] |= isNoise(folded, from, to);
      }
    }
    return reached;
  }

  /** A single vowel opens (え、ほんと) or is drawn out; else あお and ほん would be noises too. */
  static boolean isNoise(String folded, int from, int to) {
    boolean single = to - from == 1;
    if (single && from > 0 && folded.charAt(from) != folded.charAt(from - 1)) {
      return false;
    }
    return JAPANESE.contains(folded.substring(from, to));
  }

  private static boolean englishOnly(List<String> words) {
    return upTo(words, phrase -> ENGLISH.contains(String.join(" ", phrase)))[words.size()];
  }

  /** For each place between the words, whether nothing but such phrases stand before it. */
  static boolean[] upTo(List<String> words, Predicate<List<String>> isNoise) {
    boolean[] reached = new boolean[words.size() + 1];
    reached[0] = true;
    for (int from = 0; from < words.size(); from++) {
      int last = Math.min(words.size(), from + LONGEST_PHRASE);
      for (int to = from + 1; reached[from] && to <= last; to++) {
        reached[to] |= isNoise.test(words.subList(from, to));
      }
    }
    return reached;
  }

  /** The words of an English text, in order. */
  static List<String> latinWords(String phrase) {
    return Arrays.stream(phrase.strip().split("[^\\p{L}\\p{N}']+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  static Set<String> lexicon(String words) {
    var lexicon = new HashSet<String>();
    for (String word : words.strip().split("\\s+", -1)) {
      lexicon.add(Kana.folded(word));
    }
    return Set.copyOf(lexicon);
  }
}
