package io.echosphere.application.recovery;

import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.out.RoomControl;
import io.echosphere.application.port.out.RoomControl.RoomsUnavailable;
import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.port.out.WorkerLeases;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs for rooms whose call goes on in another worker. A server that makes a room anew calls an
 * agent into it, from any worker; the agent that was in the room before may be on its way back, and
 * two would speak at once. So the job waits until that one is back, or will not come. Thread-safe.
 */
final class Survivors {
  /** No new call waits longer for the database's answer. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private static final Duration ROUND = Duration.ofSeconds(1);

  /**
   * A broken path is noticed within some 3 s and joined anew a few seconds later, where a server is
   * there to join; a caller who is alone after this is not left so.
   */
  private static final Duration RETURNING = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Survivors.class);

  private final WorkerLeases leases;
  private final SessionRepository sessions;
  private final RoomControl rooms;
  private final Timers timers;
  private final Executor executor;

  /** Survivors; the executor's threads wait for the database and LiveKit. */
  Survivors(
      WorkerLeases leases,
      SessionRepository sessions,
      RoomControl rooms,
      Timers timers,
      Executor executor) {
    this.leases = leases;
    this.sessions = sessions;
    this.rooms = rooms;
    this.timers = timers;
    this.executor = executor;
  }

  /** As {@link Custody#wanted}. */
  CompletionStage<Boolean> wanted(Job job) {
    var question = new Question(job);
    var _ = timers.after(PATIENCE, question::hurry);
    executor.execute(question::ask);
    return question.answer;
  }

  /** As {@link Custody#isHeldElsewhere}. */
  boolean isHeldElsewhere(String room) {
    return held(room, Optional.empty()).isPresent();
  }

  /** What goes on elsewhere in a room; as long as the database is away, what is given. */
  private Optional<SessionId> held(String room, Optional<SessionId> otherwise) {
    try {
      return leases.heldElsewhere(room);
    } catch (RepositoryUnavailable failure) {
      LOG.debug("It is not known whose call {} is: {}", room, failure.getMessage());
      return otherwise;
    }
  }

  private final class Question {
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    private final Job job;
    private final long begunNanos = timers.nanos();

    /** The session that goes on in another worker; null until the database has said so. */
    private volatile @Nullable SessionId session;

    private Question(Job job) {
      this.job = job;
    }

    private void hurry() {
      if (session == null && answer.complete(true)) {
        LOG.warn("{} is begun without knowing whether its call goes on elsewhere", job);
      }
    }

    private void ask() {
      try {
        var known = session;
        var held = held(job.room().name(), Optional.ofNullable(known)); // if away, what did before
        if (held.isPresent()) {
          waitOn(held.get());
        } else {
          answer.complete(known == null || !isOver(known) || isCallerAlone());
        }
      } catch (RuntimeException bug) { // a job without an answer would be a caller without an agent
        LOG.error("It is not known whether {} is wanted", job, bug);
        answer.complete(true);
      }
    }

    private void waitOn(SessionId held) {
      if (answer.isDone()) {
        return;
      }
      if (session == null) {
        LOG.info("{} waits: session {} of its room goes on in another worker", job, held);
        session = held;
      }
      long waited = timers.nanos() - begunNanos;
      if (waited >= Custody.LONGEST_OUTAGE.toNanos()) {
        answer.complete(false);
      } else if (waited >= RETURNING.toNanos() && isCallerAlone()) {
        answer.complete(true);
      } else {
        var _ = timers.after(ROUND, () -> executor.execute(this::ask));
      }
    }

    /** Whether it has ended; else its worker was lost, and the job is to go on with it. */
    private boolean isOver(SessionId known) {
      try {
        return sessions.find(known).stream().allMatch(it -> it.session().status().isEnded());
      } catch (RepositoryUnavailable failure) {
        LOG.debug("It is not known whether a session is over: {}", failure.getMessage());
        return false;
      }
    }

    private boolean isCallerAlone() {
      try {
        var room = rooms.look(job.room().name());
        return room.agents().isEmpty() && !room.callers().isEmpty();
      } catch (RoomsUnavailable failure) {
        LOG.debug("It is not known who is in the room: {}", failure.getMessage());
        return true;
      }
    }
  }
}
