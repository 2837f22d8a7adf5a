package io.echosphere.simulator.bench;

import java.util.Arrays;
import java.util.Collection;

/** Some figures, in order; percentiles are by the nearest rank. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Spread(double[] sorted) {
  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Spread(sorted);
  }

  /** The figure that a share of all does not exceed; NaN when there are none. */
  double percentile(double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  double max() {
    return percentile(1);
  }

  /** For a table. */
  @Override
  public String toString() {
    return "p50 %s, p95 %s, max %s (of %d)"
        .formatted(
            Table.number(percentile(0.5)),
            Table.number(percentile(0.95)),
            Table.number(max()),
            sorted.length);
  }
}
