package io.echosphere.domain.conversation;

import io.echosphere.domain.speech.Language;

/** Which language a text is written in. */
public final class WrittenLanguage {
  private WrittenLanguage() {}

  /**
   * Japanese or English, by which has more to say in it.
   *
   * @param fallback the answer for a text that shows neither; also lends its region
   */
  public static Language of(String text, Language fallback) {
    return Scripts.languageOf(text, fallback);
  }
}
