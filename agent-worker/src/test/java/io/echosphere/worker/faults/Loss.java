package io.echosphere.worker.faults;

/** What a fault may cost of what a caller says; what was shown as final never may be lost. */
enum Loss {
  /** Every letter that was said is stored. */
  NOTHING(0),

  /**
   * What is said while the server has given up one path for the media and has no other yet: some
   * 100 ms, more on a busy machine. Four letters are half a second of Japanese.
   */
  A_WORD(4),

  /** What was being said, or was not answered yet. */
  UNDER_WAY(Integer.MAX_VALUE);

  private final int letters;

  Loss(int letters) {
    this.letters = letters;
  }

  /** How many of the letters that were said need not be stored. */
  int letters() {
    return letters;
  }
}
