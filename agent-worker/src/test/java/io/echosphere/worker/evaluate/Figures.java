package io.echosphere.worker.evaluate;

import java.util.Locale;
import java.util.stream.LongStream;

/** Shares and percentiles as the tables print them. Pure. */
final class Figures {
  private Figures() {}

  /** A count and its share of all, such as {@code 3 (3.8 %)}; a dash when there are none at all. */
  static String share(long count, long all) {
    return all == 0 ? "-" : String.format(Locale.ROOT, "%d (%.1f %%)", count, 100.0 * count / all);
  }

  /** The value below which that share of the values lies, by rank; a dash when there are none. */
  static String percentile(LongStream values, double share) {
    long[] sorted = values.sorted().toArray();
    if (sorted.length == 0) {
      return "-";
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return Long.toString(sorted[Math.max(0, rank - 1)]);
  }
}
