package io.echosphere.application.cost;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.CostDays;
import io.echosphere.application.port.out.CostDays.Total;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the UTC day has cost, all workers together: every minute this worker's totals are stored and
 * those of the others read. Without a database, or while it is away, the others count as they were
 * last known. Says when the day's limit is near, once a day, and when it is reached. Thread-safe.
 */
public final class DailyCost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyCost.class);
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final double NEAR = 0.8;

  private final CostLedger ledger;
  private final Optional<CostDays> store;
  private final UUID worker;
  private final OptionalDouble limit;
  private final Rounds rounds;
  private final ReentrantLock round = new ReentrantLock();
  private final AtomicReference<Others> others;
  private final AtomicReference<@Nullable LocalDate> warned = new AtomicReference<>();
  private final AtomicReference<@Nullable LocalDate> reached = new AtomicReference<>();
  private volatile Cancellable next = () -> {};
  private volatile boolean closed;

  private record Others(LocalDate day, List<Total> totals) {}

  /**
   * How rounds are run.
   *
   * @param timers say when
   * @param executor waits for the database
   */
  public record Rounds(Timers timers, Executor executor) {}

  /**
   * The cost of this worker and others.
   *
   * @param store where days are kept; empty for this worker alone
   * @param worker this worker's id, new for each process
   * @param limit USD a day, above 0; empty for none
   */
  public DailyCost(
      CostLedger ledger,
      Optional<CostDays> store,
      UUID worker,
      OptionalDouble limit,
      Rounds rounds) {
    this.ledger = ledger;
    this.store = store;
    this.worker = worker;
    this.limit = limit;
    this.rounds = rounds;
    this.others = new AtomicReference<>(new Others(ledger.today(), List.of()));
  }

  /** Begins with a first round; returns at once. */
  public void start() {
    rounds.executor().execute(this::round);
  }

  /**
   * What the day has cost so far.
   *
   * @param usd by item
   * @param unpriced amounts without a known price, by item
   */
  public record Day(Map<String, Double> usd, Map<String, Long> unpriced) {
    public Day {
      usd = Map.copyOf(usd);
      unpriced = Map.copyOf(unpriced);
    }

    /** All that has a price. */
    public double sum() {
      return usd.values().stream().mapToDouble(it -> it).sum();
    }
  }

  /** What today has cost so far. Never blocks. */
  public Day today() {
    var day = ledger.today();
    var usd = new TreeMap<String, Double>();
    var unpriced = new TreeMap<String, Long>();
    var known = others.get();
    ledger.totals(day).forEach(total -> add(total, usd, unpriced));
    if (known.day().equals(day)) {
      known.totals().forEach(total -> add(total, usd, unpriced));
    }
    return new Day(usd, unpriced);
  }

  private static void add(Total total, Map<String, Double> usd, Map<String, Long> unpriced) {
    total
        .usd()
        .ifPresentOrElse(
            cost -> usd.merge(total.item(), cost, Double::sum),
            () -> unpriced.merge(total.item(), total.amount(), Long::sum));
  }

  /** The day's limit, if there is one. */
  public OptionalDouble limit() {
    return limit;
  }

  /** Why no further calls are to be taken, in words for the log; empty if nothing forbids it. */
  public Optional<String> refusal() {
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    double most = limit.getAsDouble();
    double sum = today().sum();
    var day = ledger.today();
    if (sum >= most * NEAR && !day.equals(warned.getAndSet(day))) {
      LOG.warn(
          "Today's AWS cost, about {} USD, is at {} % of COST_DAILY_LIMIT_USD",
          rounded(sum), Math.round(sum / most * 100));
    }
    if (sum < most) {
      return Optional.empty();
    }
    if (!day.equals(reached.getAndSet(day))) {
      LOG.error(
          "COST_DAILY_LIMIT_USD is reached (about {} USD): no more calls are taken until 00:00 UTC",
          rounded(sum));
    }
    return Optional.of("the day's cost limit is reached");
  }

  /** Stores what is left, unless the database takes too long; begins no more rounds. */
  @Override
  public void close() {
    closed = true;
    next.cancel();
    exchange();
  }

  private void round() {
    if (closed) {
      return;
    }
    try {
      exchange();
      var _ = refusal(); // also says that the limit is near while nobody calls
    } finally {
      if (!closed) {
        next = rounds.timers().after(ROUND, this::start);
      }
    }
  }

  private void exchange() {
    round.lock();
    try {
      if (store.isPresent()) {
        exchange(store.get());
      }
    } catch (RepositoryUnavailable failure) {
      LOG.warn("The day's cost could not be stored, trying again: {}", failure.getMessage());
    } catch (RuntimeException bug) { // the next round must come all the same
      LOG.error("The day's cost could not be stored", bug);
    } finally {
      round.unlock();
    }
  }

  private void exchange(CostDays days) throws RepositoryUnavailable {
    var today = ledger.today();
    for (LocalDate day : ledger.days()) {
      days.store(day, worker, ledger.totals(day));
      if (day.isBefore(today.minusDays(1))) { // yesterday's last amounts may still come
        ledger.forget(day);
      }
    }
    others.set(new Others(today, days.ofOthers(today, worker)));
  }

  private static double rounded(double usd) {
    return Math.round(usd * 100) / 100.0;
  }
}
