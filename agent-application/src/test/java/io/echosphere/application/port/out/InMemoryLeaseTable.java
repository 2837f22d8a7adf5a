package io.echosphere.application.port.out;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.WorkerLeases.Holder;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import io.echosphere.application.port.out.WorkerLeases.Taken;
import io.echosphere.domain.session.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What workers share: leases and sessions, by the timers' clock. Can be away for all of them, or
 * for one. Thread-safe.
 */
public final class InMemoryLeaseTable {
  private final Timers timers;
  private final Map<UUID, Lease> leases = new HashMap<>();
  private final Map<SessionId, Row> rows = new LinkedHashMap<>();
  private final Set<UUID> cutOff = new HashSet<>();
  private boolean away;

  public InMemoryLeaseTable(Timers timers) {
    this.timers = timers;
  }

  private record Lease(Holder holder, Instant renewedAt, Instant expiresAt) {}

  /**
   * A session.
   *
   * @param worker whose it is
   * @param lostAt since when its worker is lost; null if it is not
   * @param endedAt when it ended; null while it is open
   * @param reason why it ended
   */
  public record Row(
      SessionId id,
      String room,
      String userId,
      UUID worker,
      Instant writtenAt,
      @Nullable Instant lostAt,
      @Nullable Instant endedAt,
      @Nullable String reason) {
    private boolean isOpen() {
      return endedAt == null;
    }

    private Row of(UUID owner, @Nullable Instant lost, Instant now) {
      return new Row(id, room, userId, owner, now, lost, null, null);
    }

    private Row ended(Instant at, String why) {
      return new Row(id, room, userId, worker, at, null, at, why);
    }
  }

  /** The leases as one worker sees them. */
  public WorkerLeases of(Holder holder) {
    return new View(holder);
  }

  /** No worker reaches the database, or all do again. */
  public synchronized void beAway(boolean isAway) {
    away = isAway;
  }

  /** One worker does not reach the database any more. */
  public synchronized void cutOff(UUID worker) {
    cutOff.add(worker);
  }

  /** It does again. */
  public synchronized void reconnect(UUID worker) {
    cutOff.remove(worker);
  }

  /** A worker stores a session that it begins. */
  public synchronized void begin(UUID worker, LostSession session) {
    rows.put(
        session.id(),
        new Row(
            session.id(),
            session.room(),
            session.userId(),
            worker,
            timers.now(),
            null,
            null,
            null));
  }

  /** A lease runs out now. */
  public synchronized void expire(UUID worker) {
    leases.computeIfPresent(
        worker, (_, lease) -> new Lease(lease.holder(), lease.renewedAt(), timers.now()));
  }

  /** Its worker stores that a session has ended. */
  public synchronized void end(SessionId session) {
    change(List.of(row(session).ended(timers.now(), "")));
  }

  /** A session as it is stored. */
  public synchronized Row row(SessionId session) {
    return Optional.ofNullable(rows.get(session)).orElseThrow();
  }

  private boolean lives(UUID worker) {
    var lease = leases.get(worker);
    return lease != null && lease.expiresAt().isAfter(timers.now());
  }

  private void change(Collection<Row> changed) {
    changed.forEach(row -> rows.put(row.id(), row));
  }

  private final class View implements WorkerLeases {
    private final Holder me;

    private View(Holder me) {
      this.me = me;
    }

    @FunctionalInterface
    private interface Step<T> {
      T run();
    }

    private <T> T locked(Step<T> step) throws RepositoryUnavailable {
      synchronized (InMemoryLeaseTable.this) {
        if (away || cutOff.contains(me.worker())) {
          throw new RepositoryUnavailable("the database is away, as scripted", true, null);
        }
        return step.run();
      }
    }

    private List<Row> mine(boolean lost) {
      return rows.values().stream()
          .filter(row -> row.isOpen() && row.worker().equals(me.worker()))
          .filter(row -> (row.lostAt() != null) == lost)
          .toList();
    }

    @Override
    public void renew() throws RepositoryUnavailable {
      locked(
          () -> {
            var now = timers.now();
            return Optional.ofNullable(
                leases.put(me.worker(), new Lease(me, now, now.plus(me.lease()))));
          });
    }

