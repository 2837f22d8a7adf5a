package io.echosphere.worker.faults;

/** Something that makes one line of the table. */
interface Exercise {
  /** For choosing it, and for progress. */
  String name();

  /** Does it; never throws. */
  Result run(Shared shared) throws InterruptedException;

  /** The servers that most rows share, started when first asked for. */
  interface Shared {
    FaultStack stack();
  }

  /** A row that is played on the shared servers. */
  static Exercise of(Row row) {
    return new Exercise() {
      @Override
      public String name() {
        return row.name();
      }

      @Override
      public Result run(Shared shared) {
        return Play.of(shared.stack(), row);
      }
    };
  }
}
