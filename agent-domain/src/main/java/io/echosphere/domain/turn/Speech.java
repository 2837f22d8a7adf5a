package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Words;

/**
 * A stretch of the caller's speech that may become a turn.
 *
 * @param words what was understood of it
 * @param startedMillis when its voice began, on the session's timeline
 * @param voiceEndedMillis when its voice ended
 * @param pause the pause it ended with, as the ear counts them; 0 when it had no voice
 */
record Speech(Words words, long startedMillis, long voiceEndedMillis, long pause) {

  /** Words that came without a voice, now. */
  static Speech voiceless(Words words, long nowMillis) {
    return new Speech(words, nowMillis, nowMillis, 0);
  }

  Speech with(Words next) {
    return new Speech(next, startedMillis, voiceEndedMillis, pause);
  }

  long audioMillis() {
    return Math.max(0, voiceEndedMillis - startedMillis);
  }
}
