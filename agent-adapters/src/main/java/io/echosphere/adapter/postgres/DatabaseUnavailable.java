package io.echosphere.adapter.postgres;

/** The database cannot be used at start; the message names the problem and the fix, no secret. */
public final class DatabaseUnavailable extends Exception {
  private final boolean away;

  /**
   * A database that cannot be used.
   *
   * @param away whether it did not answer, or answered that it cannot now; else it refuses us
   */
  DatabaseUnavailable(String message, boolean away, Throwable cause) {
    super(message, cause);
    this.away = away;
  }

  /** Whether it may be there later, without anybody changing the settings. */
  public boolean isAway() {
    return away;
  }
}
