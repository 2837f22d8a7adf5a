package io.echosphere.domain.turn.ending;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Whether a Japanese text ends as a turn does. Japanese puts what decides this last: sentence-final
 * forms close, particles and te-forms go on. So the tail is looked up, and only where it is unknown
 * do the kinds of its letters count. Pure.
 */
final class JapaneseEnding {
  /** Sounds of somebody who is still looking for words. */
  private static final Pattern FILLER =
      Pattern.compile(
          "(?:え[えー]*っ*ー*とー*(?:ですね|ね)?|あのー*(?:ですね|ね)?|そのー+|うー*ん+とー*|んー+とー*"
              + "|なんか|な(?:ん|に)(?:てい|て言|とい|と言)うか|何(?:てい|て言|とい|と言)うか"
              + "|(?:^|[、,\\s])(?:えー+|あー+|うー+|うーん|んー+|まー+|まあ|ええと|その|ほら|なんだろう?))$");

  /** A word that asks; 何か, 誰も and the like do not. */
  private static final Pattern ASKS =
      Pattern.compile("(?:何|なに|誰|だれ|どこ|いつ|どう)(?![かも])|なぜ|なんで|どれ|どの|どんな|どちら|どっち|いくら|いくつ");

  private static final Pattern ASKED_AMOUNT = Pattern.compile("何[^かもがをにはとで]{1,3}$");

