package io.echosphere.application.health;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.ProcessMemory;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the process's memory every few seconds and says, once, that it has reached its mark. A
 * worker that has had no call yet stays: what its calls leave behind is not what is large, and a
 * new one would be no smaller. Thread-safe.
 */
public final class MemoryWatch implements AutoCloseable {
  static final Duration EVERY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);

  private final ProcessMemory memory;
  private final MemoryMark mark;
  private final IntSupplier calls;
  private final Consumer<String> reached;
  private final Timers timers;
  private final Executor executor;
  private volatile @Nullable Cancellable next;
  private volatile boolean closed;

  /** Touched by one look at a time, and each is scheduled by the one before. */
  private volatile boolean served;

  /**
   * A watch that has not begun.
   *
   * @param watched what is looked at, and what is too much
   * @param calls how many calls are running
   * @param reached told once, with words for the operator, on the executor's thread
   * @param timers the clock
   * @param executor runs each look; it reads a file
   */
  public MemoryWatch(
      Watched watched,
      IntSupplier calls,
      Consumer<String> reached,
      Timers timers,
      Executor executor) {
    memory = watched.memory();
    mark = watched.mark();
    this.calls = calls;
    this.reached = reached;
    this.timers = timers;
    this.executor = executor;
  }

  /**
   * What is looked at.
   *
   * @param memory the process's
   * @param mark what is too much of it
   */
  public record Watched(ProcessMemory memory, MemoryMark mark) {}

  /** Begins; returns at once. Says so where even an idle worker is above its mark. */
  public void start() {
    executor.execute(this::first);
  }

  /** Looks no more. Idempotent. */
  @Override
  public void close() {
    closed = true;
    var waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  private void first() {
    long resident = memory.resident().orElse(0);
    if (resident == 0) {
      LOG.warn("MEMORY_LIMIT_MB has no effect: this system does not say what a process holds");
      return;
    }
    if (mark.isReachedBy(resident)) {
      LOG.warn(
          "An idle worker holds {} MB already, MEMORY_LIMIT_MB says {}: it will be restarted after"
              + " its first call",
          MemoryMark.megabytes(resident),
          MemoryMark.megabytes(mark.bytes()));
    } else {
      LOG.info(
          "At {} MB of memory this worker ends, to be started anew; it holds {} now",
          MemoryMark.megabytes(mark.bytes()),
          MemoryMark.megabytes(resident));
    }
    again();
  }

  private void look() {
    served |= calls.getAsInt() > 0;
    long resident = memory.resident().orElse(0);
    if (!served || !mark.isReachedBy(resident)) {
      again();
    } else if (!closed) {
      reached.accept(
          "%d MB of memory are held, MEMORY_LIMIT_MB says %d"
              .formatted(MemoryMark.megabytes(resident), MemoryMark.megabytes(mark.bytes())));
    }
  }

  private void again() {
    if (!closed) {
      next = timers.after(EVERY, () -> executor.execute(this::look));
    }
  }
}
