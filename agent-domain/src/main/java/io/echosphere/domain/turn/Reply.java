package io.echosphere.domain.turn;

/**
 * A reply under way, as the machine sees it.
 *
 * @param id names it
 * @param kind what it is
 * @param allowed whether it may be heard; else it waits for the caller to stop
 * @param voiced the clauses whose playing has begun, joined; empty while nothing was played
 * @param falsePauses how often it was held for a sound that meant nothing
 * @param restarts how often this turn's reply was begun anew before it
 */
record Reply(ReplyId id, Kind kind, boolean allowed, String voiced, int falsePauses, int restarts) {
  enum Kind {
    GREETING,
    APOLOGY,
    CHECK_IN,
    ANSWER
  }

  static Reply begun(ReplyId id, Kind kind, int restarts) {
    return new Reply(id, kind, true, "", 0, restarts);
  }

  /** An answer that waits for the caller to stop. */
  static Reply waiting(ReplyId id) {
    return new Reply(id, Kind.ANSWER, false, "", 0, 0);
  }

  Reply allow() {
    return new Reply(id, kind, true, voiced, falsePauses, restarts);
  }

  boolean isVoiced() {
    return !voiced.isEmpty();
  }

  Reply heardTo(String clause) {
    return new Reply(id, kind, allowed, voiced + clause, falsePauses, restarts);
  }

  Reply falselyPaused() {
    return new Reply(id, kind, allowed, voiced, falsePauses + 1, restarts);
  }

  /** Whether the next sound only makes it quieter. */
  boolean onlyDucks() {
    return falsePauses >= TurnSettings.MAX_FALSE_PAUSES;
  }
}
