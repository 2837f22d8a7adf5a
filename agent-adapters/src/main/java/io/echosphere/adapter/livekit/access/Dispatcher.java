package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.Timers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import livekit.LivekitAgent.Job;
import livekit.LivekitAgentDispatch.AgentDispatch;

/**
 * The dispatches of our agent in a room: which may still bring it, and creating one although others
 * may do so at once. Thread-safe; blocks.
 */
final class Dispatcher {
  /** A dispatch this young may still find a worker: each has ten seconds to answer. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  /** A worker that took the job is in the room by then; it needs half a second. */
  private static final Duration JOINING = Duration.ofSeconds(4);

  private static final Comparator<AgentDispatch> EARLIEST =
      Comparator.comparing(Dispatcher::created).thenComparing(AgentDispatch::getId);

  private final DispatchApi api;
  private final String agentName;
  private final Timers timers;

  /** A dispatcher of the agent of this name; empty for the one that comes without being named. */
  Dispatcher(DispatchApi api, String agentName, Timers timers) {
    this.api = api;
    this.agentName = agentName;
    this.timers = timers;
  }

  /** Those of our agent in a room. */
  List<AgentDispatch> ours(String room) throws IOException {
    return api.dispatches(room).stream().filter(this::isOurs).toList();
  }

  boolean isOurs(AgentDispatch dispatch) {
    return dispatch.getAgentName().equals(agentName);
  }

  /** The identities of the agents that dispatches brought. */
  static Set<String> identities(List<AgentDispatch> dispatches) {
    return jobs(dispatches.stream())
        .map(job -> job.getState().getParticipantIdentity())
        .collect(Collectors.toSet());
  }

  /**
   * The latest of these, if no worker was ever given one of them. While a worker is being looked
   * for that cannot be told from a dispatch that found none.
   */
  static Optional<AgentDispatch> withoutJob(List<AgentDispatch> dispatches) {
    return jobs(dispatches.stream()).findAny().isPresent()
        ? Optional.empty()
        : dispatches.stream().max(EARLIEST);
  }

  /** How long one of these, whose agents are not in the room, may still bring it. */
  Optional<Duration> awaited(List<AgentDispatch> dispatches) {
    return dispatches.stream()
        .map(this::left)
        .filter(Duration::isPositive)
        .max(Comparator.naturalOrder());
  }

  /**
   * Creates a dispatch in place of those that brought an agent no more. Of several processes that
   * do so at once, the first one's stays.
   *
   * @param spent what is known of before; of our agent
   * @param metadata what the job is told
   * @return false if somebody else was quicker
   */
  boolean replace(String room, List<AgentDispatch> spent, String metadata) throws IOException {
    for (AgentDispatch dispatch : spent) { // or each visitor would leave one behind
      if (!api.delete(room, dispatch.getId())) {
        return false;
      }
    }
    var mine = api.create(room, agentName, metadata);
    var first = ours(room).stream().min(EARLIEST).orElse(mine);
    if (first.getId().equals(mine.getId())) {
      return true;
    }
    api.delete(room, mine.getId());
    return false;
  }

  private Duration left(AgentDispatch dispatch) {
    var left = Duration.between(timers.now(), mayComeUntil(dispatch));
    return left.compareTo(ON_ITS_WAY) < 0 ? left : ON_ITS_WAY; // clocks may differ
  }

  private static Instant mayComeUntil(AgentDispatch dispatch) {
    return jobs(Stream.of(dispatch))
        .map(job -> Instant.ofEpochSecond(0, job.getState().getStartedAt()).plus(JOINING))
        .max(Comparator.naturalOrder())
        .orElseGet(() -> created(dispatch).plus(ON_ITS_WAY));
  }

  private static Stream<Job> jobs(Stream<AgentDispatch> dispatches) {
    return dispatches.flatMap(dispatch -> dispatch.getState().getJobsList().stream());
  }

  private static Instant created(AgentDispatch dispatch) {
    return Instant.ofEpochSecond(0, dispatch.getState().getCreatedAt());
  }
}
