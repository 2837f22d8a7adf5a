package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who waits for a {@link StartLimiter}: the most urgent first, then who came first. Bounded; when
 * full, the least urgent newest is refused. Thread-safe; what it starts or refuses is called
 * without its lock, on the thread that made it possible, and must not block.
 *
 * @param <U> urgency, in order of falling urgency
 */
public final class StartQueue<U extends Enum<U>> {
  private final ReentrantLock lock = new ReentrantLock();
  private final StartLimiter limiter;
  private final Timers timers;
  private final int bound;
  private final Duration patience;
  private final PriorityQueue<Waiting> queue;
  private final Comparator<Waiting> order =
      Comparator.<Waiting, U>comparing(entry -> entry.urgency)
          .thenComparingLong(entry -> entry.number);
  private long numbers;
  private boolean alarmSet;

  /**
   * An empty queue.
   *
   * @param bound most that wait, at least 1
   * @param patience the longest that one waits before it is refused
   */
  public StartQueue(StartLimiter limiter, int bound, Duration patience, Timers timers) {
    this.limiter = limiter;
    this.bound = bound;
    this.patience = patience;
    this.timers = timers;
    this.queue = new PriorityQueue<>(order);
  }

  /**
   * Starts now or as soon as its turn comes. Whoever was started calls {@link #release} once.
   *
   * @param refused called instead of {@code start} when the queue is full or patience runs out
   * @return takes it out of the queue; does nothing once started or refused
   */
  public Cancellable submit(U urgency, Runnable start, Runnable refused) {
    Waiting entry;
    lock.lock();
    try {
      entry = new Waiting(urgency, numbers++, start, refused);
      queue.add(entry);
    } finally {
      lock.unlock();
    }
    startDue();
    refuseExcess();
    if (isWaiting(entry)) {
      Cancellable giveUp = timers.after(patience, () -> refuse(entry));
      return () -> {
        giveUp.cancel();
        remove(entry);
      };
    }
    return () -> {};
  }

  /** A place is free again. */
  public void release() {
    limiter.release();
    startDue();
  }

  /** How many wait. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private void startDue() {
    List<Waiting> due = new ArrayList<>();
    lock.lock();
    try {
      while (!queue.isEmpty() && limiter.tryStart()) {
        due.add(queue.remove());
      }
      Duration wait = limiter.untilStart();
      if (!queue.isEmpty() && wait.isPositive() && !alarmSet) {
        alarmSet = true;
        timers.after(wait, this::alarm);
      }
    } finally {
      lock.unlock();
    }
    due.forEach(entry -> entry.start.run());
  }

  private void alarm() {
    lock.lock();
    try {
      alarmSet = false;
    } finally {
      lock.unlock();
    }
    startDue();
  }

  private void refuseExcess() {
    List<Waiting> excess = new ArrayList<>();
    lock.lock();
    try {
      while (queue.size() > bound) {
        Waiting last = queue.stream().max(order).orElseThrow();
        queue.remove(last);
        excess.add(last);
      }
    } finally {
      lock.unlock();
    }
    excess.forEach(entry -> entry.refused.run());
  }

  private void refuse(Waiting entry) {
    if (remove(entry)) {
      entry.refused.run();
    }
  }

  private boolean isWaiting(Waiting entry) {
    lock.lock();
    try {
      return queue.contains(entry);
    } finally {
      lock.unlock();
    }
  }

  private boolean remove(Waiting entry) {
    lock.lock();
    try {
      return queue.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  /** One who waits; compared by identity. */
  private final class Waiting {
    final U urgency;
    final long number;
    final Runnable start;
    final Runnable refused;

    Waiting(U urgency, long number, Runnable start, Runnable refused) {
      this.urgency = urgency;
      this.number = number;
      this.start = start;
      this.refused = refused;
    }
  }
}
