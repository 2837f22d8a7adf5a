package io.echosphere.application.port.out;

/** Tells how likely a stretch of audio holds a human voice. */
public interface VoiceActivityDetector {
  /** Samples at 16 kHz that one probability is about: 32 ms. */
  int WINDOW = 512;

  /** Opens a channel for one caller, with a fresh state. */
  Channel open();

  /** One caller's detector. Not thread-safe; calls native code, so keep to a platform thread. */
  interface Channel extends AutoCloseable {
    /**
     * The probability of voice in the next window.
     *
     * @param window {@value #WINDOW} samples at 16 kHz following the last ones; read only
     * @return 0 to 1
     */
    float probability(short[] window);

    /** Forgets what came before. */
    void reset();

    /** Frees native memory. Idempotent. */
    @Override
    void close();
  }
}
