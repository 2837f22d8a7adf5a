package io.echosphere.application.history;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.SessionArchive;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets sessions that are older than the operator wants to keep: at the start and once a day, in
 * batches, so that no statement holds many rows. Several workers may do this at once; each deletes
 * what it finds. Thread-safe.
 */
public final class Retention implements AutoCloseable {
  static final int BATCH = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

  private final SessionArchive archive;
  private final Timers timers;
  private final Duration keep;
  private final Executor executor;
  private volatile @Nullable Cancellable next;
  private volatile boolean closed;

  /**
   * A retention that has not begun.
   *
   * @param keep how long sessions are kept
   * @param executor runs each round; it waits for the database
   */
  public Retention(SessionArchive archive, Timers timers, Duration keep, Executor executor) {
    this.archive = archive;
    this.timers = timers;
    this.keep = keep;
    this.executor = executor;
  }

  /** Begins with a first round; returns at once. */
  public void start() {
    executor.execute(this::round);
  }

  /** Begins no more rounds. Idempotent. */
  @Override
  public void close() {
    closed = true;
    var waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  private void round() {
    try {
      var before = timers.now().minus(keep);
      long deleted = 0;
      int last = BATCH;
      while (last == BATCH && !closed) {
        last = archive.deleteCreatedBefore(before, BATCH);
        deleted += last;
      }
      if (deleted > 0) {
        LOG.info("{} sessions were older than {} days and are deleted", deleted, keep.toDays());
      }
      again(DAY);
    } catch (RepositoryUnavailable failure) {
      LOG.warn("Old sessions could not be deleted, trying again: {}", failure.getMessage());
      again(AFTER_FAILURE);
    } catch (RuntimeException bug) { // tomorrow's round must come all the same
      LOG.error("Old sessions could not be deleted", bug);
      again(DAY);
    }
  }

  /** A round that was begun while this closes finds that it is closed, and does nothing. */
  private void again(Duration delay) {
    if (!closed) {
      next = timers.after(delay, this::start);
    }
  }
}
