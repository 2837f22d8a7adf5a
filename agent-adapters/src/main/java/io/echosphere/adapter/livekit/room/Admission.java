package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a first join goes: one thread waits for what the room's thread reports. Thread-safe. */
final class Admission {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Why joining failed, or nothing once it is done. */
  private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

  /** How far joining has come, for the error that names it. */
  private volatile String stage = "connecting to the server";

  /** Joining has come further. */
  void reached(String next) {
    stage = next;
  }

  void done() {
    outcome.complete(Optional.empty());
  }

  /** Joining has failed; does nothing once it is done. */
  void refused(String reason) {
    outcome.complete(Optional.of(reason));
  }

  /**
   * Waits for the outcome.
   *
   * @throws RoomUnavailable if joining failed, or takes too long
   */
  void await() throws RoomUnavailable, InterruptedException {
    Optional<String> refusal;
    try {
      refusal = outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("outcomes are never exceptional", e);
    } catch (TimeoutException e) {
      throw new RoomUnavailable(
          "joining took more than " + LIMIT.toSeconds() + " s and stopped at: " + stage, e);
    }
    if (refusal.isPresent()) {
      throw new RoomUnavailable(refusal.get());
    }
  }
}
