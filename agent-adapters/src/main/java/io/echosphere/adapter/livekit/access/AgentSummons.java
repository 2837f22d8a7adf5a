package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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
 * Calls the agent into rooms that exist without it. A token's wish for an agent counts only when it
 * creates the room, and LiveKit does not try again when no worker was free, so that a room may wait
 * for ever. Thread-safe; works on a few virtual threads of its own.
 */
final class AgentSummons {
  private static final Logger LOG = LoggerFactory.getLogger(AgentSummons.class);
  private static final int THREADS = 4;

  /** Visitors of minutes. Beyond that the server is away or the API is flooded: they retry. */
  private static final int WAITING = 1_000;

  /** A dispatch this young may still be on its way to a worker. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

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
    if (!asked.add(room)) {
      return;
    }
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

  private void lookAfter(String room) {
    try {
      if (api.exists(room)) {
        summon(room);
      }
    } catch (IOException failure) {
      unlessClosed(() -> LOG.warn("A room may be without its agent: {}", failure.getMessage()));
    } catch (Exception bug) { // OkHttp is Kotlin: InterruptedException comes undeclared
      unlessClosed(() -> LOG.error("A room may be without its agent", bug));
    } finally {
      asked.remove(room);
    }
  }

  private void unlessClosed(Runnable report) {
    if (!threads.isShutdown()) {
      report.run();
    }
  }

  private void summon(String room) throws IOException {
    Set<String> identities = new HashSet<>();
    Set<String> spent = new HashSet<>();
    Instant young = timers.now().minus(ON_ITS_WAY);
    for (AgentDispatch dispatch : api.dispatches(room)) {
      if (!dispatch.getAgentName().equals(agentName)) {
        continue;
      }
      if (created(dispatch).isAfter(young)) {
        return;
      }
      dispatch.getState().getJobsList().stream()
          .map(job -> job.getState().getParticipantIdentity())
          .forEach(identities::add);
      spent.add(dispatch.getId());
    }
    for (ParticipantInfo participant : api.participants(room)) {
      if (participant.getKind() == ParticipantInfo.Kind.AGENT
          && identities.contains(participant.getIdentity())) {
        return;
      }
    }
    for (String dispatch : spent) { // or each visitor would leave one behind
      api.delete(room, dispatch);
    }
    api.create(room, agentName);
    LOG.info("A room was without its agent: it is called again");
  }

  private static Instant created(AgentDispatch dispatch) {
    return Instant.ofEpochSecond(0, dispatch.getState().getCreatedAt());
  }
}
