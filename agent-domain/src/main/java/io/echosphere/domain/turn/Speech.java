package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Words;

/**
 * A stretch of the caller's speech that may become a turn.
 *
 * @param words what was understood of it
 * @param startedMillis when its voice began, on the session's timeline
 * @param voiceEndedMillis when its voice ended
 * @param pause the pause it ended with, as the ear counts them; 0 when it had no voice
 * @param heardAnewMillis when its words were last taken back, to be heard anew by another stream; 0
 *     when they never were
 */
record Speech(
    Words words, long startedMillis, long voiceEndedMillis, long pause, long heardAnewMillis) {

  Speech(Words words, long startedMillis, long voiceEndedMillis, long pause) {
    this(words, startedMillis, voiceEndedMillis, pause, 0);
  }

  /** Words that came without a voice, now. */
  static Speech voiceless(Words words, long nowMillis) {
    return new Speech(words, nowMillis, nowMillis, 0);
  }

  Speech with(Words next) {
    return new Speech(next, startedMillis, voiceEndedMillis, pause, heardAnewMillis);
  }

  /** Words were taken back: what is left of them, while the rest is heard anew. */
  Speech heardAnew(Words left, long nowMillis) {
    return new Speech(left, startedMillis, voiceEndedMillis, pause, nowMillis);
  }

  /** From when on the turn's window counts: words that come anew come one after the other. */
  long windowFromMillis() {
    return Math.max(voiceEndedMillis, heardAnewMillis);
  }

  long audioMillis() {
    return Math.max(0, voiceEndedMillis - startedMillis);
  }
}
