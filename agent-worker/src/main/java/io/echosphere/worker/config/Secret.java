package io.echosphere.worker.config;

/**
 * A value that must not be seen: prints as {@code ***}.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "***";
  }
}
