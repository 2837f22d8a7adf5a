package io.echosphere.worker.evaluate;

import io.echosphere.domain.speech.Language;

/**
 * A word that reaches the caller's microphone, whoever says it.
 *
 * @param text as a transcript writes it, with the marks that follow it apart
 * @param marks punctuation after it; may be empty
 * @param startMillis on the session's timeline
 * @param endMillis on the session's timeline
 * @param closes whether it ends what is said
 * @param beforePause whether a labelled pause follows
 * @param seed of what is random about it: the same whenever it is said, so that detectors are
 *     compared on the same errors
 */
record SpokenWord(
    String text,
    String marks,
    long startMillis,
    long endMillis,
    boolean closes,
    boolean beforePause,
    Language language,
    long seed) {

  SpokenWord moved(long millis) {
    return new SpokenWord(
        text, marks, startMillis + millis, endMillis + millis, closes, beforePause, language, seed);
  }
}
