package io.echosphere.application.speaking;

import io.echosphere.domain.speech.Language;
import java.time.Duration;

/**
 * A few words that bridge the silence while the model thinks for long. They are no part of the
 * reply: not shown, not stored, not measured.
 *
 * @param after the end of the turn, when nothing of the reply has come; zero for never
 */
public record Filler(Duration after) {
  /** Silence is not bridged. */
  public static final Filler OFF = new Filler(Duration.ZERO);

  private static final String JAPANESE = "そうですね…";
  private static final String ENGLISH = "Let me see...";

  public Filler {
    if (after.isNegative()) {
      throw new IllegalArgumentException("a filler cannot come before the end of the turn");
    }
  }

  /** Whether there is one at all. */
  public boolean isOn() {
    return after.isPositive();
  }

  /** The words in a language: Japanese where it is Japanese, else English. */
  public static String words(Language language) {
    return language.isJapanese() ? JAPANESE : ENGLISH;
  }
}
