package io.echosphere.domain.turn.ending;

/**
 * Probabilities as log-odds, in which evidence adds up. 0 is even, +2.2 is 0.9, -2.2 is 0.1. Pure.
 */
public final class Odds {
  /** No evidence of ours is better than this, either way: log-odds of ±4.6. */
  private static final double LEAST = 0.01;

  private Odds() {}

  /**
   * The log-odds of a probability.
   *
   * @param probability 0 to 1; taken as at least 0.01 and at most 0.99
   */
  public static double of(double probability) {
    double bounded = Math.clamp(probability, LEAST, 1 - LEAST);
    return Math.log(bounded / (1 - bounded));
  }

  /** The probability of these log-odds, 0.01 to 0.99. */
  public static double probability(double logOdds) {
    return Math.clamp(1 / (1 + Math.exp(-logOdds)), LEAST, 1 - LEAST);
  }
}
