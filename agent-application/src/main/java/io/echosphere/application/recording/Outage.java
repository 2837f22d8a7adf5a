package io.echosphere.application.recording;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Timers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database is away, and the operator's news of it: at once when it goes, each minute
 * while it stays away, and when it is back. Shared by all that write. Thread-safe.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final long REMIND_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Timers timers;
  private final IntSupplier waiting;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean lasts;
  private long saidNanos;

  Outage(Timers timers, IntSupplier waiting) {
    this.timers = timers;
    this.waiting = waiting;
  }

  /** An attempt failed and is worth another. */
  void failed(RepositoryUnavailable failure) {
    lock.lock();
    try {
      if (!lasts) {
        LOG.warn("The database is away, facts wait: {}", failure.getMessage());
      } else if (timers.nanos() - saidNanos >= REMIND_NANOS) {
        LOG.warn("The database is still away: {}", failure.getMessage());
      } else {
        return;
      }
      lasts = true;
      saidNanos = timers.nanos();
    } finally {
      lock.unlock();
    }
  }

  /** An attempt was answered. */
  void answered() {
    if (!lasts) {
      return;
    }
    lock.lock();
    try {
      if (lasts) {
        lasts = false;
        LOG.info("The database is back; {} facts wait", waiting.getAsInt());
      }
    } finally {
      lock.unlock();
    }
  }

  boolean lasts() {
    return lasts;
  }
}
