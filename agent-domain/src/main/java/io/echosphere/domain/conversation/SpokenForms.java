package io.echosphere.domain.conversation;

import io.echosphere.domain.speech.Language;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Puts into words what a voice drops, spells out or misreads. What neural voices read well by
 * themselves (numbers, percentages, times of day, $5 in English, titles such as Dr.) is left alone:
 * each rule says why it is here.
 */
final class SpokenForms {
  private static final int FLAGS = Pattern.UNICODE_CHARACTER_CLASS;
  private static final String NUMBER = "(\\d+(?:[.,]\\d+)*)";
  private static final String LARGE = "(\\d+(?:[.,]\\d+)*[千万億兆]*)";
  private static final String LARGE_ENGLISH =
      "(\\d+(?:[.,]\\d+)*(?: (?:thousand|million|billion|trillion))?)";
  private static final String JAPANESE = "[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}ー]";

  /** Dictated, so that it can be written down: voices run the dots together. */
  private static final Pattern MAIL =
      Pattern.compile(
          "(?<![\\w./:])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,4}");

  /** Year first is a date in both languages; the signs are read as minus or "slash". */
  private static final Pattern DATE =
      Pattern.compile("(?<![\\d/-])(\\d{4})([/-])(\\d{1,2})\\2(\\d{1,2})(?![\\d/-])");

  /** A Japanese voice takes the groups of a telephone number or postcode for quantities. */
  private static final Pattern DIALLED =
      Pattern.compile("(?<![\\d-])(?:\\+\\d{1,3}|0\\d{0,4})(?:-\\d{1,4}){2,3}(?![\\d-])");

  private static final Pattern POSTCODE = Pattern.compile("〒 ?(\\d{3}-\\d{4})(?!\\d)");

  private static final List<Rule> JAPANESE_RULES =
      List.of(
          // Units: the voice would spell "シー" and "スラッシュ", and says the sign before the number.
          rule(NUMBER + " ?[°º] ?C(?![A-Za-z])", "$1度"),
          rule(NUMBER + " ?℃", "$1度"),
          rule("[-−]" + NUMBER + " ?(?:[°º] ?F(?![A-Za-z])|℉)", "華氏マイナス$1度"),
          rule(NUMBER + " ?(?:[°º] ?F(?![A-Za-z])|℉)", "華氏$1度"),
          rule("[¥￥] ?" + LARGE, "$1円"),
          rule("(?:US)?\\$ ?" + LARGE, "$1ドル"),
          rule("€ ?" + LARGE, "$1ユーロ"),
          rule("£ ?" + LARGE, "$1ポンド"),
          rule("(時速[はが約、]{0,2} ?)" + NUMBER + " ?km/h(?![A-Za-z])", "$1$2キロ"),
          rule(NUMBER + " ?km/h(?![A-Za-z])", "時速$1キロ"),
          rule(NUMBER + " ?m/s(?![A-Za-z])", "秒速$1メートル"),
          rule("(?<=\\d) ?km²", "平方キロメートル"),
          rule("(?<=\\d) ?m²", "平方メートル"),
          // Abbreviations of Latin, which it would spell.
          rule("(?i)(?<![A-Za-z.])e\\.g\\.,?", "例えば"),
          rule("(?i)(?<![A-Za-z.])i\\.e\\.,?", "つまり"),
          rule("(?i)[,、]? ?(?<![A-Za-z.])etc\\.?(?![A-Za-z])", "など"),
          rule("(?i) ?(?<![A-Za-z.])vs\\.? ?(?![A-Za-z.])", "対"),
          rule("(?<![A-Za-z])No\\.? ?(?=\\d)", "ナンバー"),
          // Signs that are dropped, or named instead of read.
          rule(" ?(?:→|⇒|⟶|->|=>|←|↔) ?", "、"),
          rule("(?<=[\\d円分秒時日月年人個回度%％]) ?[~〜～–] ?(?=\\d)", "から"),
          rule("(?<=\\d:\\d{2}) ?- ?(?=\\d{1,2}:\\d{2})", "から"),
          rule("(?<![\\d-])(\\d{1,3})-(?=\\d{1,3}[人個分時日回年本枚歳円%％])", "$1から"),
          rule("(?:(?<![A-Za-z0-9])~|(?<!\\w)[〜～]|[≈≒]) ?(?=\\d)", "約"),
          rule("(?<=[\\p{IsHan}\\p{IsKatakana}])[〜～](?=[\\p{IsHan}\\p{IsKatakana}])", "から"),
          rule("(?<=" + JAPANESE + ")[〜～]+", "ー"),
          rule("± ?(?=\\d)", "プラスマイナス"),
          rule("(?<=^|[\\s(（「、。,:：はがもを])[-−](?=\\d)| ?− ?(?=\\d)", "マイナス"),
          rule("(?<=\\d) ?[+＋] ?(?=\\d)| [+＋] ", "たす"),
          rule("(?<=\\d) ?[×✕] ?(?=\\d)", "かける"),
          rule("(?<=\\d) ?÷ ?(?=\\d)", "わる"),
          rule(" ?≤ ?| <= ", "小なりイコール"),
          rule(" ?≥ ?| >= ", "大なりイコール"),
          rule(" ?[=＝]{1,3} ?(?=[\\w-])", "は"),
          rule(" < (?=\\d)", "小なり"),
          rule(" > (?=\\d)", "大なり"),
          rule("(?<=\\w) & (?=\\w)", "と"),
          rule("(?<=" + JAPANESE + ") ?[/／] ?(?=" + JAPANESE + ")", "、"),
          rule("[#＃](?=\\d)", "ナンバー"),
          rule("(?:・{2,}|\\.{3,}|…+)", "…"),
          rule("(?<=" + JAPANESE + ")[wｗ]{1,20}(?![A-Za-zａ-ｚ])", ""),
          rule("[※★☆●■□◆◇▲△▼▽♪♫♬✓✔~]", ""));

