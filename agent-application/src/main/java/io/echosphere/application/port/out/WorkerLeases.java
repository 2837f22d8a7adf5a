package io.echosphere.application.port.out;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which workers live and whose sessions are whose, by the database's clock alone. A session is its
 * worker's until somebody else claims it; each claim is one guarded statement, so that of several
 * claimants one wins. Blocking and thread-safe. {@link #renew} and {@link #claimedByOthers} take no
 * longer than about a lease's third and wait for nothing else, so that no slow statement and no
 * hung connection costs the lease.
 */
public interface WorkerLeases {
  /** Renews this worker's lease, or begins it, for one lease from now. */
  void renew() throws RepositoryUnavailable;

  /**
   * Ends this worker's lease. Its open sessions that no other worker is to go on with end as
   * failed, at the time of their last word.
   *
   * @param reason why they ended
   */
  void release(String reason) throws RepositoryUnavailable;

  /**
   * Claims open sessions of workers whose lease ran out, if this worker's own has not. They count
   * as lost, since their worker was last known to live, until they are taken or closed.
   *
   * @return how many were claimed
   */
  int claim() throws RepositoryUnavailable;

  /**
   * Marks open sessions of this worker's as lost that it does not know: its predecessor's, written
   * only now. One that was written within the last lease is left.
   *
   * @param known what this worker runs or ran
   * @return how many were marked
   */
  int disown(Set<SessionId> known) throws RepositoryUnavailable;

  /**
   * The lost sessions that this worker has claimed, oldest first.
   *
   * @param most how many at once, at least 1
   */
  List<LostSession> lost(int most) throws RepositoryUnavailable;

  /** Which of these sessions another worker has claimed. */
  Set<SessionId> claimedByOthers(Collection<SessionId> sessions) throws RepositoryUnavailable;

  /** Which of these workers hold a lease that has not run out. */
  Set<UUID> living(Collection<UUID> workers) throws RepositoryUnavailable;

  /**
   * The open session of a room that another worker of the same scope has, and that does not count
   * as lost; the newest if there are several.
   *
   * @param room where the call is
   */
  Optional<SessionId> heldElsewhere(String room) throws RepositoryUnavailable;

  /**
   * Takes a lost session to go on with it, whichever worker of the same scope has claimed it; the
   * newest if there are several.
   *
   * @param room where the call is
   * @param named the session that is meant; empty for any of the room
   * @return empty if there is none, or somebody else was quicker
   */
  Optional<Taken> take(String room, Optional<SessionId> named) throws RepositoryUnavailable;

  /** What was taken cannot be gone on with: it is lost again, since when it was. */
  void giveBack(Taken taken) throws RepositoryUnavailable;

  /**
   * Ends a lost session of this worker's as failed, at the time of its last word or when its worker
   * was last known to live, whichever was later.
   *
   * @param reason why, at most 255 characters
   * @return false if it is not this worker's, not lost or not open any more
   */
  boolean close(SessionId session, String reason) throws RepositoryUnavailable;

  /**
   * Who holds a lease.
   *
   * @param worker a random identifier of this process
   * @param scope which workers may stand in for each other: those with the same one, at most 64
   *     characters
   * @param host where it runs, for operators
   * @param lease how long a worker may be silent before it counts as lost, at least 3 s
   */
  record Holder(UUID worker, String scope, String host, Duration lease) {}

  /**
   * A session that was lost and is this worker's now.
   *
   * @param id which
   * @param lostAt when its worker was last known to live
   */
  record Taken(SessionId id, Instant lostAt) {}

  /**
   * A session without a worker.
   *
   * @param id which
   * @param room the room's name, as stored
   * @param userId who called, as stored
   */
  record LostSession(SessionId id, String room, String userId) {}
}
