package io.echosphere.worker.faults;

import io.echosphere.simulator.stack.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What can happen to PostgreSQL. No call may notice, and nothing said may be lost. */
final class DatabaseFaults {
  private static final Duration POOL_TIMEOUT = Duration.ofSeconds(3);

  private DatabaseFaults() {}

  /** Stopped in good order and started again. */
  static Fault stopped(Duration lasts) {
    return new DatabaseFault(
        "PostgreSQL stopped for " + lasts.toSeconds() + " s",
        lasts,
        PostgresServer::stop,
        PostgresServer::resume);
  }

  /** Killed and started again. */
  static Fault killed(Duration lasts) {
    return new DatabaseFault(
        "PostgreSQL killed, back after " + lasts.toSeconds() + " s",
        lasts,
        PostgresServer::kill,
        PostgresServer::resume);
  }

  /** Read-only, as during a failover. */
  static Fault refusesWrites(Duration lasts) {
    return new DatabaseFault(
        "PostgreSQL refuses writes for " + lasts.toSeconds() + " s",
        lasts,
        server -> server.refuseWrites(true),
        server -> server.refuseWrites(false));
  }

  private record DatabaseFault(
      String name,
      Duration lasts,
      Consumer<PostgresServer> breaking,
      Consumer<PostgresServer> mending)
      implements Fault {
    @Override
    public void strike(Scene scene) {
      breaking.accept(scene.stack().postgres());
    }

    @Override
    public void repair(Scene scene) {
      mending.accept(scene.stack().postgres());
    }

    /** Who asks for a connection waits 3 s for one: a shorter outage need not be noticed. */
    @Override
    public List<String> told() {
      boolean noticed = lasts.compareTo(POOL_TIMEOUT) > 0;
      return noticed ? List.of("The database is away", "The database is back") : List.of();
    }
  }
}
