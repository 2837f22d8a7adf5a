package io.echosphere.application.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why no further call is taken although there is a place for one: a quota that is used up, a
 * machine that stutters, money that is spent. A call that could not be served well is better taken
 * by another worker. Running calls go on. Changes are logged, once each. Thread-safe.
 */
public final class Admission {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  private final List<Reason> reasons = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<Refusal>> last = new AtomicReference<>(Optional.empty());

  private record Reason(String name, Supplier<Optional<String>> holds) {}

  /**
   * Why not.
   *
   * @param name the reason's name
   * @param detail what there is now, for the log; none of a caller's words
   */
  public record Refusal(String name, String detail) {}

  /**
   * Adds a reason. At any time; those added earlier are asked first.
   *
   * @param name short and fixed, such as {@code polly-quota}
   * @param holds says what is wrong while calls are to be refused, else empty; asked by any thread,
   *     for each offered job and every 2.5 s, and must not block or throw
   */
  public void refuseWhile(String name, Supplier<Optional<String>> holds) {
    reasons.add(new Reason(name, holds));
  }

  /** The first reason that holds now; empty if calls are taken. */
  public Optional<Refusal> refusal() {
    Optional<Refusal> now =
        reasons.stream()
            .flatMap(reason -> reason.holds.get().map(it -> new Refusal(reason.name, it)).stream())
            .findFirst();
    Optional<Refusal> before = last.getAndSet(now);
    if (!now.map(Refusal::name).equals(before.map(Refusal::name))) {
      now.ifPresentOrElse(
          it -> LOG.warn("no further calls are taken: {} ({})", it.detail(), it.name()),
          () -> LOG.info("calls are taken again"));
    }
    return now;
  }
}
