package io.echosphere.domain.turn;

import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ending.Odds;
import io.echosphere.domain.turn.ending.TextEndOfTurn;
import java.util.OptionalDouble;

/**
 * How long after the end of the voice a turn ends. The surer it is that the caller has finished,
 * the shorter the wait, within two bounds. Pure.
 *
 * <p>Between the bounds the wait falls evenly with the log-odds of a finished turn. That is the
 * best trade there is if the pauses within turns are exponentially long: waiting {@code t} costs
 * {@code p·t}, and cutting in costs {@code (1-p)·exp(-t/mean)}, whose sum is least where {@code t}
 * is {@code mean·(constant - log-odds(p))}.
 *
 * @param minDelayMillis shortest wait after the voice ended, at least 0
 * @param maxDelayMillis longest wait, at least {@code minDelayMillis}
 * @param detector what decides
 */
public record EndpointingPolicy(long minDelayMillis, long maxDelayMillis, TurnDetector detector) {
  /** From this on the wait is the shortest. */
  private static final double SURELY_COMPLETE = Odds.of(0.8);

  /** Up to this the wait is the longest. */
  private static final double SURELY_UNFINISHED = Odds.of(0.15);

  /** A reply is worth drafting from here on: more often needed than not. */
  private static final double WORTH_A_DRAFT = 0.5;

  public EndpointingPolicy {
    if (minDelayMillis < 0 || maxDelayMillis < minDelayMillis) {
      throw new IllegalArgumentException(
          "delays of " + minDelayMillis + " to " + maxDelayMillis + " ms are not a range");
    }
  }

  /** A policy that goes by the words. */
  public EndpointingPolicy(long minDelayMillis, long maxDelayMillis) {
    this(minDelayMillis, maxDelayMillis, TurnDetector.TEXT);
  }

  /**
   * The wait for what was heard, in ms after the end of the voice; within the bounds, never longer
   * for a more complete turn, and the longest while no words are known.
   *
   * @param text what was heard of the turn so far; may be blank
   * @param language what it was recognised as
   * @param sound what the sound of the voice says, 0 to 1; empty while that is not known
   * @param pauses what is known of the caller's manner
   */
  public long delayMillis(
      String text, Language language, OptionalDouble sound, CallerPauses pauses) {
    double words = TextEndOfTurn.probability(text, language);
    if (words == 0) {
      return maxDelayMillis;
    }
    if (detector == TurnDetector.VAD) {
      return (minDelayMillis + maxDelayMillis) / 2;
    }
    double odds = Odds.of(detector.probability(words, sound)) - pauses.caution();
    double share = (SURELY_COMPLETE - odds) / (SURELY_COMPLETE - SURELY_UNFINISHED);
    double range = maxDelayMillis - minDelayMillis;
    return minDelayMillis
        + Math.round(range * stretched(Math.clamp(share, 0, 1), pauses.stretch()));
  }

  /**
   * Whether the words are complete enough to draft a reply, which is called off if the caller goes
   * on. With {@link TurnDetector#VAD} the words decide this too.
   *
   * @param text what was heard of the turn so far; may be blank
   * @param language what it was recognised as
   * @param sound what the sound of the voice says, 0 to 1; empty while that is not known
   */
  public boolean looksComplete(String text, Language language, OptionalDouble sound) {
    double words = TextEndOfTurn.probability(text, language);
    return detector.probability(words, sound) >= WORTH_A_DRAFT;
  }

  /**
   * A share of the range made longer or shorter by at most the factor, the ends left where they
   * are: 0 stays 0, and a share of 1 stays 1.
   */
  private static double stretched(double share, double factor) {
    return factor >= 1
        ? Math.min(1, share * factor)
        : share * (factor + (1 - factor) * share * share * share);
  }
}
