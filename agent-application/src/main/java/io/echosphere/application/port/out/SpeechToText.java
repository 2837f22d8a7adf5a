package io.echosphere.application.port.out;

import io.echosphere.domain.speech.Transcript;

/**
 * Turns a caller's audio into text over one long stream. Languages, vocabulary and the like are the
 * adapter's configuration. Thread-safe.
 */
public interface SpeechToText {
  /**
   * Opens a stream. Returns at once; the connection is made in the background and audio sent
   * meanwhile is kept (bounded, oldest dropped). The listener is called from one thread at a time
   * and never after {@link Stream#close} has returned; it hears exactly one of {@code failed} and
   * {@code ended}, as its last call.
   */
  Stream open(Listener listener);

  /** An open stream. Thread-safe. */
  interface Stream extends AutoCloseable {
    /**
     * Sends audio. Never blocks; copies what it is given. After the end it does nothing.
     *
     * @param samples 16 kHz mono PCM
     * @param length how many samples from the start of the array
     */
    void audio(short[] samples, int length);

    /** No more audio comes: asks for the last finals, then {@code ended}. Never blocks. */
    void finish();

    /** Calls the stream off. Idempotent, never blocks for the network; silences the listener. */
    @Override
    void close();
  }

  /** Hears what the recogniser says. Must not block. */
  interface Listener {
    /** A partial or final transcript of a segment; the finals come in the order of speech. */
    void transcript(Transcript transcript);

    /** The stream broke, or ended although nobody had finished it. Last call. */
    void failed(Failure failure);

    /** The service has ended the stream after {@link Stream#finish}. Last call. */
    void ended();
  }
}
