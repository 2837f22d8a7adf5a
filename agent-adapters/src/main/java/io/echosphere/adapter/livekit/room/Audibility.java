package io.echosphere.adapter.livekit.room;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether what we send reaches the server while a connection is broken, by what comes from there:
 * signalling may be gone and sound go on, and the other way round. Owned by the room's thread.
 */
final class Audibility {
  /** A server that lives sends sound, reports or checks of the path more often. */
  private static final Duration ALIVE = Duration.ofSeconds(1);

  /** What was on its way when the server died comes within this. */
  private static final Duration LATE = Duration.ofMillis(100);

  private final RoomHandler handler;
  private final RoomThread thread;
  private State state = State.HEARD;

  /** When the outage began, or when we were last found unheard. */
  private long markNanos;

  /** When the other side closed the signalling socket: until then it was alive. */
  private OptionalLong closedNanos = OptionalLong.empty();

  /**
   * Of a connection that is not broken.
   *
   * @param handler hears of it once each way
   * @param thread the owner, and its clock
   */
  Audibility(RoomHandler handler, RoomThread thread) {
    this.handler = handler;
    this.thread = thread;
  }

  private enum State {
    HEARD,
    ASKING,
    UNHEARD
  }

  /**
   * An outage begins.
   *
   * @param closed whether the other side closed the signalling socket just now
   */
  void began(boolean closed) {
    markNanos = thread.nanos();
    closedNanos = closed ? OptionalLong.of(markNanos) : OptionalLong.empty();
  }

  /** What we send has no path any more. */
  void pathBroken(MediaLink link) {
    if (state == State.HEARD) {
      state = State.ASKING;
      link.silence(this::tellUnheard);
    }
  }

  /** The server does not answer at its address: it may have died, or only what stands before it. */
  void unreachable(MediaLink link) {
    if (state != State.ASKING) {
      state = state == State.HEARD ? State.ASKING : state;
      link.silence(silence -> judge(link, silence));
    }
  }

  /** The link is given up: whoever has not been told yet is told what is known. */
  void abandoned() {
    if (state != State.UNHEARD) {
      tellUnheard(Optional.of(Duration.ZERO).filter(_ -> closedNanos.isEmpty()));
    }
  }

  /** The connection is restored. */
  void restored() {
    if (state != State.HEARD) {
      boolean told = state == State.UNHEARD;
      state = State.HEARD;
      if (told) {
        handler.heardAgain();
      }
    }
  }

  private void judge(MediaLink link, Optional<Duration> silence) {
    boolean alive = link.isPublishing() && silence.filter(this::isRecent).isPresent();
    if (alive) {
      state = state == State.ASKING ? State.HEARD : state;
      restored();
    } else if (state == State.ASKING) {
      tellUnheard(silence);
    }
  }

  private boolean isRecent(Duration silence) {
    Duration sinceMark = Duration.ofNanos(thread.nanos() - markNanos);
    return silence.compareTo(ALIVE) < 0 && silence.plus(LATE).compareTo(sinceMark) < 0;
  }

  private void tellUnheard(Optional<Duration> silence) {
    if (state == State.UNHEARD) {
      return;
    }
    state = State.UNHEARD;
    markNanos = thread.nanos();
    Optional<Duration> sinceClosed =
        closedNanos.stream().mapToObj(at -> Duration.ofNanos(markNanos - at)).findFirst();
    handler.unheard(
        silence
            .flatMap(known -> sinceClosed.map(closed -> shorter(known, closed)).or(() -> silence))
            .or(() -> sinceClosed)
            .orElse(Duration.ZERO));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
