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
 */
record CallerNotes(
    Estimate estimate,
    long quietSinceMillis,
    boolean checkedIn,
    boolean muted,
    long voiceEndedMillis,
    CallerPauses pauses) {

  static final CallerNotes NONE =
      new CallerNotes(Estimate.NONE, 0, false, false, 0, CallerPauses.none());

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
    return new CallerNotes(
        new Estimate(pause, probability),
        quietSinceMillis,
        checkedIn,
        muted,
        voiceEndedMillis,
        pauses);
  }

  /** Nothing is owed to them from now on. */
  CallerNotes quietSince(long millis) {
    return new CallerNotes(estimate, millis, checkedIn, muted, voiceEndedMillis, pauses);
  }

  CallerNotes checked() {
    return new CallerNotes(estimate, quietSinceMillis, true, muted, voiceEndedMillis, pauses);
  }

  /** They have said something. */
  CallerNotes spoke(long endedMillis) {
    return new CallerNotes(estimate, endedMillis, false, muted, endedMillis, pauses);
  }

  CallerNotes muted(boolean isMuted) {
    return new CallerNotes(
        estimate, quietSinceMillis, checkedIn, isMuted, voiceEndedMillis, pauses);
  }

  CallerNotes with(CallerPauses learned) {
    return new CallerNotes(estimate, quietSinceMillis, checkedIn, muted, voiceEndedMillis, learned);
  }
}
