package io.echosphere.worker.wiring;

import io.echosphere.worker.config.WorkerConfig;

/** The running worker. */
public final class Worker {
  private Worker() {}

  /**
   * Runs until the process is told to end. Blocks meanwhile.
   *
   * @return the process's exit code: 0 after a drain, 1 when it could not work
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static int run(WorkerConfig config) {
    throw new UnsupportedOperationException(
        "no worker is wired for " + config.livekit().url().getHost());
  }
}
