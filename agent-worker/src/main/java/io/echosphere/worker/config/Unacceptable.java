package io.echosphere.worker.config;

/** A value that a setting cannot take. */
final class Unacceptable extends Exception {
  private final String fix;

  /**
   * Says what and how to mend it.
   *
   * @param what continues a sentence that begins with the variable, such as "is not a number"
   * @param fix an imperative
   */
  Unacceptable(String what, String fix) {
    super(what);
    this.fix = fix;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  String fix() {
    return fix;
  }
}
