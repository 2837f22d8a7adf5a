package io.echosphere.application.hearing;

import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.session.Mailbox;

/**
 * One caller's hearing without a thread of its own: whoever gives it a frame hears it. With {@code
 * ManualTimers} a call runs as fast as it can be computed. Owned by one thread.
 */
public final class SteppedHearing implements AutoCloseable {
  private final Hearing hearing;

  public SteppedHearing(Hearing.Parts parts, Mailbox mailbox, CallTrace trace) {
    hearing = new Hearing(parts, mailbox, trace);
  }

  /** Hears 480 samples at 48 kHz, to the end of what they cause. */
  public void hear(short[] frame) {
    hearing.frame(frame);
    hearing.listen();
  }

  /** The hearing that it drives. */
  public Hearing hearing() {
    return hearing;
  }

  @Override
  public void close() {
    hearing.release();
  }
}
