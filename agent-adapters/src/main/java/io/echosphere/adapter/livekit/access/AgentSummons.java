package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the agent into rooms that exist without it. LiveKit dispatches an agent, named by a token
 * or not, only when a room is created, and does not try again when no worker was free, so that a
 * room may wait for ever. Thread-safe; works on a few virtual threads of its own.
 */
final class AgentSummons {
  private static final Logger LOG = LoggerFactory.getLogger(AgentSummons.class);
  private static final int THREADS = 4;

  /** Visitors of minutes. Beyond that the server is away or the API is flooded: they retry. */
  private static final int WAITING = 1_000;

  /** Rooms looked after at once, those among them whose agent is awaited. */
  private static final int MOST_ROOMS = 10_000;

  /** A dispatch this young may still find a worker: each has ten seconds to answer. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  /** A worker that took the job is in the room by then; it needs half a second. */
  private static final Duration JOINING = Duration.ofSeconds(4);

  private static final Comparator<AgentDispatch> EARLIEST =
      Comparator.comparing(AgentSummons::created).thenComparing(AgentDispatch::getId);

  private final DispatchApi api;
  private final String agentName;
  private final Timers timers;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final AtomicLong skipped = new AtomicLong();
  private final ThreadPoolExecutor threads;

  AgentSummons(DispatchApi api, String agentName, Timers timers) {
    this.api = api;
    this.agentName = agentName;
    this.timers = timers;
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("agent-summons-", 0).factory());
  }

  /** Looks after the room soon; a room that is being looked after is not asked for twice. */
  void want(String room) {
    if (asked.size() < MOST_ROOMS && asked.add(room)) {
      begin(room);
    }
  }

  private void begin(String room) {
    try {
      threads.execute(() -> lookAfter(room));
    } catch (RejectedExecutionException _) { // full, or closing
      asked.remove(room);
      if (skipped.getAndIncrement() % WAITING == 0) {
        LOG.warn("Too many rooms at once: {} were not checked for an agent", skipped.get());
      }
    }
  }

  void close() {
    threads.shutdownNow();
    api.close();
  }

  /**
   * Calls the agent if the room is there without it. Blocks for seconds at most; never fails. When
   * an agent may be on its way it looks again later.
   */
  void lookAfter(String room) {
    Optional<Duration> again = Optional.empty();
    try {
      if (api.exists(room)) {
        again = summon(room);
      }
    } catch (IOException failure) {
      unlessClosed(() -> LOG.warn("A room may be without its agent: {}", failure.getMessage()));
    } catch (Exception bug) { // OkHttp is Kotlin: InterruptedException comes undeclared
      unlessClosed(() -> LOG.error("A room may be without its agent", bug));
    }
    again.ifPresentOrElse(
        pause -> timers.after(pause, () -> begin(room)), () -> asked.remove(room));
  }

  private void unlessClosed(Runnable report) {
    if (!threads.isShutdown()) {
      report.run();
    }
  }

  /** Calls the agent if it is missing; tells when to look again because it may be on its way. */
  private Optional<Duration> summon(String room) throws IOException {
    var dispatches = api.dispatches(room);
    var ours = dispatches.stream().filter(this::isOurs).toList();
    if (agentName.isEmpty() && ours.isEmpty() && !dispatches.isEmpty()) {
      return Optional.empty(); // made for named agents: one without a name is not sent there either
    }
    if (isThere(room, ours)) {
      return Optional.empty();
    }
    var now = timers.now();
    var awaited =
        ours.stream()
            .map(dispatch -> Duration.between(now, mayComeUntil(dispatch)))
            .filter(Duration::isPositive)
            .max(Comparator.naturalOrder());
    if (awaited.isPresent()) {
      return awaited.map(left -> left.compareTo(ON_ITS_WAY) < 0 ? left : ON_ITS_WAY);
    }
    for (AgentDispatch spent : ours) { // or each visitor would leave one behind
      if (!api.delete(room, spent.getId())) {
        return Optional.empty(); // another process has seen the same and was quicker
      }
    }
    call(room);
    return Optional.empty();
  }

  private boolean isThere(String room, List<AgentDispatch> ours) throws IOException {
    var identities =
        jobs(ours.stream())
            .map(job -> job.getState().getParticipantIdentity())
            .collect(Collectors.toSet());
    return api.participants(room).stream()
        .filter(participant -> participant.getKind() == ParticipantInfo.Kind.AGENT)
        .anyMatch(participant -> identities.contains(participant.getIdentity()));
  }

  /** Until when a dispatch whose agent is not there may still bring it. */
  private static Instant mayComeUntil(AgentDispatch dispatch) {
    return jobs(Stream.of(dispatch))
        .map(job -> Instant.ofEpochSecond(0, job.getState().getStartedAt()).plus(JOINING))
        .max(Comparator.naturalOrder())
        .orElseGet(() -> created(dispatch).plus(ON_ITS_WAY));
  }

  private static Stream<Job> jobs(Stream<AgentDispatch> dispatches) {
    return dispatches.flatMap(dispatch -> dispatch.getState().getJobsList().stream());
  }

  /** Creates a dispatch; of several processes that do so at once, the first one's stays. */
  private void call(String room) throws IOException {
    var mine = api.create(room, agentName);
    var first =
        api.dispatches(room).stream().filter(this::isOurs).min(EARLIEST).orElse(mine).getId();
    if (first.equals(mine.getId())) {
      LOG.info("A room was without its agent: it is called again");
    } else {
      api.delete(room, mine.getId());
    }
  }

  private boolean isOurs(AgentDispatch dispatch) {
    return dispatch.getAgentName().equals(agentName);
  }

  private static Instant created(AgentDispatch dispatch) {
    return Instant.ofEpochSecond(0, dispatch.getState().getCreatedAt());
  }
}
