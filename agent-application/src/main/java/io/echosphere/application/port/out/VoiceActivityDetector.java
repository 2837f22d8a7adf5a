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

    /**
     * The probability of voice so far in a window that is not full yet, without waiting for its
     * rest; {@link #probability} is still to be asked for the whole of it, and answers as if this
     * had not been.
     *
     * @param window begins with the samples that follow the last window; read only
     * @param filled how many of these there are, 1 to {@value #WINDOW} - 1
     * @return 0 to 1, of the last {@value #WINDOW} samples
     */
    float glance(short[] window, int filled);

    /** Forgets what came before. */
    void reset();

    /** Frees native memory. Idempotent. */
    @Override
    void close();
  }
}
