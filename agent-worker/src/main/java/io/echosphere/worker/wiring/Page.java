package io.echosphere.worker.wiring;

import io.echosphere.adapter.http.AddressInUse;
import io.echosphere.adapter.http.WebServer;
import io.echosphere.adapter.postgres.Database;
import io.echosphere.adapter.postgres.DatabaseUnavailable;
import io.echosphere.adapter.time.SystemTimers;
import io.echosphere.application.history.Retention;
import io.echosphere.worker.config.DatabaseConfig;
import io.echosphere.worker.config.WebConfig;
import io.echosphere.worker.lifecycle.Shutdown;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and the token API as a process of their own, without calls. */
public final class Page {
  private static final Logger LOG = LoggerFactory.getLogger(Page.class);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private Page() {}

  /**
   * Serves until the process is told to end. Blocks meanwhile.
   *
   * @return the process's exit code, 1 when it could not begin
   */
  public static int run(WebConfig config) {
    var timers = new SystemTimers();
    WebServer server;
    Optional<Database> database;
    try {
      server = Web.bind(config.http());
      database = open(config.database());
    } catch (AddressInUse | DatabaseUnavailable missing) {
      LOG.error("The page cannot be served: {}", missing.getMessage());
      return 1;
    }
    var retention = Storage.retention(database, config.http().retention(), timers);
    var stores = Readiness.Stores.of(database.map(it -> it::isReachable));
    var serving = new Web.Serving(timers, new Readiness(Map.of(), stores, timers));
    Web web = Web.serve(server, config.http(), config.livekit(), database, serving);
    Shutdown.onFirst(
            () -> {
              web.close();
              retention.ifPresent(Retention::close);
              database.ifPresent(Database::close);
              timers.close();
            })
        .within(LONGEST_END)
        .install();
    try {
      new CountDownLatch(1).await(); // the shutdown ends the process
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static Optional<Database> open(DatabaseConfig config) throws DatabaseUnavailable {
    return switch (config) {
      case DatabaseConfig.None() -> Optional.empty();
      case DatabaseConfig.Postgres(var url) -> Optional.of(Database.open(url));
    };
  }
}
