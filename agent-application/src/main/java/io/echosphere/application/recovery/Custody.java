package io.echosphere.application.recovery;

import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Which sessions are this worker's, as its calls tell and ask. Thread-safe. */
public interface Custody {
  /**
   * Why a call ends whose session another worker has claimed: its end is not this worker's to
   * store.
   */
  String TAKEN_OVER = "another worker goes on with the session";

  /** As long as a broken connection may take to be restored, and the call to end if it is not. */
  Duration LONGEST_OUTAGE = Duration.ofSeconds(40);

  /** Where nothing is stored, nothing is taken over. */
  Custody NONE =
      new Custody() {
        @Override
        public CompletionStage<Boolean> wanted(Job job) {
          return CompletableFuture.completedFuture(true);
        }

        @Override
        public boolean isHeldElsewhere(String room) {
          return false;
        }

        @Override
        public Succession succeed(Job job) {
          return Succession.NONE;
        }

        @Override
        public void entered(SessionId session, Runnable abandon) {}

        @Override
        public void left(SessionId session) {}
      };

  /**
   * Whether a job is to be begun: not while the call in its room goes on in another worker, which a
   * server calls an agent for that makes the room anew. Told at once where nothing speaks for that,
   * and within {@link #LONGEST_OUTAGE} in every case; false is told of calls that did go on.
   */
  CompletionStage<Boolean> wanted(Job job);

  /**
   * Whether a call in this room goes on in another worker, as far as the database can be asked.
   * Blocks for it.
   */
  boolean isHeldElsewhere(String room);

  /** Begins to ask whether a job's room holds a session that lost its worker. Does not block. */
  Succession succeed(Job job);

  /**
   * A session begins in this worker, or goes on in it.
   *
   * @param abandon called at most once, when another worker has claimed it; must not block
   */
  void entered(SessionId session, Runnable abandon);

  /** A session of this worker's is over, or abandoned. */
  void left(SessionId session);

  /** What a job finds. Used by the session's thread; what it did not use goes back when it ends. */
  interface Succession extends AutoCloseable {
    /** Nothing was lost. */
    Succession NONE =
        new Succession() {
          @Override
          public Optional<StoredSession> of(String userId) {
            return Optional.empty();
          }

          @Override
          public void close() {}
        };

    /**
     * The session to go on with, if it is this user's. Waits a second at most: a caller is better
     * greeted anew than kept waiting.
     */
    Optional<StoredSession> of(String userId) throws InterruptedException;

    /** Gives back what was not used. Idempotent; does not block. */
    @Override
    void close();
  }
}
