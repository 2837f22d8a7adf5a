package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Failure;
import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.tracing.CallContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One call of a port, made of at most two attempts upstream within one {@link Budget}. The listener
 * is called with the lock held: by one thread at a time, once for the last time, and never after
 * {@link #cancel} has returned. Thread-safe; the lock guards all fields that change.
 *
 * @param <L> the port's listener
 */
public final class BudgetedCall<L> implements Cancellable {
  private static final int MOST_ATTEMPTS = 2;

  private final ReentrantLock lock = new ReentrantLock();
  private final Service<L> service;
  private final L listener;
  private final Consumer<Attempt<L>> upstream;
  private final Runnable afterwards;
  private final CallContext context = CallContext.current();
  private final long startedAt;
  private Try current = new Try(Optional.empty());
  private Cancellable alarm = () -> {};
  private int attempts;
  private long lastOutputAt;
  private boolean heard;
  private boolean over;

  /**
   * What the calls of one adapter share.
   *
   * @param name the service, for failures
   * @param begin runs what begins an attempt, off the calling thread
   * @param breaker whether the service may be asked
   * @param failed tells a listener of a failure
   */
  public record Service<L>(
      String name,
      Consumer<Runnable> begin,
      Timers timers,
      Budget budget,
      Breaker breaker,
      BiConsumer<L, Failure> failed) {}

  private BudgetedCall(
      Service<L> service, L listener, Consumer<Attempt<L>> upstream, Runnable afterwards) {
    this.service = service;
    this.listener = listener;
    this.upstream = upstream;
    this.afterwards = afterwards;
    this.startedAt = service.timers().nanos();
  }

  /**
   * Begins a call. Returns at once.
   *
   * @param upstream begins one attempt; may throw, which is a failure
   * @param afterwards runs once when the call is over, however it ended
   */
  public static <L> BudgetedCall<L> start(
      Service<L> service, L listener, Consumer<Attempt<L>> upstream, Runnable afterwards) {
    BudgetedCall<L> call = new BudgetedCall<>(service, listener, upstream, afterwards);
    call.lock.lock();
    try {
      call.arm(call.untilDue(call.startedAt));
      call.attempt();
    } finally {
      call.lock.unlock();
    }
    return call;
  }

  @Override
  public void cancel() {
    lock.lock();
    try {
      if (!over) {
        end(_ -> {});
      }
    } finally {
      lock.unlock();
    }
  }

  private void attempt() {
    attempts++;
    Try now = new Try(service.breaker().ask());
    current = now;
    Runnable begin = now.permit.isPresent() ? now::begin : now::spared;
    context.run(() -> service.begin().accept(begin)); // retries come on the timers' thread
  }

  private void retryOrEnd(Failure failure, Duration pause) {
    Duration delay = jittered(service.budget().retryDelay());
    Duration wait = delay.compareTo(pause) > 0 ? delay : pause;
    boolean late = untilDue(service.timers().nanos()) <= wait.toNanos();
    if (heard || attempts == MOST_ATTEMPTS || !failure.kind().isRetryable() || late) {
      end(told -> service.failed().accept(told, failure));
      return;
    }
    current.callOff();
    Try waiting = new Try(Optional.empty());
    current = waiting;
    service.timers().after(wait, () -> retry(waiting));
  }

  private void retry(Try waiting) {
    lock.lock();
    try {
      if (waiting.isCurrent()) {
        attempt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Consumer<L> lastCall) {
    over = true;
    alarm.cancel();
    current.callOff();
    try {
      lastCall.accept(listener);
    } finally {
      afterwards.run();
    }
  }

  /** Runs on the timers' thread when a deadline may have passed. */
  private void check() {
    lock.lock();
    try {
      if (over) {
        return;
      }
      long left = untilDue(service.timers().nanos());
      if (left > 0) {
        arm(left);
      } else {
        String what = heard ? "no end within the deadline" : "no answer within the deadline";
        Failure late = AwsFailures.of(service.name(), FailureKind.TIMEOUT, what);
        current.permit.ifPresent(permit -> permit.failed(FailureKind.TIMEOUT));
        end(told -> service.failed().accept(told, late));
      }
    } finally {
      lock.unlock();
    }
  }

  private void arm(long nanos) {
    alarm.cancel();
    alarm = service.timers().after(Duration.ofNanos(nanos), this::check);
  }

  private long untilDue(long now) {
    Budget budget = service.budget();
    long whole = startedAt + budget.whole().toNanos() - now;
    long next =
        heard
            ? lastOutputAt + budget.stall().toNanos() - now
            : startedAt + budget.first().toNanos() - now;
    return Math.min(whole, next);
  }

  private static Duration jittered(Duration delay) {
    return Duration.ofNanos(
        (long) (delay.toNanos() * (0.5 + ThreadLocalRandom.current().nextDouble())));
  }

  /** One attempt. Its own fields are guarded by the call's lock. */
  private final class Try implements Attempt<L> {
    private final Optional<Breaker.Permit> permit;
    private Cancellable calledOff = () -> {};
    private boolean givenUp;

    /** Without a permit it asks nothing. */
    Try(Optional<Breaker.Permit> permit) {
      this.permit = permit;
    }

    /** Ends the call: the service has failed so often that it is left alone for a moment. */
    void spared() {
      lock.lock();
      try {
        if (isCurrent()) {
          Failure open = AwsFailures.leftAlone(service.name());
          end(told -> service.failed().accept(told, open));
        }
      } finally {
        lock.unlock();
      }
    }

    void begin() {
      try {
        upstream.accept(this);
      } catch (RuntimeException e) {
        failed(AwsFailures.of(service.name(), e));
      }
    }

    boolean isCurrent() {
      return !over && current == this;
    }

    void callOff() {
      if (!givenUp) {
        givenUp = true;
        permit.ifPresent(Breaker.Permit::abandoned);
        calledOff.cancel();
      }
    }

    @Override
    public void cancelWith(Cancellable how) {
      lock.lock();
      try {
        calledOff = how;
        if (givenUp) {
          how.cancel();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void output(Consumer<L> call) {
      lock.lock();
      try {
        if (!isCurrent()) {
          return;
        }
        boolean first = !heard;
        heard = true;
        lastOutputAt = service.timers().nanos();
        if (first) {
          permit.ifPresent(Breaker.Permit::succeeded);
          arm(untilDue(lastOutputAt));
        }
        call.accept(listener);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void finished(Consumer<L> call) {
      lock.lock();
      try {
        if (isCurrent()) {
          givenUp = true; // complete upstream: nothing to call off
          permit.ifPresent(Breaker.Permit::succeeded);
          end(call);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void failed(Failure failure, Duration pause) {
      lock.lock();
      try {
        if (isCurrent()) {
          permit.ifPresent(it -> it.failed(failure.kind()));
          retryOrEnd(failure, pause);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
