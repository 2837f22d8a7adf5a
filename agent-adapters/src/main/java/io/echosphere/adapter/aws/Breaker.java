package io.echosphere.adapter.aws;

import io.echosphere.application.port.out.FailureKind;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares callers a service that keeps failing: after some failures in a row it is not asked for a
 * short time, then one call tries it, and if that succeeds all do. Thread-safe; its state is one
 * immutable value.
 */
public final class Breaker {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

  private final String name;
  private final Settings settings;
  private final Timers timers;
  private final Runnable opened;
  private final AtomicReference<State> state = new AtomicReference<>(State.Closed.FRESH);

  /**
   * A closed breaker.
   *
   * @param name of the service or model, for the log
   * @param opened told when it opens, not when it stays open after a vain try; must not block
   */
  public Breaker(String name, Settings settings, Timers timers, Runnable opened) {
    this.name = name;
    this.settings = settings;
    this.timers = timers;
    this.opened = opened;
  }

  /**
   * When it opens, and for how long.
   *
   * @param failures so many in a row, at least 1
   * @param window within this time
   * @param firstRest how long the service is then left alone; doubled by each vain try
   * @param longestRest but never longer than this
   */
  public record Settings(int failures, Duration window, Duration firstRest, Duration longestRest) {
    /** A reply's draft, retry and fallback fail together, so five failures are some two turns. */
    public static final Settings DEFAULT =
        new Settings(5, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(4));
  }

  private sealed interface State {
    /** All calls go through. */
    record Closed(int failures, long firstAt) implements State {
      static final Closed FRESH = new Closed(0, 0);
    }

    /** None does, until then. */
    record Open(long until, Duration rest, FailureKind cause) implements State {}

    /** One call tries. */
    record Probing(Permit by, Duration rest, FailureKind cause) implements State {}
  }

  /** Leave for one call; empty while the service is left alone. */
  public Optional<Permit> ask() {
    Permit permit = new Permit();
    State before = state.get();
    while (true) {
      switch (before) {
        case State.Closed _ -> {
          return Optional.of(permit);
        }
        case State.Probing _ -> {
          return Optional.empty();
        }
        case State.Open(long until, Duration rest, FailureKind cause) -> {
          if (until - timers.nanos() > 0) {
            return Optional.empty();
          }
          if (state.compareAndSet(before, new State.Probing(permit, rest, cause))) {
            LOG.debug("{} is tried again", name);
            return Optional.of(permit);
          }
        }
      }
      before = state.get();
    }
  }

  /** Why the service is left alone, or on trial; empty if it is not. */
  public Optional<FailureKind> cause() {
    return switch (state.get()) {
      case State.Closed _ -> Optional.empty();
      case State.Open open -> Optional.of(open.cause());
      case State.Probing probing -> Optional.of(probing.cause());
    };
  }

  /** One call's leave. Told once how the call went; whatever it is told later is ignored. */
  public final class Permit {
    private final AtomicBoolean told = new AtomicBoolean();

    private Permit() {}

    /** The service answered. */
    public void succeeded() {
      if (told.compareAndSet(false, true)
          && !(state.getAndSet(State.Closed.FRESH) instanceof State.Closed)) {
        LOG.info("{} answers again", name);
      }
    }

    /** It failed. A request that was refused for what it says was answered. */
    public void failed(FailureKind kind) {
      switch (kind) {
        case REJECTED, MALFORMED -> succeeded();
        case THROTTLED, TIMEOUT, UNAVAILABLE, DENIED -> {
          if (told.compareAndSet(false, true)) {
            count(this, kind);
          }
        }
      }
    }

    /** It was called off before anything came: that says nothing of the service. */
    public void abandoned() {
      if (told.compareAndSet(false, true)) {
        state.updateAndGet(
            now ->
                now instanceof State.Probing(Permit by, Duration rest, FailureKind cause)
                        && by == this
                    ? new State.Open(timers.nanos(), rest, cause)
                    : now);
      }
    }
  }

  private void count(Permit permit, FailureKind kind) {
    long now = timers.nanos();
    State before = state.getAndUpdate(it -> after(it, permit, kind, now));
    boolean opens =
        before instanceof State.Closed && after(before, permit, kind, now) instanceof State.Open;
    if (opens) {
      LOG.warn(
          "{} has failed {} times in a row ({}) and is left alone for {} ms, then tried",
          name,
          settings.failures(),
          kind,
          settings.firstRest().toMillis());
      opened.run();
    }
  }

  private State after(State before, Permit permit, FailureKind kind, long now) {
    return switch (before) {
      case State.Closed(int failures, long firstAt) -> {
        boolean inARow = failures > 0 && now - firstAt <= settings.window().toNanos();
        int counted = inARow ? failures + 1 : 1;
        yield counted < settings.failures()
            ? new State.Closed(counted, inARow ? firstAt : now)
            : open(settings.firstRest(), kind, now);
      }
      case State.Open open -> open; // by a call that was begun before
      case State.Probing probing ->
          probing.by() == permit ? open(doubled(probing.rest()), kind, now) : probing;
    };
  }

  private static State.Open open(Duration rest, FailureKind cause, long now) {
    return new State.Open(now + rest.toNanos(), rest, cause);
  }

  private Duration doubled(Duration rest) {
    Duration twice = rest.multipliedBy(2);
    return twice.compareTo(settings.longestRest()) < 0 ? twice : settings.longestRest();
  }
}