    @Override
    public void release(String reason) throws RepositoryUnavailable {
      locked(
          () -> {
            change(mine(false).stream().map(row -> row.ended(row.writtenAt(), reason)).toList());
            if (mine(true).isEmpty()) {
              leases.remove(me.worker());
            } else {
              expire(me.worker());
            }
            return true;
          });
    }

    @Override
    public int claim() throws RepositoryUnavailable {
      return locked(
          () -> {
            if (!lives(me.worker())) {
              return 0;
            }
            var claimed = new ArrayList<Row>();
            for (Row row : rows.values()) {
              var lease = leases.get(row.worker());
              if (row.isOpen()
                  && lease != null
                  && !lives(row.worker())
                  && lease.holder().scope().equals(me.scope())) {
                var since = row.lostAt() == null ? lease.renewedAt() : row.lostAt();
                claimed.add(row.of(me.worker(), since, timers.now()));
              }
            }
            change(claimed);
            return claimed.size();
          });
    }

    @Override
    public int disown(Set<SessionId> known) throws RepositoryUnavailable {
      return locked(
          () -> {
            var before = timers.now().minus(me.lease());
            var disowned =
                mine(false).stream()
                    .filter(row -> !known.contains(row.id()) && row.writtenAt().isBefore(before))
                    .map(row -> row.of(me.worker(), row.writtenAt(), timers.now()))
                    .toList();
            change(disowned);
            return disowned.size();
          });
    }

    @Override
    public List<LostSession> lost(int most) throws RepositoryUnavailable {
      return locked(
          () ->
              mine(true).stream()
                  .limit(most)
                  .map(row -> new LostSession(row.id(), row.room(), row.userId()))
                  .toList());
    }

    @Override
    public Set<SessionId> claimedByOthers(Collection<SessionId> sessions)
        throws RepositoryUnavailable {
      return locked(
          () ->
              sessions.stream()
                  .filter(rows::containsKey)
                  .filter(session -> !row(session).worker().equals(me.worker()))
                  .collect(Collectors.toSet()));
    }

    @Override
    public Set<UUID> living(Collection<UUID> workers) throws RepositoryUnavailable {
      return locked(
          () ->
              workers.stream().filter(InMemoryLeaseTable.this::lives).collect(Collectors.toSet()));
    }

    @Override
    public Optional<SessionId> heldElsewhere(String room) throws RepositoryUnavailable {
      return locked(
          () ->
              rows.values().stream()
                  .filter(row -> row.isOpen() && row.lostAt() == null && row.room().equals(room))
                  .filter(row -> !row.worker().equals(me.worker()) && isOfMyScope(row.worker()))
                  .reduce((_, later) -> later)
                  .map(Row::id));
    }

    @Override
    public Optional<Taken> take(String room, Optional<SessionId> named)
        throws RepositoryUnavailable {
      return locked(
          () -> {
            var found =
                rows.values().stream()
                    .filter(row -> row.isOpen() && row.lostAt() != null && row.room().equals(room))
                    .filter(row -> named.isEmpty() || row.id().equals(named.get()))
                    .filter(row -> isOfMyScope(row.worker()))
                    .reduce((_, later) -> later);
            var taken =
                found.map(
                    row -> new Taken(row.id(), Optional.ofNullable(row.lostAt()).orElseThrow()));
            found.ifPresent(row -> change(List.of(row.of(me.worker(), null, timers.now()))));
            return taken;
          });
    }

    private boolean isOfMyScope(UUID worker) {
      var lease = leases.get(worker);
      return lease != null && lease.holder().scope().equals(me.scope());
    }

    @Override
    public void giveBack(Taken taken) throws RepositoryUnavailable {
      locked(
          () -> {
            var row = rows.get(taken.id());
            if (row != null && mine(false).contains(row)) {
              change(List.of(row.of(me.worker(), taken.lostAt(), timers.now())));
            }
            return true;
          });
    }

    @Override
    public boolean close(SessionId session, String reason) throws RepositoryUnavailable {
      return locked(
          () -> {
            var row = rows.get(session);
            if (row == null || row.lostAt() == null || !mine(true).contains(row)) {
              return false;
            }
            change(List.of(row.ended(row.lostAt(), reason)));
            return true;
          });
    }
  }
}
