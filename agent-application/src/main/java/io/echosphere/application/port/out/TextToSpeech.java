package io.echosphere.application.port.out;

import io.echosphere.domain.speech.Language;

/** Speaks text. Voices are the adapter's configuration. Thread-safe. */
public interface TextToSpeech {
  /**
   * Synthesizes one clause. Returns at once. The listener is called from one thread at a time and
   * never after {@link Cancellable#cancel} has returned; it hears exactly one of {@code finished}
   * and {@code failed}, as its last call.
   *
   * @return cancels upstream: the connection is closed, not drained
   */
  Synthesis synthesize(Utterance utterance, Listener listener);

  /** An utterance that is being spoken, or waits for it. */
  interface Synthesis extends Cancellable {
    /** Nothing is being spoken. */
    Synthesis NONE =
        new Synthesis() {
          @Override
          public void raise(Urgency urgency) {}

          @Override
          public void cancel() {}
        };

    /** It has become more urgent, for as long as it still waits. Never blocks. */
    void raise(Urgency urgency);
  }

  /** What is spoken first when the account's quota is short; in order of falling urgency. */
  enum Urgency {
    /** The first clause of a reply whose turn has ended: someone is waiting. */
    FIRST_CLAUSE,
    /** A later clause of a reply that is being spoken. */
    LOOK_AHEAD,
    /** A clause that may never be spoken. */
    SPECULATION
  }

  /**
   * One thing to say.
   *
   * @param text speakable text, never blank, at most 3,000 characters
   * @param language chooses the voice
   * @param urgency its place in the queue for the account's quota
   */
  record Utterance(String text, Language language, Urgency urgency) {}

  /** Hears the sound as it arrives. Must not block. */
  interface Listener {
    /**
     * The next samples at 16 kHz; the array is the listener's to keep.
     *
     * @param samples at least one
     */
    void audio(short[] samples);

    /** All of it has arrived. Last call. */
    void finished();

    /**
     * It broke off, or never began. {@link FailureKind#REJECTED} and {@link FailureKind#MALFORMED}
     * are about this utterance alone: the next may well be spoken. Last call.
     */
    void failed(Failure failure);
  }
}
