package io.echosphere.application.recording;

import io.echosphere.domain.session.SessionId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The facts that wait to be stored, oldest first, and what is missing of whose. A fact stays until
 * it is stored or given up, so that nothing is lost between two attempts. Thread-safe; the lock is
 * never held across I/O.
 */
final class FactQueue {
  /** What is missing of a session's recording. */
  enum Gap {
    /** Something said in it. */
    MESSAGES,
    /** Its row; nothing of it can be stored any more. */
    SESSION
  }

  private final int messages;
  private final int all;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Fact> waiting = new ArrayDeque<>();

  /** Sessions under way that have lost something; an entry goes when its session ends. */
  private final Map<SessionId, Gap> gaps = new HashMap<>();

  private long dropped;
  private boolean closed;
  private boolean woken;

  /**
   * An empty queue.
   *
   * @param messages from how many waiting facts on messages are refused
   * @param all from how many on sessions' beginnings and ends are refused too: one lost row loses a
   *     whole conversation
   */
  FactQueue(int messages, int all) {
    this.messages = messages;
    this.all = all;
  }

  /** Appends a fact; false if there is no room, or the queue is closed. Never waits. */
  boolean offer(Fact fact) {
    lock.lock();
    try {
      int bound = fact instanceof Fact.MessageAdded ? messages : all;
      if (closed || waiting.size() >= bound) {
        lose(fact);
        return false;
      }
      waiting.addLast(fact);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the oldest fact and leaves it in place; empty when closed and drained. */
  Optional<Fact> head() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      return Optional.ofNullable(waiting.peekFirst());
    } finally {
      lock.unlock();
    }
  }

  /** The oldest fact is stored. */
  void stored() {
    remove(false);
  }

  /** The oldest fact is given up. */
  void giveUp() {
    remove(true);
  }

  /** What is missing of a session so far; empty if nothing is. */
  Optional<Gap> gap(SessionId session) {
    return locked(() -> Optional.ofNullable(gaps.get(session)));
  }

  /** Waits until {@link #wake} or {@link #close}; one wake ends one nap. */
  void nap() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!woken) {
        changed.await();
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the present nap, or the next. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a wake that nobody needed. */
  void forgetWake() {
    lock.lock();
    try {
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more facts. */
  void close() {
    lock.lock();
    try {
      closed = true;
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return locked(() -> closed);
  }

  int depth() {
    return locked(waiting::size);
  }

  long dropped() {
    return locked(() -> dropped);
  }

  /** Waits in real time until nothing waits; false if something still does. */
  boolean awaitEmpty(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!waiting.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void remove(boolean lost) {
    lock.lock();
    try {
      var fact = waiting.removeFirst();
      if (lost) {
        lose(fact);
      }
      if (fact instanceof Fact.SessionUpdated(var session) && session.status().isEnded()) {
        gaps.remove(session.id());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void lose(Fact fact) {
    dropped++;
    switch (fact) {
      case Fact.SessionCreated(var session) -> gaps.put(session.id(), Gap.SESSION);
      case Fact.MessageAdded(var session, _) -> gaps.putIfAbsent(session, Gap.MESSAGES);
      case Fact.SessionUpdated(var session) -> {
        if (session.status().isEnded()) {
          gaps.remove(session.id());
        }
      }
    }
  }

  private <T> T locked(Supplier<T> reading) {
    lock.lock();
    try {
      return reading.get();
    } finally {
      lock.unlock();
    }
  }
}
