package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a first join goes: one thread waits for what the room's thread reports. Thread-safe, but for
 * what is the room's thread's.
 */
final class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Five waits are about 4 s: for a server that is restarted. */
  private static final int MOST_TRIES = 6;

  private final ReconnectPolicy policy;
  private final BiConsumer<Duration, Runnable> later;
  private final Runnable again;

  /** Why joining failed, or nothing once it is done. */
  private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

  /** How far joining has come, for the error that names it. */
  private volatile String stage = "connecting to the server";

  /** How often the socket was opened; the room's thread. */
  private int tries = 1;

  /**
   * Of a join that has just begun.
   *
   * @param policy how patient it is
   * @param later runs a task after a while, unless the join is over by then
   * @param again opens the socket once more
   */
  Admission(ReconnectPolicy policy, BiConsumer<Duration, Runnable> later, Runnable again) {
    this.policy = policy;
    this.later = later;
    this.again = again;
  }

  /** Joining has come further. */
  void reached(String next) {
    stage = next;
  }

  /**
   * Whether the socket, which broke, is opened once more. A server that lets nobody in is not asked
   * again, one that was there just now is. The room's thread.
   */
  boolean triesAgain(Trouble trouble) {
    boolean mayPass =
        switch (trouble.kind()) {
          case SIGNAL_CLOSED, TOLD_TO_RESUME, TOLD_TO_REJOIN -> true;
          case UNREACHABLE -> tries > 1;
          case SIGNAL_SILENT, DENIED, PUBLISHER, SUBSCRIBER, NO_MEDIA -> false;
        };
    Optional<Duration> wait =
        mayPass && tries < MOST_TRIES
            ? policy.waitBefore(tries++ - 1, Duration.ZERO)
            : Optional.empty();
    wait.ifPresent(
        pause -> {
          log.info(
              "the connection to the room broke and is being restored: {}; it was being joined",
              trouble.reason());
          later.accept(pause, again);
        });
    return wait.isPresent();
  }

  /** We are in the room; does nothing when that was so before. The room's thread. */
  void done() {
    if (outcome.complete(Optional.empty()) && tries > 1) {
      log.info("the connection to the room is restored: it is joined; attempts: {}", tries);
    }
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
