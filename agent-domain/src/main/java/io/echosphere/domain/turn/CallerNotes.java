package io.echosphere.domain.turn;

import java.util.OptionalDouble;

/**
 * What is remembered of the caller besides their words. Immutable.
 *
 * @param estimate what the newest pause sounded like
 * @param quietSinceMillis since when nothing is owed and nobody has said anything
 * @param checkedIn whether they were asked in this silence if they are there
 * @param muted whether their microphone is off
 * @param voiceEndedMillis when the voice of their newest turn ended
 * @param pauses their manner of pausing
 * @param line what their microphone picks up
 */
record CallerNotes(
    Estimate estimate,
    long quietSinceMillis,
    boolean checkedIn,
    boolean muted,
    long voiceEndedMillis,
    CallerPauses pauses,
    Line line) {

  static final CallerNotes NONE =
      new CallerNotes(Estimate.NONE, 0, false, false, 0, CallerPauses.none(), Line.QUIET);

  /**
   * How likely a pause is a turn's end, by its sound.
   *
   * @param pause which pause; 0 for none
   * @param probability 0 to 1
   */
  record Estimate(long pause, double probability) {
    static final Estimate NONE = new Estimate(0, 0);
  }

  /** The estimate of a pause, if it has come. */
  OptionalDouble estimateOf(long pause) {
    return pause > 0 && estimate.pause() == pause
        ? OptionalDouble.of(estimate.probability())
        : OptionalDouble.empty();
  }

  CallerNotes estimated(long pause, double probability) {
    var next = new Estimate(pause, probability);
    return new CallerNotes(
        next, quietSinceMillis, checkedIn, muted, voiceEndedMillis, pauses, line);
  }

  /** Nothing is owed to them from now on. */
  CallerNotes quietSince(long millis) {
    return new CallerNotes(estimate, millis, checkedIn, muted, voiceEndedMillis, pauses, line);
  }

  CallerNotes checked() {
    return new CallerNotes(estimate, quietSinceMillis, true, muted, voiceEndedMillis, pauses, line);
  }

  /** They have said something. */
  CallerNotes spoke(long endedMillis) {
    return new CallerNotes(estimate, endedMillis, false, muted, endedMillis, pauses, line);
  }

  CallerNotes muted(boolean isMuted) {
    return new CallerNotes(
        estimate, quietSinceMillis, checkedIn, isMuted, voiceEndedMillis, pauses, line);
  }

  CallerNotes with(CallerPauses learned) {
    return new CallerNotes(
        estimate, quietSinceMillis, checkedIn, muted, voiceEndedMillis, learned, line);
  }

  CallerNotes with(Line next) {
    return new CallerNotes(
        estimate, quietSinceMillis, checkedIn, muted, voiceEndedMillis, pauses, next);
  }

  /**
   * What the caller's microphone picks up.
   *
   * @param voiceMillis when their voice was last noticed; 0 when it never was
   * @param ownVoiceMillis when the agent's voice was last recognised in it; 0 when it never was
   * @param suspectedMillis since when a sound may be their voice; 0 while none may
   * @param lastReply what was heard of the agent's newest reply that has ended
   */
  record Line(long voiceMillis, long ownVoiceMillis, long suspectedMillis, String lastReply) {
    static final Line QUIET = new Line(0, 0, 0, "");

    /** Words are told within so long after their sound. */
    private static final long WORDS_LATE_MILLIS = 3_000;

    /** A suspicion that lasts longer is none: the ear has stopped to tell. */
    private static final long SUSPECTED_AT_MOST_MILLIS = 200;

    Line voiceAt(long millis) {
      return new Line(millis, ownVoiceMillis, 0, lastReply);
    }

    Line suspectedAt(long millis) {
      return new Line(voiceMillis, ownVoiceMillis, millis, lastReply);
    }

    /** Whether the caller may be speaking again. */
    boolean isSuspected(long nowMillis) {
      return suspectedMillis > 0 && nowMillis - suspectedMillis <= SUSPECTED_AT_MOST_MILLIS;
    }

    Line ownVoiceAt(long millis) {
      return new Line(voiceMillis, millis, suspectedMillis, lastReply);
    }

    Line replied(String heard) {
      return new Line(voiceMillis, ownVoiceMillis, suspectedMillis, heard);
    }

    /** Whether words that are told now may be the agent's, by what sounded of late. */
    boolean hasEcho(long nowMillis) {
      return ownVoiceMillis > 0 && nowMillis - ownVoiceMillis <= WORDS_LATE_MILLIS;
    }

    /**
     * Whether words that are told now can hardly be the caller's: no voice of theirs was noticed.
     */
    boolean lacksVoice(long nowMillis) {
      return voiceMillis == 0 || nowMillis - voiceMillis > WORDS_LATE_MILLIS;
    }
  }
}
