package io.echosphere.domain.turn.ending;

/**
 * What the end of a text says, without the mark behind it.
 *
 * @param logOdds that the turn is complete
 * @param dictating whether digits or letters are being dictated, and how many is not known
 */
record Ending(double logOdds, boolean dictating) {

  static Ending of(double logOdds) {
    return new Ending(logOdds, false);
  }

  static Ending dictated(double logOdds) {
    return new Ending(logOdds, true);
  }
}
