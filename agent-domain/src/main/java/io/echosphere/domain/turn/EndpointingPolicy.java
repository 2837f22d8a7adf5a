package io.echosphere.domain.turn;

import io.echosphere.domain.turn.ending.Odds;
import io.echosphere.domain.turn.ending.Said;
import io.echosphere.domain.turn.ending.TextEndOfTurn;
import java.util.OptionalDouble;

/**
 * How long after the end of the voice a turn ends. The surer it is that the caller has finished,
 * the shorter the wait, within two bounds. Pure.
 *
 * <p>Words that leave open whether the turn is over are all waited for alike, a fifth of the range:
 * 550 ms by default, by which many pauses within turns are over. Above and below that the wait
 * falls evenly with the log-odds of a finished turn, which is the best trade there is if the pauses
 * within turns are exponentially long: waiting {@code t} costs {@code p·t}, and cutting in costs
 * {@code (1-p)·exp(-t/mean)}, whose sum is least where {@code t} is {@code mean·(constant -
 * log-odds(p))}.
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

  /** Words that leave open whether the turn is over: all are waited for alike. */
  private static final double OPEN_MOST = Odds.of(0.72);

  private static final double OPEN_LEAST = Odds.of(0.55);

  /** Their share of the range. */
  private static final double OPEN_SHARE = 0.21;

  /** A dictation's next pause is hardly longer than its longest so far by more than this. */
  private static final long DICTATION_MARGIN_MILLIS = 100;

  /** The same, where as much has been dictated as is usual. */
  private static final long DICTATED_MARGIN_MILLIS = 30;

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
   * for a more complete turn, and the longest while no words are known. Between digits of a number
   * whose length is not known it goes by the pauses the caller made there before, and is not
   * shorter than after words that leave it open.
   *
   * @param said what was heard of the turn so far
   * @param sound what the sound of the voice says, 0 to 1; empty while that is not known
   * @param pauses what is known of the caller's manner
   */
  public long delayMillis(Said said, OptionalDouble sound, CallerPauses pauses) {
    var words = TextEndOfTurn.judge(said);
    if (words.probability() == 0) {
      return maxDelayMillis;
    }
    if (detector == TurnDetector.VAD) {
      return (minDelayMillis + maxDelayMillis) / 2;
    }
    double odds = Odds.of(detector.probability(words.probability(), sound)) - pauses.caution();
    if (words.dictating() && pauses.dictationMillis() > 0 && isBetweenTheEnds(odds)) {
      return dictationMillis(odds, pauses);
    }
    return millis(stretched(share(odds), pauses.stretch()));
  }

  private static boolean isBetweenTheEnds(double odds) {
    return odds > SURELY_UNFINISHED && odds < SURELY_COMPLETE;
  }

  private long dictationMillis(double odds, CallerPauses pauses) {
    long margin = odds < OPEN_LEAST ? DICTATION_MARGIN_MILLIS : DICTATED_MARGIN_MILLIS;
    long next = pauses.dictationMillis() + margin;
    return Math.clamp(next, millis(OPEN_SHARE), maxDelayMillis);
  }

  private long millis(double share) {
    return minDelayMillis + Math.round((maxDelayMillis - minDelayMillis) * share);
  }

  /**
   * Whether the words are complete enough to draft a reply, which is called off if the caller goes
   * on. With {@link TurnDetector#VAD} the words decide this too.
   *
   * @param said what was heard of the turn so far
   * @param sound what the sound of the voice says, 0 to 1; empty while that is not known
   */
  public boolean looksComplete(Said said, OptionalDouble sound) {
    double words = TextEndOfTurn.judge(said).probability();
    return detector.probability(words, sound) >= WORTH_A_DRAFT;
  }

  /**
   * What a pause teaches after which the caller went on.
   *
   * @param pauses what was known before
   * @param said what was heard before the pause
   * @param pauseMillis from the end of the voice to its return
   */
  public CallerPauses learned(CallerPauses pauses, Said said, long pauseMillis) {
    var words = TextEndOfTurn.judge(said);
    if (words.dictating()) {
      return pauses.dictated(pauseMillis);
    }
    return words.probability() > 0 ? pauses.wentOn(pauseMillis) : pauses;
  }

  /** How much of the range is waited: 0 to 1. */
  private static double share(double odds) {
    if (odds >= OPEN_MOST) {
      return OPEN_SHARE * between(odds, SURELY_COMPLETE, OPEN_MOST);
    }
    return OPEN_SHARE + (1 - OPEN_SHARE) * between(odds, OPEN_LEAST, SURELY_UNFINISHED);
  }

  /** 0 at the first bound and above it, 1 at the second and below it, evenly between. */
  private static double between(double odds, double first, double second) {
    return Math.clamp((first - odds) / (first - second), 0, 1);
  }

  /**
   * What is waited beyond the open words' share made longer or shorter by at most the factor, the
   * ends left where they are.
   */
  private static double stretched(double share, double factor) {
    if (share <= OPEN_SHARE) {
      return share;
    }
    double beyond = (share - OPEN_SHARE) / (1 - OPEN_SHARE);
    double stretched =
        factor >= 1
            ? Math.min(1, beyond * factor)
            : beyond * (factor + (1 - factor) * beyond * beyond * beyond);
    return OPEN_SHARE + (1 - OPEN_SHARE) * stretched;
  }
}
