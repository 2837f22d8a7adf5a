package io.echosphere.worker.faults;

import io.echosphere.simulator.stack.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What can happen to PostgreSQL. No call may notice, and nothing said may be lost. */
final class DatabaseFaults {
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

    @Override
    public List<String> told() {
      return List.of("The database is away", "The database is back");
    }
  }
}
