package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.RoomControl;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.Timers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;

/** Rooms by LiveKit's server API. Thread-safe. */
public final class LiveKitRoomControl implements RoomControl, AutoCloseable {
  private final DispatchApi api;
  private final Dispatcher dispatcher;
  private final UnansweredDispatches unanswered;

  /** Control of one server's rooms. Contacts it when it is asked. */
  public LiveKitRoomControl(AccessSettings settings, Timers timers) {
    api = new DispatchApi(settings);
    dispatcher = new Dispatcher(api, settings.agentName(), timers);
    unanswered = new UnansweredDispatches(api, dispatcher);
  }

  @Override
  public View look(String room) throws RoomsUnavailable {
    return asking(
        () -> {
          if (!api.exists(room)) {
            return View.GONE;
          }
          var present = api.participants(room);
          var agents =
              present.stream().flatMap(participant -> agent(participant).stream()).toList();
          var callers =
              present.stream()
                  .filter(Participants::isCaller)
                  .map(it -> new Caller(it.getIdentity(), it.getName(), it.getAttributesMap()))
                  .toList();
          return new View(true, callers, agents, isAwaited(room, agents));
        });
  }

  @Override
  public void remove(String room, String identity) throws RoomsUnavailable {
    asking(
        () -> {
          for (AgentDispatch dispatch : dispatcher.ours(room)) {
            if (Dispatcher.identities(List.of(dispatch)).contains(identity)) {
              api.delete(room, dispatch.getId());
            }
          }
          return api.remove(room, identity);
        });
  }

  @Override
  public void call(String room, String metadata) throws RoomsUnavailable {
    asking(
        () -> {
          var ours = dispatcher.ours(room);
          return dispatcher.awaited(ours).isEmpty() && dispatcher.replace(room, ours, metadata);
        });
  }

  @Override
  public List<Unanswered> unanswered(int most) throws RoomsUnavailable {
    return asking(() -> unanswered.find(most));
  }

  @Override
  public boolean callAgain(Unanswered room) throws RoomsUnavailable {
    return asking(() -> unanswered.callAgain(room));
  }

  /** Asks for nothing more. Idempotent. */
  @Override
  public void close() {
    unanswered.close();
    api.close();
  }

  private boolean isAwaited(String room, List<Agent> agents) throws IOException {
    var here = agents.stream().map(Agent::identity).toList();
    var pending =
        dispatcher.ours(room).stream()
            .filter(it -> here.stream().noneMatch(Dispatcher.identities(List.of(it))::contains))
            .toList();
    return dispatcher.awaited(pending).isPresent();
  }

  private static Optional<Agent> agent(ParticipantInfo participant) {
    return Participants.worker(participant)
        .map(worker -> new Agent(participant.getIdentity(), worker));
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException, InterruptedException; // OkHttp is Kotlin: the latter is undeclared
  }

  private static <T> T asking(Question<T> question) throws RoomsUnavailable {
    try {
      return question.ask();
    } catch (IOException failure) {
      throw new RoomsUnavailable(String.valueOf(failure.getMessage()), failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new RoomsUnavailable("interrupted", stop);
    }
  }
}
