package io.echosphere.adapter.postgres;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection beside the pool, for what must not wait for others. Opened when it is needed, and
 * anew after any fault. Thread-safe; one statement at a time.
 */
final class OwnConnection implements AutoCloseable {
  private final DataSource source;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection open;

  OwnConnection(DataSource source) {
    this.source = source;
  }

  <T> T run(String name, String sql, PostgresSessionRepository.Work<T> work)
      throws RepositoryUnavailable {
    lock.lock();
    try {
      var connection = connection(name);
      try (var statement = connection.prepareStatement(sql)) {
        return work.with(statement);
      } catch (SQLException e) {
        drop();
        throw SqlFaults.ofStatement(name, e);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }

  private Connection connection(String name) throws RepositoryUnavailable {
    var known = open;
    if (known != null) {
      return known;
    }
    try {
      var fresh = source.getConnection();
      open = fresh;
      return fresh;
    } catch (SQLException e) {
      throw SqlFaults.ofConnection(name, e);
    }
  }

  private void drop() {
    var known = open;
    open = null;
    if (known != null) {
      try {
        known.close();
      } catch (SQLException _) {
        // It is broken already, or will be found so by the server.
      }
    }
  }
}
