package io.echosphere.domain.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether words spoken while the agent speaks claim the turn. Pure.
 *
 * <p>In this order: words that tell the agent to stop claim it however short they are; listener's
 * noises and the agent's own words do not; anything else does from some length on.
 */
public final class TurnClaims {
  /** Asked of a speaker, these mean stop wherever they stand. */
  private static final List<String> JAPANESE_STOPS =
      List.of(
          "待って", "まって", "待った", "お待ち", "ストップ", "やめて", "辞めて", "止めて", "とめて", "止まって", "とまって", "黙って",
          "だまって", "静かに", "しずかに", "うるさい", "もういい", "もう結構", "もうけっこう", "違う", "違います", "ちがう", "ちがいます",
          "そうじゃない", "そうじゃなくて", "キャンセル", "中止", "ちょっといい");

  /** Refusals that stop the agent when nothing else is said. */
  private static final Set<String> JAPANESE_REFUSALS =
      Set.of("いや", "いやいや", "いいえ", "いえ", "だめ", "駄目", "やだ", "嫌", "じゃなくて", "ちょっと");

  private static final Pattern ENGLISH_STOPS =
      Pattern.compile(
          "\\b(?:stop|wait|hold on|hang on|hold up|shut up|be quiet|quiet|that's enough|pause"
              + "|cancel|excuse me|one moment|one sec|one second|just a moment|just a second"
              + "|just a sec|never mind|nevermind|hush|not that)\\b");

  /** No, but not: no kidding, no way, no problem. */
  private static final Pattern ENGLISH_REFUSALS =
      Pattern.compile("^(?:no|nope|enough)\\b(?! (?:kidding|way|problem|worries|doubt))");

  /** Fewer letters of an echo, misheard, may look like anything. */
  private static final int LEAST_OVER_ECHO = 4;

  private TurnClaims() {}

  /**
   * Whether the words claim the turn, as far as the recogniser has them for good.
   *
   * @param text what was heard; may be blank
   * @param minChars letters from which words claim the turn, kana and Chinese characters counted
   *     one by one like Latin letters; at least 0
   * @param playing what the agent has said of its reply so far, and is saying
   */
  public static boolean claimsTurn(String text, int minChars, String playing) {
    return claims(text, minChars, playing, SpokenEcho.of(text, playing) == SpokenEcho.CERTAIN);
  }

  /**
   * Whether words that may still grow claim the turn. A short word that the agent is saying too
   * does not yet: it may be how an echo begins.
   *
   * @param text what was heard so far; may be blank
   * @param minChars letters from which words claim the turn, at least 0
   * @param playing what the agent has said of its reply so far, and is saying
   */
  public static boolean alreadyClaimTurn(String text, int minChars, String playing) {
    return claims(text, minChars, playing, SpokenEcho.of(text, playing) != SpokenEcho.NONE);
  }

  /**
   * Whether words claim the turn although the sound tells that the agent hears itself: what may be
   * its own words does not, nor what is too short to tell.
   *
   * @param text what was heard; may be blank
   * @param minChars letters from which words claim the turn, at least 0
   * @param playing what the agent has said of its reply so far, and is saying
   */
  public static boolean claimTurnOverEcho(String text, int minChars, String playing) {
    return claims(
        text, Math.max(minChars, LEAST_OVER_ECHO), playing, SpokenEcho.isLikely(text, playing));
  }

  /**
   * Whether words are neither a listener's noise nor certainly the agent's own: once it is silent
   * they may be an answer.
   *
   * @param text what was heard; may be blank
   * @param playing what the agent has said
   */
  public static boolean mayAnswer(String text, String playing) {
    return !text.isBlank() && !isNoise(text) && SpokenEcho.of(text, playing) != SpokenEcho.CERTAIN;
  }

  /** Whether the words tell a speaker to stop, or refuse what is being said. */
  public static boolean isHardStop(String text) {
    return !stops(text).isEmpty();
  }

  private static boolean claims(String text, int minChars, String playing, boolean echo) {
    String bare = Phrases.bare(text);
    if (bare.isEmpty()) {
      return false;
    }
    if (stops(text).stream().anyMatch(stop -> !echo || !says(playing, stop))) {
      return true;
    }
    return !echo && !isNoise(text) && bare.codePointCount(0, bare.length()) >= minChars;
  }

  /** Whether the words are nothing but the noises by which a listener says "go on". */
  public static boolean isNoise(String text) {
    return Backchannels.only(text) || MisheardBackchannels.only(text);
  }

  /** Whether more words may make it nothing but listener's noises: そうで of そうですね. */
  public static boolean mayBecomeNoise(String text) {
    return MisheardBackchannels.mayBegin(text);
  }

  /** A stop that the agent itself says is its own when it comes back. */
  private static boolean says(String playing, String stop) {
    return Kana.folded(playing).contains(Kana.folded(stop));
  }

  private static List<String> stops(String text) {
    var stops = new ArrayList<String>();
    String folded = Kana.folded(text);
    for (String stop : JAPANESE_STOPS) {
      if (folded.contains(Kana.folded(stop))) {
        stops.add(stop);
      }
    }
    for (String refusal : JAPANESE_REFUSALS) {
      if (folded.equals(Kana.folded(refusal))) {
        stops.add(refusal);
      }
    }
    String lower = text.toLowerCase(Locale.ROOT).strip();
    ENGLISH_STOPS.matcher(lower).results().forEach(match -> stops.add(match.group()));
    ENGLISH_REFUSALS.matcher(lower).results().forEach(match -> stops.add(match.group()));
    return stops;
  }
}
