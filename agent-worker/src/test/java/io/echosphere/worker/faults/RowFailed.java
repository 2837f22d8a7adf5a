package io.echosphere.worker.faults;

import java.io.Serial;

/** A row did not come out as it must; the message says what was seen instead. */
final class RowFailed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  RowFailed(String message) {
    super(message);
  }

  /** Throws unless something is so. */
  static void unless(boolean so, String otherwise) {
    if (!so) {
      throw new RowFailed(otherwise);
    }
  }
}
