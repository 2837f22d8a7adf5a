package io.echosphere.application.port.out;

import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions are kept. Blocking and thread-safe; every write is idempotent, so that one whose
 * outcome is unknown may be repeated.
 */
public interface SessionRepository {
  /** Stores a new session; one already stored is left as it is. */
  void create(Session session) throws RepositoryUnavailable;

  /**
   * Stores status, times and reason; one that has ended, or that another living worker goes on
   * with, is left as it is, one that is unknown is ignored.
   */
  void update(Session session) throws RepositoryUnavailable;

  /**
   * Adds a message to a stored session, or what a later revision of it says: words, sound,
   * interruption and latency. The same or an earlier revision changes nothing, so that replays
   * never shorten what is stored. Refused for good when there is no such session.
   */
  void add(SessionId session, Message message, Place place) throws RepositoryUnavailable;

  /**
   * A session with its messages in the order they were said: by sequence, then by time; those that
   * were stored before there was a sequence come first. Empty if there is none.
   */
  Optional<StoredSession> find(SessionId id) throws RepositoryUnavailable;

  /**
   * A user's sessions, newest first.
   *
   * @param limit most sessions returned, 1 to 1,000
   */
  List<Session> listByUser(String userId, int limit) throws RepositoryUnavailable;

  /** A session and what was said in it. */
  record StoredSession(Session session, List<Message> messages) {
    public StoredSession {
      messages = List.copyOf(messages);
    }
  }

  /** A statement failed. */
  final class RepositoryUnavailable extends Exception {
    private final boolean transientFault;

    /**
     * A failed statement.
     *
     * @param message names the statement and the fault; no values
     * @param transientFault whether the same call may succeed later (connection lost, server
     *     shutting down); false when this very write is refused
     */
    public RepositoryUnavailable(
        String message, boolean transientFault, @Nullable Throwable cause) {
      super(message, cause);
      this.transientFault = transientFault;
    }

    /** Whether the same call may succeed later. */
    public boolean isTransient() {
      return transientFault;
    }
  }
}
