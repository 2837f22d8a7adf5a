package io.echosphere.simulator.stack;

/** Says on the error stream what the local stack fetches, builds or installs. */
final class Notice {
  private Notice() {}

  static void say(String text) {
    System.err.println("[echosphere] " + text);
  }
}
