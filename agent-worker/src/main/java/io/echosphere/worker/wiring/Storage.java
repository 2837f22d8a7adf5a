package io.echosphere.worker.wiring;

import io.echosphere.adapter.postgres.Database;
import io.echosphere.adapter.postgres.DatabaseUnavailable;
import io.echosphere.application.history.Retention;
import io.echosphere.application.port.out.Telemetry.Span;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recording.Recorder;
import io.echosphere.worker.config.DatabaseConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where sessions are kept, if they are.
 *
 * @param recorder takes facts; without a database it forgets them
 * @param database empty with {@code DATABASE_URL=none}
 */
record Storage(Recorder recorder, Optional<Database> database) {

  static Storage open(DatabaseConfig config, Timers timers, Function<String, Span> statements)
      throws DatabaseUnavailable {
    Optional<Database> database =
        switch (config) {
          case DatabaseConfig.None() -> Optional.empty();
          case DatabaseConfig.Postgres(var url) -> Optional.of(Database.open(url, statements));
        };
    var repository = database.map(Database::sessions).orElseGet(Forgetful::new);
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

  void close(Duration lastWrites) throws InterruptedException {
    recorder.close(lastWrites);
    database.ifPresent(Database::close);
  }
}
