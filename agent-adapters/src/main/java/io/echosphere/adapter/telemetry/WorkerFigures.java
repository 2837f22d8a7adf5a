package io.echosphere.adapter.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the worker knows of itself at any time. Asked on the SDK's threads, about once a minute:
 * every method is quick and never blocks.
 */
public interface WorkerFigures {
  /** What waits to be stored. */
  Journal journal();

  /** How the worker stands with LiveKit. */
  Standing standing();

  /** What the day has cost so far. */
  Cost cost();

  /**
   * What waits to be stored.
   *
   * @param depth facts that are not in the database yet
   * @param oldest how long the oldest of them has waited; zero if none does
   * @param bytes what they take on the disk
   * @param dropped facts that were never stored, since the start
   * @param poison facts that were set aside because the database refuses them, since the start
   */
  record Journal(long depth, Duration oldest, long bytes, long dropped, long poison) {}

  /**
   * How the worker stands with LiveKit.
   *
   * @param load as reported to LiveKit, 0 to 1
   * @param accepting whether it takes further calls
   * @param registered whether LiveKit knows it
   */
  record Standing(double load, boolean accepting, boolean registered) {}

  /**
   * What the UTC day has cost so far, all workers together where there is a database.
   *
   * @param usd by item, such as {@code polly.neural}
   * @param unpriced amounts without a known price, by item
   * @param limit the day's limit in USD, if there is one
   */
  record Cost(Map<String, Double> usd, Map<String, Long> unpriced, OptionalDouble limit) {
    public Cost {
      usd = Map.copyOf(usd);
      unpriced = Map.copyOf(unpriced);
    }
  }
}
