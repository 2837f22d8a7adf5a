package io.echosphere.domain.turn;

/**
 * A reply under way, as the machine sees it.
 *
 * @param id names it
 * @param kind what it is
 * @param voiced the clauses whose playing has begun, joined; empty while nothing was played
 * @param falsePauses how often it was held for a sound that meant nothing
 * @param restarts how often this turn's reply was begun anew before it
 */
record Reply(ReplyId id, Kind kind, String voiced, int falsePauses, int restarts) {
  enum Kind {
    GREETING,
    APOLOGY,
    CHECK_IN,
    ANSWER
  }

  static Reply begun(ReplyId id, Kind kind, int restarts) {
    return new Reply(id, kind, "", 0, restarts);
  }

  boolean isVoiced() {
    return !voiced.isEmpty();
  }

  Reply heardTo(String clause) {
    return new Reply(id, kind, voiced + clause, falsePauses, restarts);
  }

  Reply falselyPaused() {
    return new Reply(id, kind, voiced, falsePauses + 1, restarts);
  }

  /** Whether the next sound only makes it quieter. */
  boolean onlyDucks() {
    return falsePauses >= TurnSettings.MAX_FALSE_PAUSES;
  }
}
