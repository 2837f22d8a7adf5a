package io.echosphere.application.port.out;

import java.time.Duration;
import java.time.Instant;

/** The only clock. Thread-safe. */
public interface Timers {
  /** The time of day, for what is stored and shown. */
  Instant now();

  /** A monotonic reading in ns, for measuring; only differences mean anything. */
  long nanos();

  /**
   * Runs a task once, after at least the delay, on a thread of the timers' own. The task must be
   * short and must not block: it tells a mailbox, nothing more. Cancelling after it ran does
   * nothing.
   */
  Cancellable after(Duration delay, Runnable task);
}
