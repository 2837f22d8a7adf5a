package io.echosphere.domain.turn;

import io.echosphere.domain.turn.ending.Odds;
import java.util.OptionalDouble;

/** What decides whether a pause is the end of the caller's turn. */
public enum TurnDetector {
  /** The words alone. */
  TEXT,
  /** The sound of the voice before the pause alone; as likely as not where it is not known. */
  AUDIO,
  /** Words and sound together; the words alone where the sound is not known. */
  BOTH,
  /** Neither: a fixed wait. */
  VAD;

  /** Words are the better witness: rules for one language against a model for many. */
  private static final double WORDS_WEIGHT = 0.8;

  private static final double SOUND_WEIGHT = 0.5;

  /** The model answers 0.99 or 0.01 to nearly everything; it is believed up to this. */
  private static final double SOUND_MOST = 0.95;

  private static final double EVEN = 0.5;

  /**
   * One probability that the turn is complete, from two witnesses.
   *
   * <p>{@link #BOTH} adds their log-odds, as one does for witnesses who err independently: one
   * listens to endings, the other to melody. Each counts less than whole, because each is surer
   * than it is right. The weights are set so that no sound makes clearly unfinished words complete,
   * and no sound alone holds back clearly finished ones for long; it decides where the words leave
   * the matter open.
   *
   * @param words what the words say, 0 to 1; 0 when there are none
   * @param sound what the sound says, 0 to 1; empty while it is not known
   */
  public double probability(double words, OptionalDouble sound) {
    if (words == 0) {
      return 0;
    }
    return switch (this) {
      case TEXT, VAD -> words;
      case AUDIO -> sound.isPresent() ? bounded(sound.getAsDouble()) : EVEN;
      case BOTH -> sound.isPresent() ? both(words, sound.getAsDouble()) : words;
    };
  }

  private static double both(double words, double sound) {
    return Odds.probability(WORDS_WEIGHT * Odds.of(words) + SOUND_WEIGHT * Odds.of(bounded(sound)));
  }

  private static double bounded(double sound) {
    return Double.isNaN(sound) ? EVEN : Math.clamp(sound, 1 - SOUND_MOST, SOUND_MOST);
  }
}
