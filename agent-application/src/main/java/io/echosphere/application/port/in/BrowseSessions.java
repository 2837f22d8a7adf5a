package io.echosphere.application.port.in;

import io.echosphere.application.port.out.SessionArchive.Position;
import io.echosphere.application.port.out.SessionArchive.Summary;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.domain.session.SessionId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may ask of the past. Thread-safe; waits for the database, for seconds at most.
 */
public interface BrowseSessions {
  /** Most sessions on a page. */
  int LARGEST_PAGE = 200;

  /**
   * A page of sessions, newest first.
   *
   * @param userId whose; null for everybody's
   * @param after where the page before ended; null for the first
   * @param limit most sessions on it, 1 to {@link #LARGEST_PAGE}
   */
  Page list(@Nullable String userId, @Nullable Position after, int limit)
      throws RepositoryUnavailable;

  /** A session with its messages in the order they were said; empty if there is none. */
  Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable;

  /**
   * Forgets a session and what was said in it. What a call that is still going on says later is not
   * stored either.
   *
   * @return false if there was none
   */
  boolean delete(SessionId id) throws RepositoryUnavailable;

  /**
   * Forgets all sessions of a user.
   *
   * @return how many there were
   */
  int deleteUser(String userId) throws RepositoryUnavailable;

  /**
   * A page of sessions.
   *
   * @param items newest first
   * @param next where the next page begins; null on the last
   */
  record Page(List<Summary> items, @Nullable Position next) {
    public Page {
      items = List.copyOf(items);
    }
  }
}
