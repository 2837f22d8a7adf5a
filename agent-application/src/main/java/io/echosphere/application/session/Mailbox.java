package io.echosphere.application.session;

import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.turn.TurnEvent;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The only way into a session: any thread tells, the session's own thread takes. */
public final class Mailbox {
  /** Minutes of facts. Audio never passes here, so overflow means that the owner is stuck. */
  private static final int CAPACITY = 1_024;

  private final BlockingQueue<Timed> events = new ArrayBlockingQueue<>(CAPACITY);
  private final Timers timers;
  private final long startNanos;
  private volatile boolean overflowed;

  public Mailbox(Timers timers) {
    this.timers = timers;
    this.startNanos = timers.nanos();
  }

  /**
   * A fact and when it happened.
   *
   * @param atMillis on the session's timeline, which starts with its mailbox
   */
  public record Timed(TurnEvent event, long atMillis) {}

  /** Reports a fact. Never blocks and never throws, so native callbacks may call it. */
  public void tell(TurnEvent event) {
    if (!events.offer(new Timed(event, millis()))) {
      overflowed = true;
    }
  }

  /** The time on the session's timeline, in ms. */
  public long millis() {
    return (timers.nanos() - startNanos) / 1_000_000;
  }

  /** The next fact; waits for one. */
  Timed take() throws InterruptedException {
    if (overflowed) {
      return new Timed(new TurnEvent.Disconnected("mailbox overflowed", true), millis());
    }
    return events.take();
  }
}
