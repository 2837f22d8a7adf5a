package io.echosphere.application.speaking;

import io.echosphere.domain.audio.AudioFormat;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether anybody hears what a call plays. While nobody does, the reply waits at its very sample,
 * and what was played in vain is played again. Thread-safe.
 */
public final class Audience {
  private final AtomicLong unheardSamples = new AtomicLong();
  private volatile boolean absent;

  /** Somebody listens, to begin with. */
  public Audience() {}

  /**
   * Nobody hears the call. A reply that has reported its end is not played again.
   *
   * @param unheard for how long nobody has heard it already, at least zero
   */
  public void lost(Duration unheard) {
    unheardSamples.set(AudioFormat.SPEECH_RATE_HZ * unheard.toMillis() / 1_000);
    absent = true;
  }

  /** The call is heard again; does nothing unless it was not. */
  public void back() {
    absent = false;
  }

  boolean isAbsent() {
    return absent;
  }

  /** How many samples were played in vain, once. */
  long takeUnheard() {
    return unheardSamples.getAndSet(0);
  }
}
