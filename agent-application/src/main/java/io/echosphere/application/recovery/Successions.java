package io.echosphere.application.recovery;

import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.application.port.out.WorkerLeases;
import io.echosphere.application.port.out.WorkerLeases.Taken;
import io.echosphere.application.recovery.Custody.Succession;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds for each job what its room lost, while the job joins. Every job asks, not only one whose
 * dispatch names a session: the caller may have called the agent again themselves. Thread-safe.
 */
final class Successions {
  private static final long PATIENCE_MILLIS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(Successions.class);

  private final WorkerLeases leases;
  private final SessionRepository sessions;
  private final Roster roster;
  private final Executor executor;

  /** Successions; the executor's threads wait for the database. */
  Successions(WorkerLeases leases, SessionRepository sessions, Roster roster, Executor executor) {
    this.leases = leases;
    this.sessions = sessions;
    this.roster = roster;
    this.executor = executor;
  }

  /** As {@link Custody#succeed}. */
  Succession succeed(Job job) {
    var search = new Search();
    executor.execute(() -> search.run(job));
    return search;
  }

  private record Found(Taken taken, StoredSession stored) {}

  private final class Search implements Succession {
    private final CompletableFuture<Optional<Found>> found = new CompletableFuture<>();

    /** Whether it was used, or given back: either happens once. */
    private final AtomicBoolean settled = new AtomicBoolean();

    private void run(Job job) {
      Optional<Found> result = Optional.empty();
      try {
        var taken = leases.take(job.room().name(), Handover.session(job.metadata()));
        if (taken.isPresent()) {
          result = read(taken.get());
        }
      } catch (RepositoryUnavailable failure) {
        LOG.warn("It is not known whether the room lost a session: {}", failure.getMessage());
      } finally {
        found.complete(result);
      }
    }

    private Optional<Found> read(Taken taken) throws RepositoryUnavailable {
      roster.remember(taken.id());
      try {
        var stored = sessions.find(taken.id()).filter(it -> !it.session().status().isEnded());
        return stored.map(it -> new Found(taken, it));
      } catch (RepositoryUnavailable failure) {
        giveBack(taken);
        throw failure;
      }
    }

    @Override
    public Optional<StoredSession> of(String userId) throws InterruptedException {
      Optional<Found> known = Optional.empty();
      try {
        known = found.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        LOG.warn("The database takes too long: the caller is met as if they were new");
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
      var theirs = known.filter(it -> it.stored().session().userId().equals(userId));
      if (theirs.isPresent() && settled.compareAndSet(false, true)) {
        return theirs.map(Found::stored);
      }
      close();
      return Optional.empty();
    }

    @Override
    public void close() {
      if (settled.compareAndSet(false, true)) {
        var _ =
            found.thenAcceptAsync(
                result -> result.map(Found::taken).ifPresent(this::giveBack), executor);
      }
    }

    private void giveBack(Taken taken) {
      roster.forget(taken.id()); // if this fails it is found again as nobody's
      try {
        leases.giveBack(taken);
      } catch (RepositoryUnavailable failure) {
        LOG.warn("Session {} waits to be given back: {}", taken.id(), failure.getMessage());
      }
    }
  }
}
