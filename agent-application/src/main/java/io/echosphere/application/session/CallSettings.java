package io.echosphere.application.session;

import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.TurnSettings;

/**
 * How calls are held; the same for all.
 *
 * @param turns turn-taking
 * @param language the language a call starts in
 * @param greeting what the agent says first; empty if the model greets
 * @param instructions the persona, never blank
 * @param maxReplyTokens most tokens of a reply, at least 1
 */
public record CallSettings(
    TurnSettings turns,
    Language language,
    String greeting,
    String instructions,
    int maxReplyTokens) {

  private static final String CHECK_IN_JA = "もしもし、聞こえていますか？";
  private static final String CHECK_IN_EN = "Hello, are you still there?";
  private static final String PICK_UP_JA = "すみません、途切れました。";
  private static final String PICK_UP_EN = "Sorry, we were cut off.";
  private static final String SORRY_JA = "申し訳ありません。問題が起きてしまいました。もう一度お願いできますか？";
  private static final String SORRY_EN = "Sorry, something went wrong. Could you say that again?";

  /** The question to a silent caller in a language: Japanese where it is Japanese, else English. */
  public static String checkIn(Language language) {
    return language.isJapanese() ? CHECK_IN_JA : CHECK_IN_EN;
  }

  /** How an agent goes on in a language where another was lost: Japanese or else English. */
  public static String pickUp(Language language) {
    return language.isJapanese() ? PICK_UP_JA : PICK_UP_EN;
  }

  /** The apology in a language: Japanese where it is Japanese, else English. */
  public static String apology(Language language) {
    return language.isJapanese() ? SORRY_JA : SORRY_EN;
  }
}
