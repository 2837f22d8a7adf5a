package io.echosphere.adapter.postgres;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.WorkerLeases;
import io.echosphere.domain.session.SessionId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Leases in PostgreSQL, each step one statement of {@link LeaseSql}. Thread-safe. */
final class PostgresWorkerLeases implements WorkerLeases {
  private final PostgresSessionRepository pooled;
  private final OwnConnection own;
  private final Holder holder;

  /**
   * One worker's leases.
   *
   * @param pooled gives connections that may be waited for
   * @param own its timeouts are shorter than a lease's third
   */
  PostgresWorkerLeases(PostgresSessionRepository pooled, OwnConnection own, Holder holder) {
    this.pooled = pooled;
    this.own = own;
    this.holder = holder;
  }

  @Override
  public void renew() throws RepositoryUnavailable {
    own.run(
        "renew lease",
        LeaseSql.RENEW,
        statement -> {
          statement.setObject(1, holder.worker());
          statement.setString(2, holder.scope());
          statement.setString(3, holder.host());
          statement.setLong(4, holder.lease().toMillis());
          return statement.executeUpdate();
        });
  }

  @Override
  public void release(String reason) throws RepositoryUnavailable {
    try {
      pooled.run(
          "end sessions",
          LeaseSql.CLOSE_ALL,
          statement -> {
            statement.setString(1, reason);
            statement.setObject(2, holder.worker());
            statement.setObject(3, holder.worker());
            return statement.executeUpdate();
          });
      for (String sql : List.of(LeaseSql.RELEASE, LeaseSql.DELETE)) {
        pooled.run(
            "end lease",
            sql,
            statement -> {
              statement.setObject(1, holder.worker());
              return statement.executeUpdate();
            });
      }
    } finally {
      own.close();
    }
  }

  @Override
  public int claim() throws RepositoryUnavailable {
    return pooled.run(
        "claim sessions",
        LeaseSql.CLAIM,
        statement -> {
          statement.setObject(1, holder.worker());
          statement.setString(2, holder.scope());
          statement.setObject(3, holder.worker());
          return statement.executeUpdate();
        });
  }

  @Override
  public int disown(Set<SessionId> known) throws RepositoryUnavailable {
    pooled.run("forget leases", LeaseSql.FORGET, PreparedStatement::executeUpdate);
    return pooled.run(
        "disown sessions",
        LeaseSql.DISOWN,
        statement -> {
          statement.setObject(1, holder.worker());
          statement.setLong(2, holder.lease().toMillis());
          setIds(statement, 3, known.stream().map(SessionId::value).toList());
          return statement.executeUpdate();
        });
  }

  @Override
  public List<LostSession> lost(int most) throws RepositoryUnavailable {
    return pooled.run(
        "list lost sessions",
        LeaseSql.LOST,
        statement -> {
          statement.setObject(1, holder.worker());
          statement.setInt(2, most);
          var sessions = new ArrayList<LostSession>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              sessions.add(new LostSession(sessionId(row), row.getString(2), row.getString(3)));
            }
          }
          return List.copyOf(sessions);
        });
  }

  @Override
  public Set<SessionId> claimedByOthers(Collection<SessionId> sessions)
      throws RepositoryUnavailable {
    return own.run(
        "check sessions",
        LeaseSql.CLAIMED_BY_OTHERS,
        statement -> {
          setIds(statement, 1, sessions.stream().map(SessionId::value).toList());
          statement.setObject(2, holder.worker());
          var claimed = new HashSet<SessionId>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              claimed.add(sessionId(row));
            }
          }
          return Set.copyOf(claimed);
        });
  }

  @Override
  public Set<UUID> living(Collection<UUID> workers) throws RepositoryUnavailable {
    return pooled.run(
        "list living workers",
        LeaseSql.LIVING,
        statement -> {
          setIds(statement, 1, workers);
          var living = new HashSet<UUID>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              living.add(row.getObject(1, UUID.class));
            }
          }
          return Set.copyOf(living);
        });
  }

  @Override
  public Optional<SessionId> heldElsewhere(String room) throws RepositoryUnavailable {
    return pooled.run(
        "find session elsewhere",
        LeaseSql.HELD_ELSEWHERE,
        statement -> {
          statement.setString(1, PostgresSessionRepository.storable(room));
          statement.setObject(2, holder.worker());
          statement.setString(3, holder.scope());
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(sessionId(row)) : Optional.<SessionId>empty();
          }
        });
  }

  @Override
  public Optional<Taken> take(String room, Optional<SessionId> named) throws RepositoryUnavailable {
    UUID id = named.map(SessionId::value).orElse(null);
    return pooled.run(
        "take session",
        LeaseSql.TAKE,
        statement -> {
          statement.setObject(1, holder.worker());
          statement.setString(2, PostgresSessionRepository.storable(room));
          statement.setString(3, holder.scope());
          statement.setObject(4, id, Types.OTHER);
          statement.setObject(5, id, Types.OTHER);
          try (ResultSet row = statement.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new Taken(sessionId(row), row.getObject(2, OffsetDateTime.class).toInstant()))
                : Optional.<Taken>empty();
          }
        });
  }

  @Override
  public void giveBack(Taken taken) throws RepositoryUnavailable {
    pooled.run(
        "give session back",
        LeaseSql.GIVE_BACK,
        statement -> {
          statement.setObject(1, PostgresSessionRepository.timestamp(taken.lostAt()));
          statement.setObject(2, taken.id().value());
          statement.setObject(3, holder.worker());
          return statement.executeUpdate();
        });
  }

  @Override
  public boolean close(SessionId session, String reason) throws RepositoryUnavailable {
    return pooled.run(
        "close lost session",
        LeaseSql.CLOSE,
        statement -> {
          statement.setString(1, reason);
          statement.setObject(2, holder.worker());
          statement.setObject(3, holder.worker());
          statement.setObject(4, session.value());
          return statement.executeUpdate() > 0;
        });
  }

  private static SessionId sessionId(ResultSet row) throws SQLException {
    return new SessionId(row.getObject(1, UUID.class));
  }

  private static void setIds(PreparedStatement statement, int index, Collection<UUID> ids)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf("uuid", ids.toArray()));
  }
}
