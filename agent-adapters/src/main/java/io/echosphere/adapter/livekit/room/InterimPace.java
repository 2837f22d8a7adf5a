package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.Room.Transcription;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the caller's interim transcriptions to a rate that clients and data channels bear: at most
 * one in {@link #PACE}, of several the newest. A final one goes at once, and nothing interim of its
 * segment after it. Owned by the room's thread.
 */
final class InterimPace {
  /** As often as a reader's eye notices. */
  static final Duration PACE = Duration.ofMillis(100);

  private final Consumer<Transcription> out;
  private final BiConsumer<Duration, Runnable> later;
  private @Nullable Transcription waiting;
  private @Nullable Transcription last;
  private boolean resting;

  /**
   * A pace of its own.
   *
   * @param later runs a task after a while, on the room's thread
   */
  InterimPace(Consumer<Transcription> out, BiConsumer<Duration, Runnable> later) {
    this.out = out;
    this.later = later;
  }

  void offer(Transcription next) {
    if (next.isFinal()) {
      passOn(next);
    } else if (!isOld(next)) {
      if (resting) {
        releaseUnless(next.segment());
        waiting = next;
      } else {
        passOn(next);
        rest();
      }
    }
  }

  private boolean isOld(Transcription next) {
    Transcription sent = last;
    return sent != null
        && sent.segment().equals(next.segment())
        && (sent.isFinal() || (waiting == null && sent.text().equals(next.text())));
  }

  private void passOn(Transcription next) {
    releaseUnless(next.segment());
    waiting = null;
    last = next;
    out.accept(next);
  }

  /** What waits of another segment goes first; of the same one it is outdated. */
  private void releaseUnless(String segment) {
    Transcription held = waiting;
    waiting = null;
    if (held != null && !held.segment().equals(segment)) {
      out.accept(held);
    }
  }

  private void rest() {
    resting = true;
    later.accept(PACE, this::rested);
  }

  private void rested() {
    resting = false;
    Transcription held = waiting;
    if (held != null) {
      passOn(held);
      rest();
    }
  }
}
