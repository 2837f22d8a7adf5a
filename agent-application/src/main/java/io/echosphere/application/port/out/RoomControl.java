package io.echosphere.application.port.out;

import io.echosphere.application.port.out.RoomListener.Caller;
import java.util.List;
import java.util.UUID;

/**
 * What is known of rooms from outside, and what can be done to them. Blocks for seconds at most.
 */
public interface RoomControl {
  /** The attribute by which an agent's participant tells which worker it belongs to. */
  String WORKER = "echosphere.worker";

  /** Who is in a room, and whether an agent may come. */
  View look(String room) throws RoomsUnavailable;

  /**
   * Sends an agent away, and forgets the dispatch that brought it. One that has left is no error.
   *
   * @param identity the participant's
   */
  void remove(String room, String identity) throws RoomsUnavailable;

  /**
   * Calls an agent into a room that exists, unless one was called meanwhile and may still come.
   *
   * @param metadata what its job is told
   */
  void call(String room, String metadata) throws RoomsUnavailable;

  /**
   * Rooms that want an agent of ours and for which LiveKit has found no worker, or none yet. It
   * looks for one once, when the room is made. Takes up to 15 s if rooms are on nodes that are
   * away; what is not known by then is left out.
   *
   * @param most how many rooms are looked at, those with the fewest people first
   */
  List<Unanswered> unanswered(int most) throws RoomsUnavailable;

  /**
   * Has LiveKit look for a worker again, unless somebody else did so meanwhile.
   *
   * @return whether it was this call that did
   */
  boolean callAgain(Unanswered room) throws RoomsUnavailable;

  /**
   * A room without an agent.
   *
   * @param room its name
   * @param dispatch LiveKit's id of the wish for one
   * @param callers whether somebody waits in it
   */
  record Unanswered(String room, String dispatch, boolean callers) {}

  /**
   * A room as it is now.
   *
   * @param exists whether it does; else nobody is in it
   * @param callers everybody who may be a caller
   * @param agents our agents; those of others are not seen
   * @param awaited whether an agent of ours was called and may still come
   */
  record View(boolean exists, List<Caller> callers, List<Agent> agents, boolean awaited) {
    /** A room that does not exist. */
    public static final View GONE = new View(false, List.of(), List.of(), false);

    public View {
      callers = List.copyOf(callers);
      agents = List.copyOf(agents);
    }
  }

  /**
   * An agent in a room.
   *
   * @param identity the participant's
   * @param worker which worker it belongs to
   */
  record Agent(String identity, UUID worker) {}

  /** LiveKit did not answer, or refused. The message is fit for a log. */
  final class RoomsUnavailable extends Exception {
    public RoomsUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
