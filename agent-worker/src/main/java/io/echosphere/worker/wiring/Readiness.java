package io.echosphere.worker.wiring;

import io.echosphere.adapter.http.Health;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether this process is of use now. The database is asked every few seconds at most, however
 * often somebody wants to know: its few connections are for the calls. Thread-safe.
 */
final class Readiness implements Supplier<Health> {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  private final Map<String, BooleanSupplier> parts;
  private final Stores stores;
  private final Timers timers;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Known known;

  private record Known(boolean reachable, long untilNanos) {}

  /**
   * Where what is said is kept: one of them that is well will do, because a journal is written to
   * the database once that is back.
   *
   * @param database whether it answers; may block for a second or two; empty if there is none
   * @param journal whether it can be written; must not block; empty if there is none
   */
  record Stores(Optional<BooleanSupplier> database, Optional<BooleanSupplier> journal) {
    /** Only a database, or nothing. */
    static Stores of(Optional<? extends BooleanSupplier> database) {
      return new Stores(database.map(it -> it), Optional.empty());
    }
  }

  /**
   * Readiness of a process.
   *
   * @param parts what must be well, each of it, by name and in the order shown; must not block
   * @param stores where what is said is kept
   * @param timers the clock
   */
  Readiness(Map<String, BooleanSupplier> parts, Stores stores, Timers timers) {
    this.parts = new LinkedHashMap<>(parts);
    this.stores = stores;
    this.timers = timers;
    this.known = new Known(true, timers.nanos());
  }

  @Override
  public Health get() {
    Map<String, Boolean> now = new LinkedHashMap<>();
    parts.forEach((name, well) -> now.put(name, well.getAsBoolean()));
    boolean ready = !now.containsValue(false);
    Map<String, Boolean> kept = new LinkedHashMap<>();
    stores.database().ifPresent(it -> kept.put("database", reachable(it)));
    stores.journal().ifPresent(it -> kept.put("journal", it.getAsBoolean()));
    now.putAll(kept);
    return new Health(ready && (kept.isEmpty() || kept.containsValue(true)), now);
  }

  private boolean reachable(BooleanSupplier asked) {
    if (timers.nanos() - known.untilNanos() >= 0 && asking.tryLock()) {
      try {
        boolean reachable = asked.getAsBoolean();
        known = new Known(reachable, timers.nanos() + KNOWN_FOR.toNanos());
      } finally {
        asking.unlock();
      }
    }
    return known.reachable();
  }
}
