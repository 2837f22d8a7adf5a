package io.echosphere.application.port.out;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that only a test moves. Tasks that fall due run in order of their due time, then of their
 * scheduling, on the thread that calls {@link #advance}, with {@link #now()} at their due time. Any
 * thread may schedule.
 */
public final class ManualTimers implements Timers {
  /** Where every test's time begins. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Anything but zero, so that nobody takes a reading for a duration. */
  private static final long FIRST_READING = 7_000_000_000L;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Task> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Task task) -> task.due).thenComparingLong(task -> task.number));
  private long elapsed;
  private long scheduled;
  private Duration jumped = Duration.ZERO;

  @Override
  public Instant now() {
    lock.lock();
    try {
      return START.plusNanos(elapsed).plus(jumped);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long nanos() {
    return FIRST_READING + elapsed();
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    lock.lock();
    try {
      var entry = new Task(elapsed + Math.max(0, delay.toNanos()), scheduled++, task);
      queue.add(entry);
      changed.signalAll();
      return () -> cancel(entry);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves time on and runs what falls due, also what those tasks schedule within the span. Zero
   * runs what is due now.
   */
  public void advance(Duration span) {
    long target = elapsed() + span.toNanos();
    for (var task = takeDue(target); task.isPresent(); task = takeDue(target)) {
      task.get().work.run();
    }
    lock.lock();
    try {
      elapsed = Math.max(elapsed, target);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sets the time of day forward, or back when negative, as when a clock is corrected: nothing
   * falls due, and no time has passed.
   */
  public void jump(Duration by) {
    lock.lock();
    try {
      jumped = jumped.plus(by);
    } finally {
      lock.unlock();
    }
  }

  /** How many tasks wait. */
  public int pending() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** How long until the next task falls due; empty if none waits. */
  public Optional<Duration> untilNext() {
    lock.lock();
    try {
      return Optional.ofNullable(queue.peek()).map(task -> Duration.ofNanos(task.due - elapsed));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits in real time until another thread has scheduled something, for code with a thread of its
   * own.
   *
   * @return false if nothing waited after ten seconds
   */
  public boolean awaitPending() throws InterruptedException {
    long left = TimeUnit.SECONDS.toNanos(10);
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private long elapsed() {
    lock.lock();
    try {
      return elapsed;
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Task task) {
    lock.lock();
    try {
      queue.remove(task);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Task> takeDue(long target) {
    lock.lock();
    try {
      var next = queue.peek();
      if (next == null || next.due > target) {
        return Optional.empty();
      }
      queue.remove(next);
      elapsed = Math.max(elapsed, next.due);
      return Optional.of(next);
    } finally {
      lock.unlock();
    }
  }

  /** Compared by identity: two tasks may look alike. */
  private static final class Task {
    private final long due;
    private final long number;
    private final Runnable work;

    private Task(long due, long number, Runnable work) {
      this.due = due;
      this.number = number;
      this.work = work;
    }
  }
}
