package io.echosphere.application.recovery;

import io.echosphere.domain.session.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The sessions of this worker. Thread-safe; its state is one immutable value. */
final class Roster {
  /**
   * Ended sessions that are remembered, the oldest forgotten first. Their ends may wait to be
   * stored, and they must not be taken for a predecessor's meanwhile.
   */
  static final int REMEMBERED = 1_000;

  private final AtomicReference<Names> names =
      new AtomicReference<>(new Names(Map.of(), List.of()));

  private record Names(Map<SessionId, Runnable> running, List<SessionId> recent) {
    Names {
      running = Map.copyOf(running);
      recent = List.copyOf(recent);
    }

    Names remember(SessionId session) {
      if (recent.contains(session)) {
        return this;
      }
      var next = new ArrayList<>(recent);
      next.add(session);
      return new Names(running, next.subList(Math.max(0, next.size() - REMEMBERED), next.size()));
    }

    Names forget(SessionId session) {
      return new Names(running, recent.stream().filter(it -> !it.equals(session)).toList());
    }

    Names enter(SessionId session, Runnable abandon) {
      var next = new HashMap<>(running);
      next.put(session, abandon);
      return new Names(next, recent);
    }

    Names leave(SessionId session) {
      var next = new HashMap<>(running);
      next.remove(session);
      return new Names(next, recent).remember(session);
    }
  }

  /** A session may become this worker's. */
  void remember(SessionId session) {
    names.updateAndGet(now -> now.remember(session));
  }

  void enter(SessionId session, Runnable abandon) {
    names.updateAndGet(now -> now.enter(session, abandon));
  }

  void leave(SessionId session) {
    names.updateAndGet(now -> now.leave(session));
  }

  /** A session is not this worker's after all. */
  void forget(SessionId session) {
    names.updateAndGet(now -> now.forget(session));
  }

  /** The sessions that are going on. */
  Set<SessionId> running() {
    return names.get().running().keySet();
  }

  /** Those, and the ones that went on lately. */
  Set<SessionId> known() {
    var now = names.get();
    Set<SessionId> known = new HashSet<>(now.recent());
    known.addAll(now.running().keySet());
    return known;
  }

  /** Ends the call of a session that is another worker's now. */
  void abandon(SessionId session) {
    Optional.ofNullable(names.get().running().get(session)).ifPresent(Runnable::run);
    leave(session);
  }
}
