package io.echosphere.worker.faults;

/** What a call must come to. */
enum Outcome {
  /** The turn under way is answered as if nothing had been, the next one too. */
  GOES_ON("goes on"),
  /** The turn under way may be lost; the caller asks again, and is answered with the history. */
  ASKED_AGAIN("answers when asked again"),
  /** An apology instead of the reply; the next turn is answered. */
  APOLOGISES("apologises, then goes on"),
  /** The reply is shown, but not all of it is heard; the next turn is answered. */
  SHOWN("shows the reply, then goes on"),
  /** The session ends, with a reason. */
  ENDS("ends with a reason");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
