package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps a connection to each service open while nobody speaks, so that the first word after ten
 * quiet minutes is as fast as any: whatever was not used for a while gets a request that costs
 * nothing. It also renews credentials before a caller has to wait for them. Thread-safe; the lock
 * guards the fields below it.
 */
public final class KeepWarm implements AutoCloseable {
  private final Predicate<Warmth> wasUsed;
  private final Consumer<Warmth> ask;
  private final Timers timers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Warmth, Cancellable> next = new EnumMap<>(Warmth.class);
  private boolean running;

  /** Does nothing yet. */
  public KeepWarm(AwsClients clients, Timers timers) {
    this(
        service -> clients.usage(service).take(),
        service -> {
          var _ = service.ask(clients);
        },
        timers);
  }

  /**
   * The same, of services as a test has them.
   *
   * @param wasUsed whether a service was asked for anything since this was asked last
   * @param ask asks it for nothing; must not block
   */
  KeepWarm(Predicate<Warmth> wasUsed, Consumer<Warmth> ask, Timers timers) {
    this.wasUsed = wasUsed;
    this.ask = ask;
    this.timers = timers;
  }

  /** Begins. Idempotent. */
  public void start() {
    lock.lock();
    try {
      if (!running) {
        running = true;
        EnumSet.allOf(Warmth.class).forEach(this::schedule);
      }
    } finally {
      lock.unlock();
    }
  }

  /** No further requests are made. Idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      running = false;
      next.values().forEach(Cancellable::cancel);
      next.clear();
    } finally {
      lock.unlock();
    }
  }

  private void look(Warmth service) {
    lock.lock();
    try {
      if (!running) {
        return;
      }
      schedule(service);
    } finally {
      lock.unlock();
    }
    if (!wasUsed.test(service)) {
      ask.accept(service);
    }
  }

  private void schedule(Warmth service) {
    next.put(service, timers.after(every(service), () -> look(service)));
  }

  /**
   * Polly's connections are HTTP/1.1, which has no pings: a server may close them after less than a
   * minute. The others' are pinged; they are used only so that our side does not close them. One of
   * these may pass without a request, two may not.
   */
  private static Duration every(Warmth service) {
    return switch (service) {
      case POLLY -> Duration.ofSeconds(20);
      case BEDROCK, TRANSCRIBE -> Duration.ofMinutes(2);
    };
  }
}
