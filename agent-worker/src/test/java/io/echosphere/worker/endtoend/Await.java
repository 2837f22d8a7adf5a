package io.echosphere.worker.endtoend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what another process does, and nobody tells of: rows of a table, lines of a file. */
public final class Await {
  /** Far beyond what any step takes, for machines that are busy with other things. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private Await() {}

  /**
   * Looks again and again until there is something.
   *
   * @param whatWasThere what to say if there never is
   * @throws AssertionError when there is nothing within {@link #LIMIT}
   */
  public static <T> T until(Callable<Optional<T>> look, Supplier<String> whatWasThere)
      throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      Optional<T> found = look.call();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "not within %d s; instead:%n%s".formatted(LIMIT.toSeconds(), whatWasThere.get()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
