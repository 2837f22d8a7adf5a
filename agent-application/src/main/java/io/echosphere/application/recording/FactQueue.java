package io.echosphere.application.recording;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The facts that wait in memory, oldest first. A fact stays until somebody has dealt with it, so
 * that nothing is lost between two attempts. Thread-safe; the lock is never held across I/O.
 */
final class FactQueue {
  private final int messages;
  private final int all;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Told> waiting = new ArrayDeque<>();
  private boolean closed;

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
  boolean offer(Told told) {
    lock.lock();
    try {
      int bound = told.fact() instanceof Fact.MessageAdded ? messages : all;
      if (closed || waiting.size() >= bound) {
        return false;
      }
      waiting.addLast(told);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The oldest facts, which stay in place; may be none. */
  List<Told> first(int most) {
    return locked(() -> waiting.stream().limit(most).toList());
  }

  /** Removes facts that somebody has dealt with, if they are still the oldest. */
  @SuppressWarnings("ReferenceEquality") // a fact told twice is two facts
  void remove(List<Told> dealtWith) {
    lock.lock();
    try {
      for (Told told : dealtWith) {
        if (waiting.peekFirst() == told) { // the other thread may have removed it already
          waiting.removeFirst();
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is so; asked again whenever facts come or go, or on a signal. */
  void await(BooleanSupplier holds) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!holds.getAsBoolean()) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The same in real time; false if time ran out first. */
  boolean await(Duration timeout, BooleanSupplier holds) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lockInterruptibly();
    try {
      while (!holds.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return holds.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  /** Something that others wait for may have changed. */
  void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more facts. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    return locked(() -> closed);
  }

  int size() {
    return locked(waiting::size);
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
