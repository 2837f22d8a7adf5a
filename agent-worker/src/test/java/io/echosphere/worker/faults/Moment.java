package io.echosphere.worker.faults;

/** When a fault strikes, seen from the call that it is aimed at. */
enum Moment {
  BEFORE_FIRST_WORD("before the first word"),
  MID_UTTERANCE("mid-utterance"),
  THINKING("thinking"),
  MID_REPLY("mid-reply");

  private final String words;

  Moment(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
