package io.echosphere.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a listener heard, and whether it was called as the ports promise: never by two threads at
 * once, and never after the last call.
 */
final class CallLog<E> {
  /** Generous: a loaded machine must not fail a test. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<E> events = new CopyOnWriteArrayList<>();
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger lastCalls = new AtomicInteger();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch last = new CountDownLatch(1);
  private volatile Optional<String> broken = Optional.empty();

  void event(E event) {
    enter();
    events.add(event);
    first.countDown();
    leave();
  }

  void end(Optional<Failure> failure) {
    enter();
    failure.ifPresent(failures::add);
    lastCalls.incrementAndGet();
    leave();
    last.countDown();
  }

  private void enter() {
    if (inside.incrementAndGet() != 1) {
      broken = Optional.of("two threads called the listener at once");
    }
    if (lastCalls.get() > 0) {
      broken = Optional.of("the listener was called after its last call");
    }
    Thread.onSpinWait();
  }

  private void leave() {
    inside.decrementAndGet();
  }

  void awaitFirst() {
    await(first, "the first event");
  }

  void awaitLast() {
    await(last, "the last call");
  }

  /** What was heard until the last call, which was not a failure. */
  List<E> awaitFinished() {
    awaitLast();
    assertThat(failures).isEmpty();
    assertKept();
    return List.copyOf(events);
  }

  /** The failure that was the last call. */
  Failure awaitFailed() {
    awaitLast();
    assertThat(failures).hasSize(1);
    assertKept();
    return failures.getFirst();
  }

  List<E> events() {
    return List.copyOf(events);
  }

  boolean isOver() {
    return last.getCount() == 0;
  }

  /** How often the listener has been called so far. */
  int calls() {
    return events.size() + lastCalls.get();
  }

  void assertKept() {
    assertThat(broken).isEmpty();
    assertThat(lastCalls).hasValueLessThanOrEqualTo(1);
  }

  private static void await(CountDownLatch latch, String what) {
    try {
      assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(what).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    }
  }
}
