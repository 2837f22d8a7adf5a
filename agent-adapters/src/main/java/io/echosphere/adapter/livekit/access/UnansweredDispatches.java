package io.echosphere.adapter.livekit.access;

import io.echosphere.application.port.out.RoomControl.Unanswered;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatches of our agent that no worker was found for. Thread-safe; blocks, and asks about a
 * few rooms at a time, on virtual threads of its own.
 */
final class UnansweredDispatches {
  private static final int AT_ONCE = 8;

  /** A room whose node has died is listed for a while, and nobody answers for it. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(UnansweredDispatches.class);

  private final DispatchApi api;
  private final Dispatcher dispatcher;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofVirtual().name("unanswered-room-", 0).factory());

  UnansweredDispatches(DispatchApi api, Dispatcher dispatcher) {
    this.api = api;
    this.dispatcher = dispatcher;
  }

  void close() {
    threads.shutdownNow();
  }

  /** As {@code RoomControl.unanswered}. */
  List<Unanswered> find(int most) throws IOException {
    var rooms = new ArrayList<>(api.rooms());
    Collections.shuffle(rooms); // of many, others are looked at each time
    rooms.sort(Comparator.comparingInt(Room::getNumParticipants));
    var questions =
        rooms.stream()
            .limit(most)
            .map(room -> (Callable<Optional<Unanswered>>) () -> look(room.getName()))
            .toList();
    try {
      return threads.invokeAll(questions, LONGEST.toMillis(), TimeUnit.MILLISECONDS).stream()
          .flatMap(answer -> known(answer).stream())
          .toList();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** As {@code RoomControl.callAgain}. */
  boolean callAgain(Unanswered asked) throws IOException {
    var ours = dispatcher.ours(asked.room());
    var still = Dispatcher.withoutJob(ours).filter(it -> it.getId().equals(asked.dispatch()));
    return still.isPresent() && dispatcher.replace(asked.room(), ours, still.get().getMetadata());
  }

  private Optional<Unanswered> look(String room) throws IOException {
    var dispatch = Dispatcher.withoutJob(dispatcher.ours(room));
    if (dispatch.isEmpty()) {
      return Optional.empty();
    }
    List<ParticipantInfo> present = api.participants(room);
    if (present.stream().anyMatch(it -> Participants.worker(it).isPresent())) {
      return Optional.empty(); // it came back by itself into a room that was made anew
    }
    boolean callers = present.stream().anyMatch(Participants::isCaller);
    return Optional.of(new Unanswered(room, dispatch.get().getId(), callers));
  }

  private static Optional<Unanswered> known(Future<Optional<Unanswered>> answer) {
    try {
      return answer.get();
    } catch (ExecutionException | CancellationException failure) {
      LOG.debug("It is not known whether a room has its agent", failure);
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
