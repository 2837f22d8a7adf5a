package io.echosphere.application.speaking;

import java.util.Locale;

/**
 * How late the mouth's beats were while there were calls, in fixed classes of 0.1 ms up to 200 ms;
 * noting one allocates nothing. Owned by the mouth's thread, and read once that has ended.
 */
final class Punctuality {
  private static final long CLASS_NANOS = 100_000;
  private static final int CLASSES = 2_000;

  private final long[] counts = new long[CLASSES + 1];
  private long beats;
  private long worst;
  private long skipped;
  private long underruns;

  /** A beat came so much too late, and that many frames were left out for it. */
  void beat(long latenessNanos, int skippedFrames) {
    long late = Math.max(0, latenessNanos);
    counts[(int) Math.min(CLASSES, late / CLASS_NANOS)]++;
    beats++;
    worst = Math.max(worst, late);
    skipped += skippedFrames;
  }

  /** Sound was due and had not arrived. */
  void underrun() {
    underruns++;
  }

  boolean isEmpty() {
    return beats == 0;
  }

  /**
   * A share of the beats was at most this late, in ms: the upper edge of its class, or the worst.
   */
  double percentileMillis(double share) {
    long rank = (long) Math.ceil(share * beats);
    long seen = 0;
    for (int index = 0; index < CLASSES; index++) {
      seen += counts[index];
      if (seen >= rank) {
        return Math.min(worst, (index + 1) * CLASS_NANOS) / 1e6;
      }
    }
    return worst / 1e6;
  }

  /** For the log; programs read it, too. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d beats, late p50 %.1f p99 %.1f p99.9 %.1f max %.1f ms, %d frames skipped, %d underruns",
        beats,
        percentileMillis(0.5),
        percentileMillis(0.99),
        percentileMillis(0.999),
        worst / 1e6,
        skipped,
        underruns);
  }
}
