package io.echosphere.simulator.aws.wire;

/**
 * An error as a service words it.
 *
 * @param status the HTTP status
 * @param type the error's type, such as {@code ValidationException}
 * @param message the error's words
 */
public record ServiceError(int status, String type, String message) {
  /** A request that the service cannot accept. */
  public static ServiceError validation(String message) {
    return new ServiceError(400, "ValidationException", message);
  }
}
