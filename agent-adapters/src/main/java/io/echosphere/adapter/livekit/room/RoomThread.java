package io.echosphere.adapter.livekit.room;

import io.echosphere.application.tracing.CallContext;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one platform thread that owns a connection's state and makes its native calls. Callbacks hand
 * over to it and return. What waits for it is bounded by what the peers send: signalling and, for a
 * caller, data packets; audio never passes here. Thread-safe.
 */
final class RoomThread implements Executor {
  private static final Logger log = LoggerFactory.getLogger(RoomThread.class);

  private final ScheduledThreadPoolExecutor executor;
  private volatile boolean complained;
  private volatile @Nullable Thread owner;

  RoomThread(String room) {
    var threads = Thread.ofPlatform().name("room-" + room).factory();
    var context = CallContext.current(); // it serves one call only
    executor = new ScheduledThreadPoolExecutor(1, task -> threads.newThread(context.around(task)));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  /** Runs a task in turn; does nothing once stopped. A task's exception is logged, once a room. */
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      // Stopped: nobody is interested any more.
    }
  }

  /** Runs a task after a delay, unless cancelled or stopped. */
  Future<?> after(Duration delay, Runnable task) {
    return executor.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Runs a task again and again, until cancelled or stopped. */
  Future<?> every(Duration period, Runnable task) {
    return executor.scheduleAtFixedRate(
        () -> run(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A monotonic reading in ns, by the clock that its delays go by; the room's only one. */
  long nanos() {
    return System.nanoTime();
  }

  /** Ends the thread after its running task; whatever waits is dropped. */
  void stop() {
    executor.shutdown();
  }

  /** Waits until the thread has been stopped and is gone, unless called on that thread. */
  void await(Duration limit) {
    Thread thread = owner;
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      if (!executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("a room's thread is busy for more than {} s", limit.toSeconds());
      } else if (thread != null) {
        thread.join(limit); // the pool says that it is done a moment before its thread is gone
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Runnable task) {
    owner = Thread.currentThread();
    try {
      task.run();
    } catch (Throwable e) { // also the Errors that native glue throws
      if (!complained) {
        complained = true;
        log.warn("a room's event could not be handled and is ignored", e);
      }
    }
  }
}
