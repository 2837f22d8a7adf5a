package io.echosphere.application.port.out;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored sessions as operators see them: read and forgotten, never changed. Blocking and
 * thread-safe. Deleting what is not there is no error.
 */
public interface SessionArchive {
  /** Most rows of one call. */
  int LARGEST_BATCH = 1_000;

  /** A page of sessions, newest first, of the same instant by id, the greater first. */
  List<Summary> page(Query query) throws RepositoryUnavailable;

  /** A session with its messages in the order they were said; empty if there is none. */
  Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable;

  /** Deletes a session with its messages; false if there was none. */
  boolean delete(SessionId id) throws RepositoryUnavailable;

  /**
   * Deletes some of a user's sessions with their messages.
   *
   * @param most 1 to {@link #LARGEST_BATCH}
   * @return how many were deleted; fewer than {@code most} when none is left
   */
  int deleteOfUser(String userId, int most) throws RepositoryUnavailable;

  /**
   * Deletes some of the oldest sessions with their messages.
   *
   * @param before only what was created before this instant
   * @param most 1 to {@link #LARGEST_BATCH}
   * @return how many were deleted; fewer than {@code most} when none is left
   */
  int deleteCreatedBefore(Instant before, int most) throws RepositoryUnavailable;

  /**
   * Which page.
   *
   * @param userId whose sessions; null for everybody's
   * @param after only what comes after this place; null to begin with the newest
   * @param limit most sessions returned, 1 to {@link #LARGEST_BATCH}
   */
  record Query(@Nullable String userId, @Nullable Position after, int limit) {
    public Query {
      if (limit < 1 || limit > LARGEST_BATCH) {
        throw new IllegalArgumentException("limit " + limit + " is not in 1 to " + LARGEST_BATCH);
      }
    }
  }

  /**
   * A place in the order of sessions. It stays good when sessions are added or deleted.
   *
   * @param createdAt of the session there, to the microsecond
   * @param id of the session there
   */
  record Position(Instant createdAt, SessionId id) {}

  /**
   * A session in a list.
   *
   * @param session without its messages
   * @param messages how many messages it has, at least 0
   * @param latencyP50 the median of how long its replies were waited for; null if there were none
   */
  record Summary(Session session, int messages, @Nullable Duration latencyP50) {
    /** Its place in the order. */
    public Position position() {
      return new Position(session.createdAt(), session.id());
    }
  }
}
