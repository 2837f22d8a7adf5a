package io.echosphere.worker.wiring;

import io.echosphere.adapter.postgres.Database;
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
final class Readiness implements Supplier<Map<String, Boolean>> {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(5);

  private final Map<String, BooleanSupplier> parts;
  private final Optional<Database> database;
  private final Timers timers;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Known known;

  private record Known(boolean reachable, long untilNanos) {}

  /**
   * Readiness of a process.
   *
   * @param parts what else must be well, by name; must not block
   */
  Readiness(Map<String, BooleanSupplier> parts, Optional<Database> database, Timers timers) {
    this.parts = Map.copyOf(parts);
    this.database = database;
    this.timers = timers;
    this.known = new Known(true, timers.nanos());
  }

  @Override
  public Map<String, Boolean> get() {
    Map<String, Boolean> now = new LinkedHashMap<>();
    parts.forEach((name, well) -> now.put(name, well.getAsBoolean()));
    database.ifPresent(it -> now.put("database", reachable(it)));
    return now;
  }

  private boolean reachable(Database asked) {
    if (timers.nanos() - known.untilNanos() >= 0 && asking.tryLock()) {
      try {
        boolean reachable = asked.isReachable();
        known = new Known(reachable, timers.nanos() + KNOWN_FOR.toNanos());
      } finally {
        asking.unlock();
      }
    }
    return known.reachable();
  }
}
