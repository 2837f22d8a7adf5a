package io.echosphere.simulator.hearing;

/**
 * A word of a clip that arrived.
 *
 * @param clip whose word it is
 * @param index its place among the clip's words and punctuation
 * @param start where it begins, seconds since the alignment began
 * @param end where it ends
 */
record FoundWord(Clip clip, int index, double start, double end) {
  HeardWord word() {
    return clip.words().get(index);
  }

  FoundWord shifted(double seconds) {
    return new FoundWord(clip, index, start + seconds, end + seconds);
  }

  /** Whether it is a later word of the same clip, and ends later. */
  boolean continues(FoundWord earlier) {
    return clip.equals(earlier.clip) && index > earlier.index && end > earlier.end;
  }
}
