package io.echosphere.adapter.postgres;

import io.echosphere.application.port.out.CostDays;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What days have cost, in PostgreSQL; totals that are written over, never increments. Thread-safe.
 *
 * @param database runs statements
 */
record PostgresCostDays(PostgresSessionRepository database) implements CostDays {
  /** The scale of the column. */
  private static final int DECIMALS = 6;

  private static final String STORE =
      """
      INSERT INTO cost_days AS stored (day, worker, item, amount, usd) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (day, worker, item) DO UPDATE
      SET amount = excluded.amount, usd = excluded.usd, updated_at = now()
      WHERE excluded.amount >= stored.amount\
      """;

  /** An item that one worker cannot price is unpriced in all: a part would look like the whole. */
  private static final String OTHERS =
      """
      SELECT item, sum(amount)::bigint, CASE WHEN bool_and(usd IS NOT NULL) THEN sum(usd) END
      FROM cost_days WHERE day = ? AND worker <> ? GROUP BY item\
      """;

  @Override
  public void store(LocalDate day, UUID worker, List<Total> totals) throws RepositoryUnavailable {
    if (totals.isEmpty()) {
      return;
    }
    database.run(
        "store cost",
        STORE,
        statement -> {
          for (Total total : totals) {
            statement.setObject(1, day);
            statement.setObject(2, worker);
            statement.setString(3, total.item());
            statement.setLong(4, total.amount());
            statement.setBigDecimal(5, decimal(total.usd()));
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  @Override
  public List<Total> ofOthers(LocalDate day, UUID worker) throws RepositoryUnavailable {
    return database.run(
        "read cost",
        OTHERS,
        statement -> {
          statement.setObject(1, day);
          statement.setObject(2, worker);
          return totals(statement);
        });
  }

  private static List<Total> totals(PreparedStatement statement) throws SQLException {
    var totals = new ArrayList<Total>();
    try (var row = statement.executeQuery()) {
      while (row.next()) {
        BigDecimal usd = row.getBigDecimal(3);
        totals.add(
            new Total(
                row.getString(1),
                row.getLong(2),
                usd == null ? OptionalDouble.empty() : OptionalDouble.of(usd.doubleValue())));
      }
    }
    return totals;
  }

  private static @Nullable BigDecimal decimal(OptionalDouble usd) {
    return usd.isPresent()
        ? BigDecimal.valueOf(usd.getAsDouble()).setScale(DECIMALS, RoundingMode.HALF_UP)
        : null;
  }
}
