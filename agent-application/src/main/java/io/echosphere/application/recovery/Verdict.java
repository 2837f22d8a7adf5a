package io.echosphere.application.recovery;

import io.echosphere.application.port.out.RoomControl.Agent;
import io.echosphere.application.port.out.RoomControl.View;
import io.echosphere.application.port.out.WorkerLeases.LostSession;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What is to be done about a lost session. A pure function of what is known. */
sealed interface Verdict {
  /** Nobody waits for it: it ends. */
  record Close() implements Verdict {}

  /**
   * Its caller waits for nothing: an agent of a living worker is there. It may be the session's
   * own, whose worker only stood still and is about to see that it was claimed.
   */
  record Served() implements Verdict {}

  /** An agent was called and may still come. */
  record Wait() implements Verdict {}

  /**
   * Its caller waits without an agent: one is to be called.
   *
   * @param ghosts identities of agents whose worker is lost, which leave first
   */
  record Call(List<String> ghosts) implements Verdict {
    public Call {
      ghosts = List.copyOf(ghosts);
    }
  }

  /**
   * Decides.
   *
   * @param room its room as it is now
   * @param living the workers among the room's agents' that hold a lease
   */
  static Verdict of(LostSession session, View room, Set<UUID> living) {
    boolean waits =
        room.callers().stream().anyMatch(caller -> fit(caller.userId()).equals(session.userId()));
    if (!waits) {
      return new Close();
    }
    boolean served = room.agents().stream().map(Agent::worker).anyMatch(living::contains);
    if (served) {
      return new Served();
    }
    return room.awaited()
        ? new Wait()
        : new Call(room.agents().stream().map(Agent::identity).toList());
  }

  /** As it is stored. */
  private static String fit(String userId) {
    return userId.length() <= 255 ? userId : userId.substring(0, 255);
  }
}
