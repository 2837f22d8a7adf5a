package io.echosphere.worker.faults;

import io.echosphere.simulator.stack.ChildProcess;
import java.time.Duration;
import java.util.function.Supplier;

/** A process that is killed and started again; it says "listening" when it is ready. */
final class Restartable implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Supplier<ChildProcess> starting;
  private ChildProcess process;
  private int starts;

  Restartable(Supplier<ChildProcess> starting) throws InterruptedException {
    this.starting = starting;
    this.process = starting.get();
    awaitListening();
  }

  void start() throws InterruptedException {
    process = starting.get();
    awaitListening();
  }

  void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }

  private void awaitListening() throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    starts++;
    while (process.tail(1_000).split("listening", -1).length <= starts) {
      RowFailed.unless(
          !process.waitFor(PAUSE) && System.nanoTime() < deadline,
          "the simulator does not start: " + process.tail(5));
    }
  }
}
