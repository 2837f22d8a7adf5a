package io.echosphere.adapter.livekit.room;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nothing comes from the media server any more, long before ICE does: a node that dies
 * closes no socket when signalling goes over another one. Looks when it may have become true, so
 * every 2.5 s while all is well; a look takes 0.6 ms of a processor. Owned by the room's thread.
 */
final class PathWatch {
  /**
   * Of a server that lives, something comes every second at most: reports on what we send, checks
   * of two paths. What waits in a socket, because this process stood still, is read within 250 ms.
   */
  static final Rhythm USUAL = new Rhythm(Duration.ofMillis(2_500), Duration.ofMillis(250));

  private final RoomThread thread;
  private final Rhythm rhythm;
  private final Question question;
  private final Consumer<Boolean> changed;
  private @Nullable Future<?> next;
  private boolean doubted;
  private boolean silent;

  /**
   * A watch that has not begun.
   *
   * @param question asks for how long nothing has come
   * @param changed hears that nothing comes any more (true), or that something does again
   */
  PathWatch(RoomThread thread, Rhythm rhythm, Question question, Consumer<Boolean> changed) {
    this.thread = thread;
    this.rhythm = rhythm;
    this.question = question;
    this.changed = changed;
  }

  /**
   * What is too long.
   *
   * @param limit for so long nothing may come
   * @param recheck after so long it must be so still; also how often to look while nothing comes
   */
  record Rhythm(Duration limit, Duration recheck) {}

  /** Asks for how long nothing has come; answered on the room's thread. */
  @FunctionalInterface
  interface Question {
    void ask(Consumer<Optional<Duration>> answer);
  }

  void begin() {
    lookIn(rhythm.limit());
  }

  void stop() {
    if (next != null) {
      next.cancel(false);
    }
  }

  /** Whether nothing comes. */
  boolean isSilent() {
    return silent;
  }

  private void lookIn(Duration delay) {
    next = thread.after(delay, () -> question.ask(this::judge));
  }

  /** Before anything has come at all nothing is missing. */
  private void judge(Optional<Duration> since) {
    Duration left = rhythm.limit().minus(since.orElse(Duration.ZERO));
    boolean tooLong = !left.isPositive();
    boolean now = tooLong && doubted;
    doubted = tooLong;
    lookIn(left.compareTo(rhythm.recheck()) > 0 ? left : rhythm.recheck());
    if (now != silent) {
      silent = now;
      changed.accept(now);
    }
  }
}
