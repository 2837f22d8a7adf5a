package io.echosphere.worker.wiring;

import io.echosphere.adapter.journal.FileJournal;
import io.echosphere.adapter.postgres.Database;
import io.echosphere.adapter.postgres.DatabaseUnavailable;
import io.echosphere.adapter.postgres.DatabaseUrl;
import io.echosphere.application.history.Retention;
import io.echosphere.application.port.out.Telemetry.Span;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recording.Recorder;
import io.echosphere.application.recording.RecorderHealth;
import io.echosphere.worker.config.DatabaseConfig;
import io.echosphere.worker.config.JournalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where sessions are kept, if they are.
 *
 * @param recorder takes facts; without a database it forgets them
 * @param database empty with {@code DATABASE_URL=none}
 */
record Storage(Recorder recorder, Optional<Database> database) {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  /**
   * Opens what is configured. With a journal the worker may begin while the database is away: what
   * is said waits on the disk, and the schema is brought up to date when the database comes.
   *
   * @param worker whose own the sessions are that it creates
   * @param statements begins to measure a statement, by its name
   * @throws DatabaseUnavailable if the database refuses us; without a journal also if it is away
   */
  static Storage open(
      DatabaseConfig config,
      JournalConfig waiting,
      UUID worker,
      Timers timers,
      Function<String, Span> statements)
      throws DatabaseUnavailable {
    return switch (config) {
      case DatabaseConfig.None() ->
          started(new Recorder(new Forgetful(), timers, threads()), Optional.empty());
      case DatabaseConfig.Postgres(var url) -> {
        var journal = waiting.directory().map(at -> journal(at, waiting, worker, timers));
        var database = database(url, journal.isPresent(), statements);
        var sessions = database.sessions(worker);
        var recorder =
            journal.isPresent()
                ? new Recorder(sessions, journal.get(), timers, threads())
                : new Recorder(sessions, timers, threads());
        yield started(recorder, Optional.of(database));
      }
    };
  }

  private static FileJournal journal(
      Path directory, JournalConfig config, UUID worker, Timers timers) {
    var settings = new FileJournal.Settings(directory, config.maxBytes(), config.maxAge());
    return new FileJournal(settings, worker.toString(), timers::now);
  }

  private static Database database(
      DatabaseUrl url, boolean maybeLater, Function<String, Span> statements)
      throws DatabaseUnavailable {
    try {
      return Database.open(url, statements);
    } catch (DatabaseUnavailable problem) {
      if (!maybeLater || !problem.isAway()) {
        throw problem;
      }
      LOG.warn("Starting without the database, what is said waits: {}", problem.getMessage());
      return Database.openLater(url, statements);
    }
  }

  private static ThreadFactory threads() {
    return Thread.ofPlatform().daemon().factory();
  }

  private static Storage started(Recorder recorder, Optional<Database> database) {
    recorder.start();
    return new Storage(recorder, database);
  }

  /** Whether the journal can be written, if there is one. */
  Optional<BooleanSupplier> journal() {
    return recorder.health().journal() == RecorderHealth.Journal.NONE
        ? Optional.empty()
        : Optional.of(() -> recorder.health().journal() == RecorderHealth.Journal.WORKING);
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
