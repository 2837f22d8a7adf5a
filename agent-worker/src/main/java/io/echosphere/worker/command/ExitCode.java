package io.echosphere.worker.command;

/** The exit codes of every command. */
final class ExitCode {
  /** It worked. */
  static final int OK = 0;

  /** It was tried and failed. */
  static final int FAILED = 1;

  /** The configuration or the command line cannot be used; nothing was tried. */
  static final int UNUSABLE = 2;

  private ExitCode() {}
}