  private static final List<Rule> ENGLISH_RULES =
      List.of(
          rule(NUMBER + " ?(?:[°º] ?C(?![A-Za-z])|℃)", "$1 degrees Celsius"),
          rule(NUMBER + " ?(?:[°º] ?F(?![A-Za-z])|℉)", "$1 degrees Fahrenheit"),
          rule("[¥￥] ?" + LARGE_ENGLISH, "$1 yen"),
          rule(NUMBER + " ?km/h(?![A-Za-z])", "$1 kilometers per hour"),
          rule(NUMBER + " ?m/s(?![A-Za-z])", "$1 meters per second"),
          rule("(?<=\\d) ?km²", " square kilometers"),
          rule("(?<=\\d) ?m²", " square meters"),
          // Abbreviations that are spelled; titles, a.m. and U.S. are read well.
          rule("(?i)(?<![A-Za-z.])e\\.g\\.,?", "for example,"),
          rule("(?i)(?<![A-Za-z.])i\\.e\\.,?", "that is,"),
          rule("(?i)(?<![A-Za-z.])etc\\.(?=\\s*$)", "et cetera."),
          rule("(?i)(?<![A-Za-z.])etc\\.?(?![A-Za-z])", "et cetera"),
          rule("(?i)(?<![A-Za-z.])vs\\.?(?= )", "versus"),
          rule("(?i)(?<![A-Za-z.])approx\\.?(?= )", "approximately"),
          rule("(?i)(?<![A-Za-z.])cf\\.(?= )", "compare"),
          rule("(?i)(?<![A-Za-z.])dept\\.(?= )", "department"),
          rule("(?<![A-Za-z])w/o(?![A-Za-z])", "without"),
          rule("(?<![A-Za-z])w/ ?(?=[A-Za-z])", "with "),
          // Signs that are dropped, or named instead of read.
          rule(" ?(?:→|⇒|⟶|->|=>|←|↔) ?", ", "),
          rule("(?<=[\\d%]) ?[~〜–] ?(?=[$€£]?\\d)", " to "),
          rule("(?<=\\d:\\d{2}) ?- ?(?=\\d{1,2}:\\d{2})", " to "),
          rule("(?<=[a-z])–(?=[A-Z])", " to "),
          rule("(?:(?<!\\w)~|≈) ?(?=[$€£]?\\d)", "about "),
          rule(" ?± ?(?=\\d)", " plus or minus "),
          rule("(?<=^|[\\s(:,])[-−](?=\\d)", "minus "),
          rule(" ?− ?(?=\\d)", " minus "),
          rule("(?<=\\d) ?\\+ ?(?=\\d)| \\+ ", " plus "),
          rule("(?<=\\d) ?[×✕] ?(?=\\d)", " times "),
          rule("(?<=\\d) ?÷ ?(?=\\d)", " divided by "),
          rule(" ?≤ ?| <= ", " is at most "),
          rule(" ?≥ ?| >= ", " is at least "),
          rule(" ?={1,3} ?(?=[\\w-])", " equals "),
          rule(" < (?=\\d)", " is less than "),
          rule(" > (?=\\d)", " is greater than "),
          rule("(?<=\\w) & (?=\\w)", " and "),
          rule("(?<=[A-Za-z][a-z]) ?/ ?(?=[a-z]{2})", " "),
          rule("#(?=\\d)", "number "),
          rule("(?:\\.{3,}|…+)", "..."),
          rule("[※★☆●■□◆◇▲△▼▽♪♫♬✓✔~]", ""));

