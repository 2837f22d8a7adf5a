package io.echosphere.application.recovery;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.RoomControl;
import io.echosphere.application.port.out.RoomControl.Agent;
import io.echosphere.application.port.out.RoomControl.RoomsUnavailable;
import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.port.out.WorkerLeases;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Looks after sessions whose worker was lost: once a second those of workers whose lease ran out
 * are claimed, and of each that was claimed LiveKit is asked who is in its room. Where the caller
 * waits an agent is called that goes on with the session; where nobody waits it ends. What fails is
 * tried again in the next round. Thread-safe.
 */
public final class Recovery {
  /** The time from a lease's end to its claim; short, because a caller waits. */
  private static final Duration ROUND = Duration.ofSeconds(1);

  /** Said in the stored reason of a session that nobody could go on with. */
  private static final String WORKER_LOST = "worker lost";

  /** Sessions at once: those of a few full workers. */
  private static final int BATCH = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final WorkerLeases leases;
  private final RoomControl rooms;
  private final Roster roster;
  private final LeaseKeeper keeper;
  private final Custody custody;
  private final Settings settings;
  private final Set<SessionId> lookedAfter = ConcurrentHashMap.newKeySet();

  /** Lost sessions whose caller has an agent of a living worker, and since when. */
  private final Map<SessionId, Long> servedSince = new ConcurrentHashMap<>();

  private volatile @Nullable Cancellable next;
  private volatile boolean closed;
  private volatile boolean roomsAway;
  private long disownedNanos;

  /**
   * How it is done.
   *
   * @param lease how long a lease is
   * @param timers the clock
   * @param threads runs rounds and waits for the database and LiveKit; a thread for each task
   * @param look runs what waits for LiveKit, a few at a time
   */
  public record Settings(Duration lease, Timers timers, Executor threads, Executor look) {}

  /** Recovery that has not begun. */
  public Recovery(
      WorkerLeases leases, SessionRepository sessions, RoomControl rooms, Settings settings) {
    this.leases = leases;
    this.rooms = rooms;
    this.settings = settings;
    roster = new Roster();
    keeper =
        new LeaseKeeper(leases, settings.lease(), roster, settings.timers(), settings.threads());
    custody =
        new WorkerCustody(
            keeper,
            roster,
            new Survivors(leases, sessions, rooms, settings.timers(), settings.threads()),
            new Successions(leases, sessions, roster, settings.threads()));
    disownedNanos = settings.timers().nanos();
  }

  /** Begins to hold a lease and to look after lost sessions; returns at once. */
  public void start() {
    keeper.start();
    later();
  }

  /** What calls tell and ask of their sessions. */
  public Custody custody() {
    return custody;
  }

  /**
   * Claims and renews no more; what was claimed and not gone on with is left to others. Idempotent.
   */
  public void close() {
    closed = true;
    var waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
    keeper.close();
  }

  /** Ends the lease, after all that happened was stored. Blocks for seconds at most. */
  public void release() {
    close();
    try {
      leases.release("the worker stopped");
    } catch (RepositoryUnavailable failure) {
      LOG.warn("The worker's lease is left to run out: {}", failure.getMessage());
    }
  }

  private void later() {
    if (!closed) {
      next = settings.timers().after(ROUND, () -> settings.threads().execute(this::round));
    }
  }

  private void round() {
    try {
      if (keeper.isSeeing()) {
        claim();
        for (LostSession session : leases.lost(BATCH)) {
          if (lookedAfter.add(session.id())) {
            settings.look().execute(() -> lookAfter(session));
          }
        }
      }
    } catch (RepositoryUnavailable failure) { // the keeper says so
      LOG.debug("Lost sessions could not be looked for: {}", failure.getMessage());
    } catch (RuntimeException bug) { // the next round must come all the same
      LOG.error("Lost sessions could not be looked for", bug);
    } finally {
      later();
    }
  }

  private void claim() throws RepositoryUnavailable {
    if (!keeper.mayClaim()) {
      return;
    }
    int claimed = leases.claim();
    if (claimed > 0) {
      LOG.warn("A worker was lost: {} of its sessions are claimed", claimed);
    }
    long now = settings.timers().nanos();
    if (now - disownedNanos >= settings.lease().toNanos()) {
      disownedNanos = now;
      int disowned = leases.disown(roster.known());
      if (disowned > 0) {
        LOG.warn("{} sessions of an earlier worker were stored late and are claimed", disowned);
      }
    }
  }

  private void lookAfter(LostSession session) {
    MDC.put("session", session.id().toString());
    MDC.put("room", session.room());
    try {
      recover(session);
      roomsAway = false;
    } catch (RoomsUnavailable failure) {
      if (!roomsAway) {
        LOG.warn("LiveKit cannot be asked about a lost session: {}", failure.getMessage());
      }
      roomsAway = true;
    } catch (RepositoryUnavailable failure) {
      LOG.debug("A lost session waits for the database: {}", failure.getMessage());
    } catch (RuntimeException bug) {
      LOG.error("A lost session could not be looked after", bug);
    } finally {
      lookedAfter.remove(session.id());
      MDC.clear();
    }
  }

  private void close(LostSession session, String reason) throws RepositoryUnavailable {
    servedSince.remove(session.id());
    if (leases.close(session.id(), reason)) {
      LOG.info("A lost session is over: {}", reason);
    }
  }

  private void recover(LostSession session) throws RoomsUnavailable, RepositoryUnavailable {
    var room = rooms.look(session.room());
    var workers = room.agents().stream().map(Agent::worker).collect(Collectors.toSet());
    Set<UUID> living = workers.isEmpty() ? Set.of() : leases.living(workers);
    var verdict = Verdict.of(session, room, living);
    if (!(verdict instanceof Verdict.Served)) {
      servedSince.remove(session.id());
    }
    switch (verdict) {
      case Verdict.Close() -> close(session, WORKER_LOST);
      case Verdict.Served() -> {
        long now = settings.timers().nanos();
        long since = servedSince.computeIfAbsent(session.id(), _ -> now);
        if (now - since > settings.lease().multipliedBy(2).toNanos()) {
          close(session, WORKER_LOST + ", another agent came");
        }
      }
      case Verdict.Wait() -> {}
      case Verdict.Call(var ghosts) -> {
        for (String ghost : ghosts) {
          rooms.remove(session.room(), ghost);
        }
        rooms.call(session.room(), Handover.metadata(session.id()));
        LOG.info("The caller of a lost session waits: an agent is called");
      }
    }
  }
}