  /** One particle, which a question mark makes a short question: 天気は？ */
  private static final Pattern BARE_PARTICLE = Pattern.compile("[はのもでにとへが]$");

  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?:[0-9]|[〇一二三四五六七八九十百千万億半])+(?:名様|名|人|つ|個|本|枚|杯|時半|時間|時|分|円|歳"
              + "|回|階|泊|度|台|匹|冊|日|割|倍|号室|号|週間|か月|ヶ月|%|パーセント)$");

  /** 三名で: an answer, or the beginning of what is to be done with three. */
  private static final Pattern AMOUNT_CHOSEN =
      Pattern.compile("(?:[0-9]|[一二三四五六七八九十百千万])+(?:名様|名|人|つ|個|本|枚|杯|時|分|円|回|階|泊|台)で$");

  private static final Pattern HALF_A_DATE = Pattern.compile("(?:[0-9]|[一二三四五六七八九十])+(?:月|年)$");

  private static final Pattern ADDRESS = Pattern.compile("住所|丁目|番地|東京都|北海道|[阪京]都?府|.県");
  private static final Pattern HALF_AN_ADDRESS =
      Pattern.compile("(?:東京都|北海道|大阪府|京都府|.県|[^都道府県]*丁目)$");
  private static final Pattern PLACE = Pattern.compile("[\\p{IsHan}ァ-ヴー](?:市|区|町|村|郡)$");
  private static final Pattern HOUSE = Pattern.compile("[0-9〇一二三四五六七八九十](?:番地|番)$");

  private static final Pattern OBJECT_BEFORE = Pattern.compile("を[^をがはに]{1,8}$");

  /** 母が言って: told of somebody, and asked of nobody. But: すみませんが教えて. */
  private static final Pattern TOLD = Pattern.compile("(?<![すんた])が[^をがはに]{1,8}[てで]$");

  private static final Pattern CLAUSE_BEFORE = Pattern.compile("[をがは]");

  private static final int POSTAL_DIGITS = 7;
  private static final int MOBILE_DIGITS = 11;

  /** No answer of a few words is longer: 明日の午後三時, コーヒーとケーキ. */
  private static final int SHORT_ANSWER = 8;

  private static final double FILLER_ODDS = Odds.of(0.03);
  private static final double ASKS_ODDS = 0.8;
  private static final double SHORT_QUESTION_ODDS = Odds.of(0.6);
  private static final double TOLD_ODDS = Odds.of(0.2);
  private static final double REQUEST_OF_ODDS = 0.4;

  private JapaneseEnding() {}

  /**
   * What the end of a text says.
   *
   * @param asked what it answers
   */
  static Ending of(Heard heard, String asked) {
    String sentence = heard.lastSentence();
    if (FILLER.matcher(sentence).find()) {
      return Ending.of(FILLER_ODDS);
    }
    OptionalDouble dictated =
        JapaneseDigits.dictation(heard.text(), asked).logOdds(POSTAL_DIGITS, MOBILE_DIGITS);
    return dictated.isPresent()
        ? Ending.dictated(dictated.getAsDouble())
        : Ending.of(undictated(heard, sentence));
  }

  private static double undictated(Heard heard, String sentence) {
    String compact = compact(sentence);
    OptionalDouble counted = amountOrPlace(compact, heard.text());
    if (counted.isPresent()) {
      return counted.getAsDouble();
    }
    double odds = byEnding(compact);
    if (heard.mark() == Heard.Mark.QUESTION && BARE_PARTICLE.matcher(compact).find()) {
      return Math.max(odds, SHORT_QUESTION_ODDS);
    }
    return odds >= 0 && ASKS.matcher(compact).find() ? odds + ASKS_ODDS : odds;
  }

  private static String compact(String sentence) {
    String compact = sentence.replaceAll("[\\s、,・「」『』\"]+", "");
    return compact.replaceFirst("(?<=\\p{IsHiragana})ー+$", ""); // だよねー; but コピー
  }

  private static OptionalDouble amountOrPlace(String compact, String whole) {
    if (ASKED_AMOUNT.matcher(compact).find()) {
      return OptionalDouble.of(Odds.of(0.85));
    }
    if (AMOUNT.matcher(compact).find()) {
      return OptionalDouble.of(Odds.of(0.68));
    }
    if (AMOUNT_CHOSEN.matcher(compact).find()) {
      return OptionalDouble.of(Odds.of(0.4));
    }
    if (HALF_A_DATE.matcher(compact).find()) {
      return OptionalDouble.of(Odds.of(0.35));
    }
    if (HALF_AN_ADDRESS.matcher(compact).find()) {
      return OptionalDouble.of(Odds.of(0.15));
    }
    if (HOUSE.matcher(compact).find()) {
      return OptionalDouble.of(Odds.of(0.4));
    }
    if (PLACE.matcher(compact).find()) {
      return OptionalDouble.of(Odds.of(ADDRESS.matcher(whole).find() ? 0.12 : 0.45));
    }
    return OptionalDouble.empty();
  }

  private static double byEnding(String compact) {
    var whole = JapaneseTables.WHOLE.whole(compact);
    if (whole.isPresent()) {
      return whole.get().logOdds();
    }
    var known = JapaneseTables.ENDINGS.longest(compact);
    if (known.isEmpty()) {
      return byLastLetter(compact);
    }
    double odds = known.get().logOdds();
    if (odds > 0 && TOLD.matcher(compact).find()) {
      return TOLD_ODDS;
    }
    boolean requests = odds > 0 && compact.endsWith("て") && OBJECT_BEFORE.matcher(compact).find();
    return requests ? odds + REQUEST_OF_ODDS : odds;
  }

  /** Nouns may end a turn (an answer, or 体言止め); a verb's stem goes on. */
  private static double byLastLetter(String compact) {
    if (compact.isEmpty()) {
      return 0;
    }
    char last = compact.charAt(compact.length() - 1);
    if (Character.UnicodeScript.of(last) == Character.UnicodeScript.HIRAGANA) {
      return Odds.of(afterKana(last));
    }
    if (compact.length() <= SHORT_ANSWER && !CLAUSE_BEFORE.matcher(compact).find()) {
      return Odds.of(0.68);
    }
    return Odds.of(CLAUSE_BEFORE.matcher(compact).find() ? 0.5 : 0.56);
  }

  private static double afterKana(char last) {
    if ("いきしちにひみりぎじびっ".indexOf(last) >= 0) {
      return 0.22; // 行き, 話し: a stem that goes on
    }
    if ("えけせてねへめれげぜでべ".indexOf(last) >= 0) {
      return 0.32;
    }
    return 0.45;
  }
}
