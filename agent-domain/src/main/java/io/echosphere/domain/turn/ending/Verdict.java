package io.echosphere.domain.turn.ending;

/**
 * What words say of a pause.
 *
 * @param probability that the turn is complete: 0.01 to 0.99; 0 when there are no words, because
 *     then nothing is complete
 * @param dictating whether digits or letters are being dictated, and how many is not known
 */
public record Verdict(double probability, boolean dictating) {
  static final Verdict NO_WORDS = new Verdict(0, false);
}
