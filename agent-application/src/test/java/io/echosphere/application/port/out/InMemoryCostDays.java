package io.echosphere.application.port.out;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;

/** Days in memory, which may be away. Owned by the test's thread. */
public final class InMemoryCostDays implements CostDays {
  private final Map<Key, Total> stored = new LinkedHashMap<>();
  private boolean away;

  private record Key(LocalDate day, UUID worker, String item) {}

  /** From now on nothing can be stored or read, or again. */
  public void away(boolean now) {
    away = now;
  }

  @Override
  public void store(LocalDate day, UUID worker, List<Total> totals) throws RepositoryUnavailable {
    check();
    for (Total total : totals) {
      stored.merge(
          new Key(day, worker, total.item()),
          total,
          (old, next) -> next.amount() >= old.amount() ? next : old);
    }
  }

  @Override
  public List<Total> ofOthers(LocalDate day, UUID worker) throws RepositoryUnavailable {
    check();
    var sums = new LinkedHashMap<String, Total>();
    stored.forEach(
        (key, total) -> {
          if (key.day().equals(day) && !key.worker().equals(worker)) {
            sums.merge(total.item(), total, InMemoryCostDays::sum);
          }
        });
    return new ArrayList<>(sums.values());
  }

  private static Total sum(Total one, Total other) {
    boolean priced = one.usd().isPresent() && other.usd().isPresent();
    return new Total(
        one.item(),
        one.amount() + other.amount(),
        priced
            ? OptionalDouble.of(one.usd().getAsDouble() + other.usd().getAsDouble())
            : OptionalDouble.empty());
  }

  private void check() throws RepositoryUnavailable {
    if (away) {
      throw new RepositoryUnavailable("the database is away", true, null);
    }
  }
}
