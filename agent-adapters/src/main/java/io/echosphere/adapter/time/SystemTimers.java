package io.echosphere.adapter.time;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine's clocks. All tasks of the process run on one daemon thread, {@code timers}; a task
 * that fails is logged and hurts no other. Thread-safe.
 */
public final class SystemTimers implements Timers, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemTimers.class);

  private final ScheduledThreadPoolExecutor scheduler =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("timers").factory());

  /** Starts with no thread; the first task brings it. */
  public SystemTimers() {
    // Most timers are cancelled long before they are due: keep none of them.
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    // After close a new task has no use: the process is ending.
    scheduler.setRejectedExecutionHandler((_, _) -> {});
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    var scheduled = scheduler.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  /** No further task starts. Idempotent, does not wait. */
  @Override
  public void close() {
    scheduler.shutdown();
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable bug) { // the scheduler would swallow it
      LOG.error("A timer's task failed", bug);
    }
  }
}
