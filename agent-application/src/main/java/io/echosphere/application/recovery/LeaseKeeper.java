package io.echosphere.application.recovery;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.port.out.WorkerLeases;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this worker's lease, and ends the calls whose sessions another worker has claimed. While
 * the database is away calls go on: whoever cannot renew does not know whether anybody claims, and
 * nobody claims who has not seen the database for long enough. Thread-safe; its rounds follow each
 * other.
 */
public final class LeaseKeeper {
  /** A third is left for the second try, and a third for the connection to be found hung. */
  private static final int RENEWALS_A_LEASE = 3;

  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final WorkerLeases leases;
  private final Duration lease;
  private final Roster roster;
  private final Timers timers;
  private final Executor executor;
  private volatile LeaseWatch watch;
  private volatile @Nullable Cancellable next;
  private volatile boolean closed;

  /**
   * A keeper that has not begun.
   *
   * @param executor runs each round, one after the other; it waits for the database
   */
  LeaseKeeper(
      WorkerLeases leases, Duration lease, Roster roster, Timers timers, Executor executor) {
    this.leases = leases;
    this.lease = lease;
    this.roster = roster;
    this.timers = timers;
    this.executor = executor;
    this.watch = LeaseWatch.blind(lease);
  }

  /** Begins, and returns at once. */
  void start() {
    executor.execute(this::round);
  }

  /** Whether the database was there when it was last asked. */
  boolean isSeeing() {
    return watch.isSeeing();
  }

  /** Whether sessions of others may be claimed now. */
  boolean mayClaim() {
    return watch.mayClaim(timers.nanos());
  }

  /** Renews no more. Idempotent. */
  void close() {
    closed = true;
    var waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  private void round() {
    Duration pause = AFTER_FAILURE;
    try {
      renew();
      pause = lease.dividedBy(RENEWALS_A_LEASE);
    } catch (RepositoryUnavailable failure) {
      if (watch.isSeeing()) {
        LOG.warn("The worker's lease could not be renewed, trying on: {}", failure.getMessage());
      }
      watch = watch.failed();
    } catch (RuntimeException bug) { // without a lease every call of this worker would be claimed
      LOG.error("The worker's lease could not be renewed", bug);
      watch = watch.failed();
    }
    if (!closed) {
      next = timers.after(pause, this::start);
    }
  }

  private void renew() throws RepositoryUnavailable {
    if (closed) {
      return;
    }
    long begun = timers.nanos();
    leases.renew();
    var running = roster.running();
    if (!running.isEmpty()) {
      for (var session : leases.claimedByOthers(running)) {
        LOG.warn("Session {} is another worker's now: its call ends here", session);
        roster.abandon(session);
      }
    }
    watch = watch.renewed(begun, timers.nanos());
  }
}
