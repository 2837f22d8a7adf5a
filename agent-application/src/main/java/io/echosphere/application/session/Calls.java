package io.echosphere.application.session;

import io.echosphere.application.port.in.AgentJobs;
import io.echosphere.application.recovery.Custody;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of this worker: admits them up to a bound and while nothing speaks against it, starts
 * each on its own virtual thread, and drains them. Thread-safe; its state is one immutable value.
 */
public final class Calls implements AgentJobs {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final Duration RESERVATION = Duration.ofSeconds(10);

  /** Calls told to stop get this long to say what was heard and leave their rooms. */
  private static final Duration STOPPING = Duration.ofSeconds(5);

  /** LiveKit's servers give no job to a worker whose load is above this (their default). */
  private static final double FULL_LOAD = 0.7;

  /** A pacer this late is as good as full: a receiver's jitter buffer no longer hides it. */
  private static final double TOO_LATE_MS = 60;

  private final CallParts parts;
  private final CallSettings settings;
  private final int maxCalls;
  private final Admission admission;

  /** Jobs for rooms that were made anew under a call, by the job of that call. */
  private final Map<String, Standby> standbys = new ConcurrentHashMap<>();

  /** Jobs of which it is not known whether they are wanted. */
  private final Map<String, Report> undecided = new ConcurrentHashMap<>();

  private final AtomicReference<Roll> roll =
      new AtomicReference<>(new Roll(Set.of(), Map.of(), false));
  private final CompletableFuture<Void> idle = new CompletableFuture<>();

  /**
   * Calls made of these parts.
   *
   * @param maxCalls most calls at once, at least 1
   * @param admission why none is taken although there is a place
   */
  public Calls(CallParts parts, CallSettings settings, int maxCalls, Admission admission) {
    this.parts = parts;
    this.settings = settings;
    this.maxCalls = maxCalls;
    this.admission = admission;
  }

  /** A job that waits behind a call. */
  private record Standby(Job job, Report report) {}

  private record Roll(Set<String> reserved, Map<String, VoiceSession> running, boolean draining) {
    Roll {
      reserved = Set.copyOf(reserved);
      running = Map.copyOf(running);
    }

    Roll reserve(String job) {
      var next = new HashSet<>(reserved);
      next.add(job);
      return new Roll(next, running, draining);
    }

    Roll release(String job) {
      var next = new HashSet<>(reserved);
      next.remove(job);
      return new Roll(next, running, draining);
    }

    Roll begin(String job, VoiceSession call) {
      var next = new HashMap<>(running);
      next.putIfAbsent(job, call);
      return new Roll(release(job).reserved(), next, draining);
    }

    Roll end(String job) {
      var next = new HashMap<>(running);
      next.remove(job);
      return new Roll(reserved, next, draining);
    }

    int places(int max) {
      return draining ? 0 : Math.max(0, max - reserved.size() - running.size());
    }

    boolean hasRoom(int max) {
      return places(max) > 0;
    }
  }

  @Override
  public boolean admit(String jobId) {
    if (admission.refusal().isPresent()) {
      return false;
    }
    boolean admitted =
        change(now -> now.hasRoom(maxCalls) ? now.reserve(jobId) : now).reserved().contains(jobId);
    if (admitted) {
      var _ = parts.timers().after(RESERVATION, () -> idleIf(change(now -> now.release(jobId))));
    }
    return admitted;
  }

  @Override
  public void start(Job job, Report report) {
    roll.get().running().entrySet().stream()
        .filter(call -> call.getValue().survivesIn(job))
        .findFirst()
        .ifPresentOrElse(
            call -> standBy(call.getKey(), new Standby(job, report)),
            () -> beginIfWanted(job, report));
  }

  private void beginIfWanted(Job job, Report report) {
    if (undecided.putIfAbsent(job.id(), report) == null) {
      var _ = parts.custody().wanted(job).thenAccept(wanted -> decide(job, wanted));
    }
  }

