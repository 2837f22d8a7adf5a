package io.echosphere.worker.wiring;

import io.echosphere.adapter.postgres.Database;
import io.echosphere.adapter.postgres.DatabaseUnavailable;
import io.echosphere.application.history.Retention;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recording.Recorder;
import io.echosphere.worker.config.DatabaseConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Where sessions are kept, if they are.
 *
 * @param recorder takes facts; without a database it forgets them
 * @param database empty with {@code DATABASE_URL=none}
 */
record Storage(Recorder recorder, Optional<Database> database) {

  /** Opens it for a worker, whose own the sessions are that it creates. */
  static Storage open(DatabaseConfig config, UUID worker, Timers timers)
      throws DatabaseUnavailable {
    Optional<Database> database =
        switch (config) {
          case DatabaseConfig.None() -> Optional.empty();
          case DatabaseConfig.Postgres(var url) -> Optional.of(Database.open(url));
        };
    var repository = database.map(it -> it.sessions(worker)).orElseGet(Forgetful::new);
    var recorder =
        new Recorder(repository, timers, Thread.ofPlatform().name("recorder").daemon().factory());
    recorder.start();
    return new Storage(recorder, database);
  }

  /** Begins to forget old sessions, if there is a database and they are not kept for ever. */
  static Optional<Retention> retention(Optional<Database> database, Duration keep, Timers timers) {
    if (!keep.isPositive()) {
      return Optional.empty();
    }
    var retention =
        database.map(it -> new Retention(it.archive(), timers, keep, Storage::onItsOwnThread));
    retention.ifPresent(Retention::start);
    return retention;
  }

  private static void onItsOwnThread(Runnable round) {
    Thread.ofVirtual().name("retention").start(round);
  }

  /**
   * Ends it.
   *
   * @param last what is done with the database when all is stored that can be
   */
  void close(Duration lastWrites, Runnable last) throws InterruptedException {
    recorder.close(lastWrites);
    last.run();
    database.ifPresent(Database::close);
  }
}
