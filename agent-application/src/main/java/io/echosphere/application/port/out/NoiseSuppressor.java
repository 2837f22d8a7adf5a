package io.echosphere.application.port.out;

/**
 * Cleans a caller's audio of noise and of the agent's echo, and brings it to the rate at which
 * speech is recognised.
 */
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

    /**
     * Takes 10 ms of what the agent plays, so that it can be told from the caller's voice when it
     * comes back by their microphone. Given in the order it is played, about when it is.
     *
     * @param agent 160 samples at 16 kHz; read only
     */
    void played(short[] agent);

    /** Frees native memory. Idempotent. */
    @Override
    void close();
  }
}
