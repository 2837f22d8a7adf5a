package io.echosphere.adapter.postgres;

/** The database cannot be used at start; the message names the problem and the fix, no secret. */
public final class DatabaseUnavailable extends Exception {
  DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
