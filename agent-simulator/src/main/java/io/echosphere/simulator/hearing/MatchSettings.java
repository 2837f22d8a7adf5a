package io.echosphere.simulator.hearing;

/**
 * Thresholds of the comparison between what arrived and the clips, all correlations in 0..1.
 *
 * @param anchor how alike a stretch of audio must be to a clip to be taken for it
 * @param word how alike the audio at a word's place must be to the word
 */
public record MatchSettings(double anchor, double word) {
  /** Measured on clips that went through Opus, noise suppression and resampling. */
  public static MatchSettings defaults() {
    return new MatchSettings(0.6, 0.6);
  }
}