  private SpokenForms() {}

  private record Rule(Pattern pattern, String words) {}

  private static Rule rule(String regex, String words) {
    return new Rule(Pattern.compile(regex, FLAGS), words);
  }

  /** Electronic addresses in words; before markup is taken away, which their signs look like. */
  static String addresses(String source, Language language) {
    if (source.indexOf('@') < 0) {
      return source;
    }
    return MAIL.matcher(source).replaceAll(found -> dictated(found.group(), language));
  }

  /** The text with dates, numbers, units, abbreviations and signs as they are said. */
  static String of(String text, Language language) {
    boolean japanese = language.isJapanese();
    String said = DATE.matcher(text).replaceAll(found -> date(found, japanese));
    if (japanese) {
      said = POSTCODE.matcher(said).replaceAll(found -> "郵便番号" + digits(found.group(1)));
      said = DIALLED.matcher(said).replaceAll(found -> digits(found.group()));
    }
    for (Rule rule : japanese ? JAPANESE_RULES : ENGLISH_RULES) {
      said = rule.pattern().matcher(said).replaceAll(rule.words());
    }
    return said;
  }

  private static String dictated(String address, Language language) {
    boolean japanese = language.isJapanese();
    var words = new StringBuilder();
    for (int i = 0; i < address.length(); i++) {
      char sign = address.charAt(i);
      words.append(
          switch (sign) {
            case '@' -> japanese ? "アットマーク" : " at ";
            case '.' -> japanese ? "ドット" : " dot ";
            case '_' -> japanese ? "アンダースコア" : " underscore ";
            case '-' -> japanese ? "ハイフン" : " dash ";
            case '+' -> japanese ? "プラス" : " plus ";
            default -> String.valueOf(sign);
          });
    }
    return words.toString();
  }

  private static String date(MatchResult found, boolean japanese) {
    int month = Integer.parseInt(found.group(3));
    int day = Integer.parseInt(found.group(4));
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return found.group();
    }
    return japanese
        ? found.group(1) + "年" + month + "月" + day + "日"
        : Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
            + " "
            + day
            + ", "
            + found.group(1);
  }

  /** One by one, with の between the groups, as it is said. */
  private static String digits(String number) {
    var words = new StringBuilder();
    for (int i = 0; i < number.length(); i++) {
      char sign = number.charAt(i);
      words.append(
          switch (sign) {
            case '-' -> "の ";
            case '+' -> "プラス ";
            default -> sign + " ";
          });
    }
    return words.toString().strip();
  }
}
