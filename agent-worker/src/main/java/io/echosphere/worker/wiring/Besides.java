package io.echosphere.worker.wiring;

import io.echosphere.adapter.http.WebServer;
import io.echosphere.application.history.Retention;
import io.echosphere.worker.config.WorkerConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * What a worker does besides its calls: the page and forgetting old sessions. Begun once the worker
 * is on its way to LiveKit, because being ready for calls comes first. Thread-safe.
 */
final class Besides implements AutoCloseable {
  private final WorkerConfig config;
  private final Parts parts;
  private final AtomicReference<Optional<Web>> web = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Retention>> retention =
      new AtomicReference<>(Optional.empty());
  private volatile boolean draining;

  Besides(WorkerConfig config, Parts parts) {
    this.config = config;
    this.parts = parts;
  }

  /**
   * Begins; once.
   *
   * @param server what was bound; empty if the page is switched off
   * @param registered whether LiveKit knows this worker
   */
  void begin(Optional<WebServer> server, BooleanSupplier registered) {
    var database = parts.storage().database();
    Map<String, BooleanSupplier> well = new LinkedHashMap<>();
    well.put("registered", registered);
    well.put("accepting", () -> !draining);
    well.putAll(parts.models());
    var stores =
        new Readiness.Stores(database.map(it -> it::isReachable), parts.storage().journal());
    var readiness = new Readiness(well, stores, parts.timers());
    var serving = new Web.Serving(parts.timers(), readiness);
    web.set(
        server.map(
            it -> Web.serve(it, config.http(), Optional.of(config.livekit()), database, serving)));
    retention.set(Storage.retention(database, config.http().retention(), parts.timers()));
  }

  /** Not ready any more, though the page goes on while calls do. */
  void drain() {
    draining = true;
  }

  @Override
  public void close() {
    retention.get().ifPresent(Retention::close);
    web.get().ifPresent(Web::close);
  }
}
