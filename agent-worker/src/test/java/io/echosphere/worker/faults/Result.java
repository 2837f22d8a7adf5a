package io.echosphere.worker.faults;

/**
 * What came of a row.
 *
 * @param fault what broke
 * @param when at which moment
 * @param outcome what had to come of it
 * @param verdict whether it did
 * @param saw what was seen, in words; what is wrong if it failed
 * @param counts of messages over all calls of the row
 * @param seconds how long it took
 */
record Result(
    String fault,
    String when,
    String outcome,
    Verdict verdict,
    String saw,
    Counts counts,
    double seconds) {
  /** How a row ended. */
  enum Verdict {
    PASSED("ok"),
    FAILED("FAILED"),
    SKIPPED("not run");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Messages stored, lost and doubled. */
  record Counts(int messages, int lost, int doubled) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts plus(Audit audit) {
      return new Counts(
          messages + audit.messages(), lost + audit.lost(), doubled + audit.doubled());
    }

    Counts plus(Counts other) {
      return new Counts(messages + other.messages, lost + other.lost, doubled + other.doubled);
    }
  }

  boolean failed() {
    return verdict == Verdict.FAILED;
  }

  /** A row that cannot be run here. */
  static Result skipped(Row row, String why) {
    return of(row, Verdict.SKIPPED, why);
  }

  private static Result of(Row row, Verdict verdict, String saw) {
    return new Result(
        row.fault().name(), row.when(), row.outcome().toString(), verdict, saw, Counts.NONE, 0);
  }
}
