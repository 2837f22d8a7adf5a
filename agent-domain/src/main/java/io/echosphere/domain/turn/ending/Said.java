package io.echosphere.domain.turn.ending;

import io.echosphere.domain.speech.Language;

/**
 * What a caller has said of a turn so far, and to what. Immutable.
 *
 * @param text everything heard of the turn so far, with or without punctuation, in one language or
 *     several; may be blank
 * @param language what the recogniser took it for
 * @param asked what the agent said last, in any language; empty when it has said nothing
 */
public record Said(String text, Language language, String asked) {

  /** Said to nothing that is known. */
  public static Said of(String text, Language language) {
    return new Said(text, language, "");
  }
}
