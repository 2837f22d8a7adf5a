package io.echosphere.application.port.out;

import io.echosphere.application.port.out.RoomListener.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rooms that a test fills. An agent that was called is awaited until the test says otherwise. */
public final class ScriptedRoomControl implements RoomControl {
  private final Map<String, View> rooms = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final Map<String, Unanswered> unanswered = new LinkedHashMap<>();
  private final List<String> calledAgain = new ArrayList<>();
  private boolean away;

  /** A caller is in a room. */
  public synchronized ScriptedRoomControl caller(String room, Caller caller) {
    rooms.merge(room, new View(true, List.of(caller), List.of(), false), ScriptedRoomControl::both);
    return this;
  }

  /** An agent is in a room. */
  public synchronized ScriptedRoomControl agent(String room, String identity, UUID worker) {
    var agent = new Agent(identity, worker);
    rooms.merge(room, new View(true, List.of(), List.of(agent), false), ScriptedRoomControl::both);
    return this;
  }

  /** The agent that was called does not come. */
  public synchronized ScriptedRoomControl nobodyComes(String room) {
    rooms.computeIfPresent(room, (_, is) -> new View(true, is.callers(), is.agents(), false));
    return this;
  }

  /** An agent is not in its room any more. */
  public synchronized void leaves(String room, String identity) {
    rooms.computeIfPresent(
        room,
        (_, is) ->
            new View(
                true,
                is.callers(),
                is.agents().stream().filter(it -> !it.identity().equals(identity)).toList(),
                is.awaited()));
  }

  /** A room is gone with all who were in it. */
  public synchronized void leaveAll(String room) {
    rooms.remove(room);
  }

  /** LiveKit has found no worker for a room. */
  public synchronized void wants(Unanswered room) {
    unanswered.put(room.room(), room);
  }

  /** Somebody had LiveKit look for a worker again. */
  public synchronized void calledElsewhere(String room) {
    unanswered.remove(room);
  }

  /** The rooms into which an agent was called again, in order. */
  public synchronized List<String> calledAgain() {
    return List.copyOf(calledAgain);
  }

  /** LiveKit does not answer, or does again. */
  public synchronized void beAway(boolean isAway) {
    away = isAway;
  }

  /** The metadata of all calls, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Who was sent away, in order. */
  public synchronized List<String> removed() {
    return List.copyOf(removed);
  }

  @Override
  public synchronized View look(String room) throws RoomsUnavailable {
    enter();
    return rooms.getOrDefault(room, View.GONE);
  }

  @Override
  public synchronized void remove(String room, String identity) throws RoomsUnavailable {
    enter();
    removed.add(identity);
    leaves(room, identity);
  }

  @Override
  public synchronized void call(String room, String metadata) throws RoomsUnavailable {
    enter();
    calls.add(metadata);
    rooms.computeIfPresent(room, (_, is) -> new View(true, is.callers(), is.agents(), true));
  }

  @Override
  public synchronized List<Unanswered> unanswered(int most) throws RoomsUnavailable {
    enter();
    return unanswered.values().stream().limit(most).toList();
  }

  @Override
  public synchronized boolean callAgain(Unanswered room) throws RoomsUnavailable {
    enter();
    boolean first = unanswered.remove(room.room(), room);
    if (first) {
      calledAgain.add(room.room());
    }
    return first;
  }

  private void enter() throws RoomsUnavailable {
    if (away) {
      throw new RoomsUnavailable("LiveKit is away, as scripted", new IllegalStateException());
    }
  }

  private static View both(View one, View other) {
    var callers = new ArrayList<>(one.callers());
    callers.addAll(other.callers());
    var agents = new ArrayList<>(one.agents());
    agents.addAll(other.agents());
    return new View(true, callers, agents, one.awaited() || other.awaited());
  }
}
