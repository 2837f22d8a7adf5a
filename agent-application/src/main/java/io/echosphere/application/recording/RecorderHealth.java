package io.echosphere.application.recording;

import java.time.Duration;

/**
 * How recording stands, for those who watch a worker. Immutable.
 *
 * @param depth facts that are told and not stored yet, adopted ones among them
 * @param oldest how long the oldest of them has waited; zero when none waits
 * @param journalBytes what waits on the disk, in bytes
 * @param dropped facts that will never be stored, since the start: no room, refused, damaged, too
 *     old
 * @param setAside how many of them were refused by the database and are kept aside on the disk
 * @param journal where facts wait
 * @param databaseAway whether the last write found the database away
 */
public record RecorderHealth(
    long depth,
    Duration oldest,
    long journalBytes,
    long dropped,
    long setAside,
    Journal journal,
    boolean databaseAway) {

  /** Where facts wait to be stored. */
  public enum Journal {
    /** In memory, as configured. */
    NONE,
    /** On the disk. */
    WORKING,
    /** In memory, because the disk cannot be written. */
    BROKEN
  }

  /** Whether nothing that is told now gets lost, whatever happens to the process. */
  public boolean isSafe() {
    return journal == Journal.WORKING || (journal == Journal.NONE && !databaseAway);
  }
}
