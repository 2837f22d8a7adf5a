package io.echosphere.simulator.hearing;

/**
 * How sure the ear must be. Similarities are between spectral shapes, 1 for the same and about 0
 * for unrelated ones; see {@code Aligner} for scores.
 *
 * @param similarity of a 20 ms frame to its clip above which it speaks for the clip
 * @param entry how much evidence it takes to believe in a clip from its middle on, in summed
 *     similarity above the threshold; half of it suffices at a clip's beginning
 * @param wordFrame similarity that a frame of a word must reach to have arrived
 * @param wordCoverage share of a word's frames that must have arrived, 0 to 1
 * @param wordGap longest stretch of a word that may be missing, in frames of 20 ms
 * @param clipSimilarity mean similarity of the frames that arrived of an unbroken stretch of a
 *     clip: clips themselves had 0.87 and more, the same words of another synthetic voice 0.78 and
 *     less
 * @param clipFrames fewest frames of an unbroken stretch of a clip
 */
public record MatchSettings(
    double similarity,
    double entry,
    double wordFrame,
    double wordCoverage,
    int wordGap,
    double clipSimilarity,
    int clipFrames) {
  /** Measured on clips that went through Opus at 16 kbit/s, noise suppression and noise. */
  public static MatchSettings defaults() {
    return new MatchSettings(0.65, 2.5, 0.55, 0.65, 6, 0.8, 10);
  }
}
