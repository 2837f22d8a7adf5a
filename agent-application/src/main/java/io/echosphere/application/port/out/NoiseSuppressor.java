package io.echosphere.application.port.out;

/** Cleans a caller's audio and brings it to the rate at which speech is recognised. */
public interface NoiseSuppressor {
  /** Opens a channel for one caller. May load native code; not for the audio path. */
  Channel open();

  /** One caller's audio. Not thread-safe: one thread at a time, and it may be a pinned one. */
  interface Channel extends AutoCloseable {
    /**
     * Processes one 10 ms frame.
     *
     * @param room 480 samples at 48 kHz; read only
     * @param speech receives 160 samples at 16 kHz
     */
    void process(short[] room, short[] speech);

    /** Frees native memory. Idempotent. */
    @Override
    void close();
  }
}
