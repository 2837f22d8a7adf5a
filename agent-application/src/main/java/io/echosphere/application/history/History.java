package io.echosphere.application.history;

import io.echosphere.application.port.in.BrowseSessions;
import io.echosphere.application.port.out.SessionArchive;
import io.echosphere.application.port.out.SessionArchive.Position;
import io.echosphere.application.port.out.SessionArchive.Query;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.domain.session.SessionId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers an operator's questions from the archive. Thread-safe; holds nothing. */
public final class History implements BrowseSessions {
  private static final int DELETED_AT_ONCE = 500;

  private final SessionArchive archive;

  public History(SessionArchive archive) {
    this.archive = archive;
  }

  @Override
  public Page list(@Nullable String userId, @Nullable Position after, int limit)
      throws RepositoryUnavailable {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException("limit " + limit + " is not in 1 to " + LARGEST_PAGE);
    }
    // One more than is shown tells whether there is a next page.
    var found = archive.page(new Query(userId, after, limit + 1));
    if (found.size() <= limit) {
      return new Page(found, null);
    }
    var shown = found.subList(0, limit);
    return new Page(shown, shown.getLast().position());
  }

  @Override
  public Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable {
    return archive.find(id);
  }

  @Override
  public boolean delete(SessionId id) throws RepositoryUnavailable {
    return archive.delete(id);
  }

  @Override
  public int deleteUser(String userId) throws RepositoryUnavailable {
    int deleted = 0;
    int last;
    do { // a call of this user that begins meanwhile is caught by the next round
      last = archive.deleteOfUser(userId, DELETED_AT_ONCE);
      deleted += last;
    } while (last == DELETED_AT_ONCE);
    return deleted;
  }
}
