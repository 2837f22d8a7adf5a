package io.echosphere.adapter.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connections to a database whose schema is what this worker needs. Where the database was away
 * when the worker began, whoever asks first once it is back brings the schema up to date; others
 * are told to ask again meanwhile. Thread-safe.
 */
final class MigratedPool extends HikariDataSource {
  private final Migrating migrating;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean upToDate;

  /**
   * A pool.
   *
   * @param migrating brings the schema up to date
   * @param upToDate whether it is already
   */
  MigratedPool(HikariConfig config, Migrating migrating, boolean upToDate) {
    super(config);
    this.migrating = migrating;
    this.upToDate = upToDate;
  }

  /** Brings the schema up to date. */
  @FunctionalInterface
  interface Migrating {
    void run() throws DatabaseUnavailable;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!upToDate) {
      migrate();
    }
    return super.getConnection();
  }

  private void migrate() throws SQLException {
    if (!lock.tryLock()) {
      throw new SQLTransientConnectionException("the schema is being brought up to date", "57P03");
    }
    try {
      if (!upToDate) {
        migrating.run();
        upToDate = true;
      }
    } catch (DatabaseUnavailable e) { // an outage like any other, for whoever asks
      throw new SQLTransientConnectionException(e.getMessage(), "08001", e);
    } finally {
      lock.unlock();
    }
  }
}
