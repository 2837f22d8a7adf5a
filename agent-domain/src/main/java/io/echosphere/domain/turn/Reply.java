package io.echosphere.domain.turn;

import io.echosphere.domain.speech.SpokenEcho;
import io.echosphere.domain.speech.TurnClaims;

/**
 * A reply under way, as the machine sees it.
 *
 * @param id names it
 * @param kind what it is
 * @param allowed whether it may be heard; else it waits for the caller to stop
 * @param voiced the clauses whose playing has begun, joined; empty while nothing was played
 * @param voicedMillis when the first of them began; 0 until then
 * @param falsePauses how often it was held for a sound that meant nothing
 * @param restarts how often this turn's reply was begun anew before it
 */
record Reply(
    ReplyId id,
    Kind kind,
    boolean allowed,
    String voiced,
    long voicedMillis,
    int falsePauses,
    int restarts) {
  /**
   * Until so long after its first sound, words like a reply's first ones are its echo: half a
   * second of a room and a line, a word, and what a recogniser takes. Nobody repeats so soon what
   * they are just being told; who picks one of two things that are offered heard both first.
   */
  private static final long OPENING_MILLIS = 1_600;

  enum Kind {
    GREETING,
    APOLOGY,
    CHECK_IN,
    ANSWER
  }

  static Reply begun(ReplyId id, Kind kind, int restarts) {
    return new Reply(id, kind, true, "", 0, 0, restarts);
  }

  /** An answer that waits for the caller to stop. */
  static Reply waiting(ReplyId id) {
    return new Reply(id, Kind.ANSWER, false, "", 0, 0, 0);
  }

  Reply allow() {
    return new Reply(id, kind, true, voiced, voicedMillis, falsePauses, restarts);
  }

  boolean isVoiced() {
    return !voiced.isEmpty();
  }

  Reply heardTo(String clause, long nowMillis) {
    long since = isVoiced() ? voicedMillis : nowMillis;
    return new Reply(id, kind, allowed, voiced + clause, since, falsePauses, restarts);
  }

  /**
   * Whether words are how it has just begun. Greetings are returned, so theirs are left open; and
   * whoever says no to "No problem" may mean it.
   */
  boolean opensWith(String text, long nowMillis) {
    return kind == Kind.ANSWER
        && isVoiced()
        && nowMillis - voicedMillis <= OPENING_MILLIS
        && !TurnClaims.isHardStop(text)
        && SpokenEcho.begins(voiced, text);
  }

  Reply falselyPaused() {
    return new Reply(id, kind, allowed, voiced, voicedMillis, falsePauses + 1, restarts);
  }

  /** Whether the next sound only makes it quieter. */
  boolean onlyDucks() {
    return falsePauses >= TurnSettings.MAX_FALSE_PAUSES;
  }
}
