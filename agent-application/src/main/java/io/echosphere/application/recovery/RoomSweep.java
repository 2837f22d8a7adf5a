package io.echosphere.application.recovery;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.RoomControl;
import io.echosphere.application.port.out.RoomControl.RoomsUnavailable;
import io.echosphere.application.port.out.RoomControl.Unanswered;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for callers who wait for an agent that nobody was asked for. LiveKit looks for a worker
 * once, when a room is made; where none was registered then, or none had a place, it does not try
 * again. So a worker that LiveKit begins to give jobs to looks into the rooms that are there, and
 * again as long as one is without an agent. Of several workers one calls it. Thread-safe.
 */
public final class RoomSweep implements AutoCloseable {
  /** Who was thrown out together with the worker, agents among them, is coming back meanwhile. */
  private static final Duration FIRST = Duration.ofSeconds(1);

  /**
   * What is without a worker in two looks so far apart has none on its way: workers answer within
   * milliseconds. By the clock it could not be told, as LiveKit's may be another.
   */
  private static final Duration SECOND = Duration.ofSeconds(3);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** A worker whose last place comes and goes asks no more often. */
  private static final Duration APART = Duration.ofSeconds(10);

  /** Rooms a look. */
  private static final int MOST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(RoomSweep.class);

  private final RoomControl rooms;
  private final IntSupplier places;
  private final Predicate<String> held;
  private final Timers timers;
  private final Executor executor;
  private volatile boolean closed;
  private volatile @Nullable Cancellable next;

  // What follows is touched by the executor alone.
  private Duration pause = SECOND;
  private long lastNanos;
  private Set<String> seen = Set.of();
  private boolean away;

  /**
   * A sweep that has not begun.
   *
   * @param places how many calls more this worker would take
   * @param held whether the call of the room of this name goes on, and its agent will be back; may
   *     block
   * @param timers the clock
   * @param executor runs one task at a time, in order; they wait for LiveKit
   */
  public RoomSweep(
      RoomControl rooms,
      IntSupplier places,
      Predicate<String> held,
      Timers timers,
      Executor executor) {
    this.rooms = rooms;
    this.places = places;
    this.held = held;
    this.timers = timers;
    this.executor = executor;
    lastNanos = timers.nanos() - APART.toNanos();
  }

  /** LiveKit gives this worker jobs from now on, and did not before. Does not block. */
  public void available() {
    executor.execute(this::begin);
  }

  /** Looks no more. Idempotent. */
  @Override
  public void close() {
    closed = true;
    cancel();
  }

  private void cancel() {
    var waiting = next;
    if (waiting != null) {
      waiting.cancel();
    }
  }

  private void begin() {
    pause = SECOND;
    long since = timers.nanos() - lastNanos;
    var left = APART.minusNanos(since);
    schedule(left.compareTo(FIRST) > 0 ? left : FIRST);
  }

  private void schedule(Duration delay) {
    cancel();
    next = timers.after(delay, () -> executor.execute(this::round));
  }

  private void round() {
    if (closed) {
      return;
    }
    lastNanos = timers.nanos();
    boolean again = true;
    try {
      again = look();
      away = false;
    } catch (RoomsUnavailable failure) {
      if (!away && !closed) {
        LOG.warn("Callers may be without an agent: {}", failure.getMessage());
      }
      away = true;
    } catch (RuntimeException bug) { // the next look must come all the same
      if (!closed) {
        LOG.error("It is not known whether callers are without an agent", bug);
      }
    }
    if (again && !closed) {
      schedule(pause);
      var doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
  }

  /** Whether there is a reason to look again. */
  private boolean look() throws RoomsUnavailable {
    List<Unanswered> found = rooms.unanswered(MOST);
    var before = seen;
    seen = found.stream().map(Unanswered::dispatch).collect(Collectors.toSet());
    int left = places.getAsInt();
    for (Unanswered room : found) {
      boolean wanted = room.callers() && before.contains(room.dispatch());
      if (wanted && left > 0 && !held.test(room.room()) && rooms.callAgain(room)) {
        left--;
        LOG.info("Nobody was asked for an agent for room {}: one is called", room.room());
      }
    }
    return !found.isEmpty();
  }
}
