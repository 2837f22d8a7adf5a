package io.echosphere.simulator.stack;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A part of the local stack cannot run here; the message names the problem and the remedy. */
public final class LocalStackException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says what is wrong.
   *
   * @param message the problem and the exact command that mends it
   */
  public LocalStackException(String message) {
    super(message);
  }

  /**
   * Says what is wrong, and what showed it.
   *
   * @param message the problem and the exact command that mends it
   * @param cause the failure underneath, or null
   */
  public LocalStackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
