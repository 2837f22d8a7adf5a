package io.echosphere.application.cost;

import io.echosphere.application.port.out.CostDays.Total;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Timers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this worker has used, by UTC day and item. Bounded: a few items a day, and a day is
 * forgotten once it is stored and over. Thread-safe.
 */
public final class CostLedger implements Telemetry.Meter {
  /** A day that cannot be stored for so long is forgotten. */
  private static final int DAYS_KEPT = 7;

  private final Prices prices;
  private final Prices.Items items;
  private final Timers timers;
  private final ConcurrentSkipListMap<LocalDate, Map<String, LongAdder>> days =
      new ConcurrentSkipListMap<>();

  /** An empty ledger. */
  public CostLedger(Prices prices, Prices.Items items, Timers timers) {
    this.prices = prices;
    this.items = items;
    this.timers = timers;
  }

  @Override
  public void used(Amount amount, String of, long value) {
    var item = items.of(amount, of);
    if (item.isPresent() && value > 0) {
      days.computeIfAbsent(today(), _ -> new ConcurrentHashMap<>())
          .computeIfAbsent(item.get(), _ -> new LongAdder())
          .add(value);
      while (days.size() > DAYS_KEPT) {
        days.pollFirstEntry();
      }
    }
  }

  /** The UTC day it is. */
  LocalDate today() {
    return LocalDate.ofInstant(timers.now(), ZoneOffset.UTC);
  }

  /** The days with something in them, oldest first. */
  List<LocalDate> days() {
    return List.copyOf(days.keySet());
  }

  /** Forgets a day. */
  void forget(LocalDate day) {
    days.remove(day);
  }

  /** What was used on a day, by item. */
  List<Total> totals(LocalDate day) {
    var amounts = new TreeMap<String, Long>();
    days.getOrDefault(day, Map.of()).forEach((item, sum) -> amounts.put(item, sum.sum()));
    return amounts.entrySet().stream().map(it -> total(it.getKey(), it.getValue())).toList();
  }

  private Total total(String item, long amount) {
    return new Total(item, amount, prices.cost(item, amount));
  }
}
