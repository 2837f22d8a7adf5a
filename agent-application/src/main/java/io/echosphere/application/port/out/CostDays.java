package io.echosphere.application.port.out;

import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;

/** What UTC days have cost, worker by worker. Blocking and thread-safe; a write may be repeated. */
public interface CostDays {
  /**
   * Stores a worker's totals of a day in place of earlier ones of the same items. A total never
   * shrinks: what is stored stays if it is more.
   */
  void store(LocalDate day, UUID worker, List<Total> totals) throws RepositoryUnavailable;

  /** The totals of a day, of all other workers together, by item. */
  List<Total> ofOthers(LocalDate day, UUID worker) throws RepositoryUnavailable;

  /**
   * The total of one item.
   *
   * @param item such as {@code polly.neural}, at most 255 characters
   * @param amount seconds, tokens or characters, at least 0
   * @param usd what they are estimated to cost; empty if no price is known
   */
  record Total(String item, long amount, OptionalDouble usd) {}
}
