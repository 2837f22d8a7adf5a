package io.echosphere.application.recovery;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * For how long this worker has seen the database without a gap. After an outage every worker needs
 * time to renew its lease, and none may be taken for lost before it had a whole lease of it; so
 * whoever wants to claim must have renewed its own for that long, by its own monotonic clock. Pure.
 *
 * @param lease how long a lease is
 * @param since when the first of the renewals was done that followed each other without a gap
 * @param last when the last one was begun
 */
record LeaseWatch(Duration lease, OptionalLong since, long last) {
  static LeaseWatch blind(Duration lease) {
    return new LeaseWatch(lease, OptionalLong.empty(), 0);
  }

  /**
   * A renewal succeeded.
   *
   * @param begun when it was begun, ns
   * @param done when it was done, ns
   */
  LeaseWatch renewed(long begun, long done) {
    boolean gap = since.isEmpty() || begun - last > gapNanos();
    return new LeaseWatch(lease, gap ? OptionalLong.of(done) : since, begun);
  }

  /** A renewal failed. */
  LeaseWatch failed() {
    return blind(lease);
  }

  /** Whether the database is there, as far as is known. */
  boolean isSeeing() {
    return since.isPresent();
  }

  /** Whether sessions of others may be claimed. */
  boolean mayClaim(long now) {
    return since.isPresent()
        && now - since.getAsLong() >= lease.toNanos()
        && now - last <= gapNanos();
  }

  /** Two renewals in a row did not happen in time: the process stood still. */
  private long gapNanos() {
    return lease.toNanos() * 2 / 3;
  }
}