  private void decide(Job job, boolean wanted) {
    var report = undecided.remove(job.id());
    if (report == null) {
      return; // LiveKit has ended it meanwhile
    }
    if (wanted) {
      begin(job, report);
    } else {
      LOG.info("{} is not begun: a call goes on in that room", job);
      forget(job.id(), report);
    }
  }

  /** A job that was not begun is over. */
  private void forget(String jobId, Report report) {
    report.ended(true, "");
    idleIf(change(now -> now.release(jobId)));
  }

  /** If the call is cut off instead of going on, its caller still gets an agent. */
  private void standBy(String running, Standby next) {
    LOG.info("{} is not begun: a call goes on in that room", next.job());
    var earlier = standbys.put(running, next);
    if (earlier != null) {
      earlier.report().ended(true, "");
    }
    var _ = parts.timers().after(Custody.LONGEST_OUTAGE, () -> dismiss(running, next));
    Roll now = change(it -> it.release(next.job().id()));
    if (!now.running().containsKey(running)) { // it has ended meanwhile
      departed(running);
    }
    idleIf(now);
  }

  private void dismiss(String running, Standby next) {
    if (standbys.remove(running, next)) {
      next.report().ended(true, "");
    }
  }

  private void departed(String jobId) {
    var call = roll.get().running().get(jobId);
    Roll now = change(it -> it.end(jobId));
    var next = standbys.remove(jobId);
    if (next != null && !now.draining() && (call == null || call.wasCutOff())) {
      begin(next.job(), next.report());
    } else if (next != null) {
      next.report().ended(true, "");
    }
    idleIf(now);
  }

  private void begin(Job job, Report report) {
    var call = new VoiceSession(job, report, parts, settings, () -> departed(job.id()));
    if (change(now -> now.begin(job.id(), call)).running().get(job.id()) == call) {
      Thread.ofVirtual().name("call-" + job.id()).start(call);
    }
  }

  @Override
  public void terminate(String jobId) {
    var call = roll.get().running().get(jobId);
    if (call != null) {
      call.terminated();
      return;
    }
    var report = undecided.remove(jobId);
    if (report != null) {
      forget(jobId, report);
    }
    standbys.forEach(
        (running, next) -> {
          if (next.job().id().equals(jobId)) {
            dismiss(running, next);
          }
        });
  }

  @Override
  public Standing standing() {
    var now = roll.get();
    int sessions = now.running().size();
    double crowd = FULL_LOAD * sessions / maxCalls;
    double late = FULL_LOAD * parts.mouth().recentLatenessMillis() / TOO_LATE_MS;
    boolean full = admission.refusal().isPresent() || !now.hasRoom(maxCalls);
    return new Standing(full, (float) Math.min(1, Math.max(crowd, late)), sessions);
  }

  /** How many calls more would be taken now. */
  public int places() {
    return admission.refusal().isPresent() ? 0 : roll.get().places(maxCalls);
  }

  /** Whether a call of this worker is in a room, or on its way back into it. */
  public boolean isIn(String room) {
    return roll.get().running().values().stream().anyMatch(call -> call.isIn(room));
  }

  /** How many calls are running. */
  public int running() {
    return roll.get().running().size();
  }

  /**
   * Takes no more calls and waits for the running ones; after the bound they are told to stop.
   *
   * @return whether all ended by themselves
   */
  public boolean drain(Duration bound) throws InterruptedException {
    idleIf(change(now -> new Roll(now.reserved(), now.running(), true)));
    if (awaitIdle(bound)) {
      return true;
    }
    roll.get().running().values().forEach(call -> call.stop("the worker stopped"));
    undecided.keySet().forEach(this::terminate);
    awaitIdle(STOPPING);
    return false;
  }

  private boolean awaitIdle(Duration bound) throws InterruptedException {
    try {
      idle.get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Roll change(UnaryOperator<Roll> step) {
    return roll.updateAndGet(step);
  }

  private void idleIf(Roll now) {
    boolean busy = !now.running().isEmpty() || !now.reserved().isEmpty() || !undecided.isEmpty();
    if (now.draining() && !busy) {
      idle.complete(null);
    }
  }
}
