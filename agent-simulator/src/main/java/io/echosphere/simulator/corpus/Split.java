package io.echosphere.simulator.corpus;

/** Which half a clip belongs to. The halves share neither texts nor voices. */
public enum Split {
  /** To be looked at while rules are written and thresholds chosen. */
  DEVELOPMENT("development"),
  /** To be reported, and looked at by nobody who tunes. */
  HELD_OUT("held-out");

  private final String code;

  Split(String code) {
    this.code = code;
  }

  /** The name that files and options use. */
  public String code() {
    return code;
  }

  /**
   * Reads a code.
   *
   * @throws IllegalArgumentException naming the valid ones
   */
  public static Split of(String code) {
    for (Split split : values()) {
      if (split.code.equals(code)) {
        return split;
      }
    }
    throw new IllegalArgumentException("no half '" + code + "': use development or held-out");
  }
}
