package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

  private final DispatchApi api;
  private final Dispatcher dispatcher;
  private final String agentName;
  private final Timers timers;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final AtomicLong skipped = new AtomicLong();
  private final ThreadPoolExecutor threads;

  AgentSummons(DispatchApi api, String agentName, Timers timers) {
    this.api = api;
    this.dispatcher = new Dispatcher(api, agentName, timers);
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
    var ours = dispatches.stream().filter(dispatcher::isOurs).toList();
    if (agentName.isEmpty() && ours.isEmpty() && !dispatches.isEmpty()) {
      return Optional.empty(); // made for named agents: one without a name is not sent there either
    }
    if (isThere(room, ours)) {
      return Optional.empty();
    }
    var awaited = dispatcher.awaited(ours);
    if (awaited.isEmpty() && dispatcher.replace(room, ours, "")) {
      LOG.info("A room was without its agent: it is called again");
    }
    return awaited;
  }

  private boolean isThere(String room, List<AgentDispatch> ours) throws IOException {
    var identities = Dispatcher.identities(ours);
    return api.participants(room).stream()
        .filter(participant -> participant.getKind() == ParticipantInfo.Kind.AGENT)
        .anyMatch(participant -> identities.contains(participant.getIdentity()));
  }
}
