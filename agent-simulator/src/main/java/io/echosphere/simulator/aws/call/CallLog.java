package io.echosphere.simulator.aws.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** All calls since the start or the last {@code clear}. Safe for use by many threads. */
public final class CallLog {
  /** Hours of conversation; the oldest are dropped. */
  private static final int CAPACITY = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Recording> recordings = new ArrayDeque<>();
  private long lastId;

  /** Begins to write a call down. */
  public Recording begin(Service service, String operation) {
    lock.lock();
    try {
      Recording recording = new Recording(this, ++lastId, service, operation);
      if (recordings.size() == CAPACITY) {
        recordings.removeFirst();
      }
      recordings.addLast(recording);
      changed.signalAll();
      return recording;
    } finally {
      lock.unlock();
    }
  }

  /** All calls as they stand, oldest first. */
  public List<Call> calls() {
    lock.lock();
    try {
      return recordings.stream().map(Recording::snapshot).toList();
    } finally {
      lock.unlock();
    }
  }

  /** One service's calls as they stand, oldest first. */
  public List<Call> calls(Service service) {
    return calls().stream().filter(call -> call.service() == service).toList();
  }

  /**
   * Waits until a call is as wanted; one that is so already counts.
   *
   * @return the oldest such call
   * @throws TimeoutException when there is none within the time
   */
  public Call await(Predicate<Call> wanted, Duration timeout)
      throws InterruptedException, TimeoutException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        Optional<Call> found =
            recordings.stream().map(Recording::snapshot).filter(wanted).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        if (left <= 0) {
          throw new TimeoutException("no such call within " + timeout + " among " + summary());
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets all calls; those that still run are not seen again. */
  public void clear() {
    change(recordings::clear);
  }

  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Names no words of callers: exceptions end up in logs. */
  private List<String> summary() {
    return recordings.stream()
        .map(Recording::snapshot)
        .map(call -> call.id() + " " + call.operation() + " " + call.outcome())
        .toList();
  }
}
