package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  /** A shorter wait replaces a longer one that ended before. */
  private static final Duration MEMORY = Duration.ofSeconds(5);

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

  /** The longest wait that has ended lately, and when. */
  private long longestNanos;

  private long longestAt;

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
   * @return its place; it does nothing once started or refused
   */
  public Place<U> submit(U urgency, Runnable start, Runnable refused) {
    Waiting entry;
    lock.lock();
    try {
      entry = new Waiting(urgency, numbers++, new Act(start, refused), timers.nanos());
      queue.add(entry);
    } finally {
      lock.unlock();
    }
    startDue();
    refuseExcess();
    if (isWaiting(entry)) {
      entry.giveUp = timers.after(patience, () -> refuse(entry));
    }
    return entry;
  }

  /** A place in the queue: cancelling takes it out. */
  public interface Place<U> extends Cancellable {
    /** Makes it more urgent; does nothing if it is so already. */
    void raise(U urgency);
  }

  /**
   * The longest that anybody but the least urgent has waited, of those who wait now or waited
   * within the given time; empty if none has.
   */
  public Optional<Duration> longestWait(Duration within) {
    lock.lock();
    try {
      long now = timers.nanos();
      long longest = now - longestAt <= within.toNanos() ? longestNanos : 0;
      for (Waiting entry : queue) {
        longest = Math.max(longest, entry.counts() ? now - entry.since : 0);
      }
      return longest > 0 ? Optional.of(Duration.ofNanos(longest)) : Optional.empty();
    } finally {
      lock.unlock();
    }
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
        Waiting next = queue.remove();
        next.waited();
        due.add(next);
      }
      Duration wait = limiter.untilStart();
      if (!queue.isEmpty() && wait.isPositive() && !alarmSet) {
        alarmSet = true;
        timers.after(wait, this::alarm);
      }
    } finally {
      lock.unlock();
    }
    for (Waiting entry : due) {
      entry.giveUp.cancel();
      entry.act.start.run();
    }
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
    for (Waiting entry : excess) {
      entry.giveUp.cancel();
      entry.act.refused.run();
    }
  }

  private void refuse(Waiting entry) {
    if (remove(entry)) {
      entry.act.refused.run();
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
      boolean waited = queue.remove(entry);
      if (waited) {
        entry.waited();
      }
      return waited;
    } finally {
      lock.unlock();
    }
  }

  /** What becomes of one who waits. */
  private record Act(Runnable start, Runnable refused) {}

  /** One who waits; compared by identity. The lock guards its urgency. */
  private final class Waiting implements Place<U> {
    private final long number;
    private final Act act;
    private final long since;
    private U urgency;
    private volatile Cancellable giveUp = () -> {};

    Waiting(U urgency, long number, Act act, long since) {
      this.urgency = urgency;
      this.number = number;
      this.act = act;
      this.since = since;
    }

    /** The least urgent may wait: nobody hears it. */
    boolean counts() {
      U[] all = urgency.getDeclaringClass().getEnumConstants();
      return urgency != all[all.length - 1];
    }

    /** Notes how long it took. Under the lock. */
    void waited() {
      long now = timers.nanos();
      long took = now - since;
      if (counts() && took > 0 && (took >= longestNanos || now - longestAt > MEMORY.toNanos())) {
        longestNanos = took;
        longestAt = now;
      }
    }

    @Override
    public void raise(U to) {
      lock.lock();
      try {
        if (to.compareTo(urgency) < 0 && queue.remove(this)) {
          urgency = to;
          queue.add(this);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void cancel() {
      giveUp.cancel();
      remove(this);
    }
  }
}
