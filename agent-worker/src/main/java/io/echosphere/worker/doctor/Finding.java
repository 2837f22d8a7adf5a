package io.echosphere.worker.doctor;

/**
 * What a check found.
 *
 * @param status how it is
 * @param words one line: what was found and, if that is bad, what to do; never a secret
 */
public record Finding(Status status, String words) {
  /** All is well. */
  public static Finding ok(String words) {
    return new Finding(Status.OK, words);
  }

  /** Something must be mended. */
  public static Finding failed(String words) {
    return new Finding(Status.FAILED, words);
  }

  /** There was nothing to check, or no way to. */
  public static Finding skipped(String words) {
    return new Finding(Status.SKIPPED, words);
  }

  /** How it is. */
  public enum Status {
    OK,
    FAILED,
    SKIPPED
  }
}
