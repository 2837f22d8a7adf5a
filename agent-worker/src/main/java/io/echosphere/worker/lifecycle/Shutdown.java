package io.echosphere.worker.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process as an operator expects. The first SIGTERM or SIGINT drains and exits with 0; the
 * second ends at once, with 143 after SIGTERM and 130 after SIGINT, as a shell would see a process
 * that the signal killed. A drain that throws exits with 1. The process may begin the same by
 * itself. Thread-safe.
 */
public final class Shutdown {
  /** The exit code after a drain, whether it finished or ran out of time. */
  public static final int DRAINED = 0;

  /** The exit code after a drain that threw. */
  public static final int FAILED = 1;

  /**
   * The exit code after a drain that the process began to be started anew, as sysexits.h has it for
   * a failure that passes: it had grown too large. Supervisors restart on it.
   */
  public static final int START_ANEW = 75;

  /** 128 and the number of the signal, which is the same on every system we run on. */
  private static final Map<String, Integer> KILLED = Map.of("TERM", 143, "INT", 130);

  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private final Plan plan;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicBoolean signalled = new AtomicBoolean();
  private volatile int drainedCode = DRAINED;

  private Shutdown(Plan plan) {
    this.plan = plan;
  }

  /**
   * Begins a plan; {@link Plan#install} makes it hold.
   *
   * @param drain refuses new work and blocks until the running work is done; interrupted when its
   *     time is up
   */
  public static Plan onFirst(Runnable drain) {
    return new Plan(drain, () -> {}, Duration.ofSeconds(60), Duration.ofSeconds(5));
  }

  /**
   * What happens at a signal.
   *
   * @param drain on the first
   * @param lastWords on the second, before the process is gone; has one second
   * @param drainLimit longest drain
   * @param exitLimit longest run of the JVM's shutdown hooks, which flush logs and telemetry
   */
  public record Plan(Runnable drain, Runnable lastWords, Duration drainLimit, Duration exitLimit) {
    /** Does this on the second signal, for at most a second: flush what must not be lost. */
    public Plan onSecond(Runnable words) {
      return new Plan(drain, words, drainLimit, exitLimit);
    }

    /**
     * Bounds the drain (60 s if this is not called); the process then exits with 0 all the same.
     */
    public Plan within(Duration limit) {
      return new Plan(drain, lastWords, limit, exitLimit);
    }

    /** Bounds the JVM's shutdown hooks (5 s if this is not called). */
    Plan exitingWithin(Duration limit) {
      return new Plan(drain, lastWords, drainLimit, limit);
    }

    /** Takes over SIGTERM and SIGINT. Once a process. */
    public Shutdown install() {
      var shutdown = new Shutdown(this);
      for (String name : KILLED.keySet()) {
        if (!Signals.handle(name, () -> shutdown.signalled(name))) {
          log.warn(
              "SIG{} cannot be handled: it will end the process without a drain (is java run with"
                  + " -Xrs?)",
              name);
        }
      }
      return shutdown;
    }
  }

  /**
   * Drains and exits as the first signal would, and returns at once. Does nothing if that has begun
   * already. A signal that comes meanwhile counts as the first: it is the operator's wish that the
   * process ends, and the exit code becomes {@link #DRAINED}.
   *
   * @param reason for the log
   * @param code the exit code after the drain, whether it finished or ran out of time
   */
  public void begin(String reason, int code) {
    if (begun.compareAndSet(false, true)) {
      drainedCode = code;
      start(reason);
    }
  }

  private void signalled(String name) {
    boolean first = signalled.compareAndSet(false, true);
    if (begun.compareAndSet(false, true)) {
      start("SIG" + name);
    } else if (first) {
      drainedCode = DRAINED;
      log.info("SIG{}: draining already; a further signal ends at once", name);
    } else {
      endNow(name);
    }
  }

  private void start(String reason) {
    log.info(
        "{}: draining for at most {} s; a further signal ends at once",
        reason,
        plan.drainLimit().toSeconds());
    Thread.ofPlatform().name("shutdown").start(this::drainAndExit);
  }

  private void drainAndExit() {
    int code = drain();
    // The hooks of libraries may hang on a network that is away; the process must still end.
    Thread.ofPlatform().daemon().name("shutdown-limit").start(() -> haltLate(code));
    System.exit(code);
  }

  private int drain() {
    var failed = new AtomicBoolean();
    Thread drain =
        Thread.ofPlatform()
            .name("drain")
            .daemon()
            .uncaughtExceptionHandler(
                (_, failure) -> {
                  failed.set(true);
                  log.error("the drain failed", failure);
                })
            .start(plan.drain());
    try {
      if (!drain.join(plan.drainLimit())) {
        log.warn(
            "not drained within {} s (DRAIN_TIMEOUT): exiting all the same",
            plan.drainLimit().toSeconds());
        drain.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return failed.get() ? FAILED : drainedCode;
  }

  private void haltLate(int code) {
    try {
      Thread.sleep(plan.exitLimit());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }

  private void endNow(String name) {
    Thread words = Thread.ofPlatform().daemon().name("last-words").start(plan.lastWords());
    try {
      words.join(Duration.ofSeconds(1));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(KILLED.getOrDefault(name, FAILED));
    }
  }
}
