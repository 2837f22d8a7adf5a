package io.echosphere.application.port.out;

/**
 * Tells from the sound of a caller's voice how likely they have finished speaking. Asked only at
 * pauses, because an answer costs tens of milliseconds of a processor. Thread-safe.
 *
 * <p>An answer is a help and never a condition: a question may go unanswered (replaced, called off,
 * too many waiting, or the model failed), so whoever asks keeps a deadline of their own.
 */
public interface EndOfTurnEstimator {
  /** How much of the newest speech an estimate is about, in seconds. */
  int WINDOW_SECONDS = 8;

  /** How much of the sound before {@link Channel#turnStarted} still belongs to a turn, in ms. */
  int LEAD_IN_MS = 500;

  /** Opens a channel for one caller, with nothing heard. Never blocks for the model. */
  Channel open();

  /**
   * One caller's ear for ends of turns. All methods but {@link #close} belong to one thread at a
   * time, the ear's; they never block.
   */
  interface Channel extends AutoCloseable {
    /**
     * Hears the next stretch of sound. Copies it; allocates nothing. Bound: the newest {@value
     * EndOfTurnEstimator#WINDOW_SECONDS} s, the oldest are overwritten. After {@code close} it does
     * nothing.
     *
     * @param samples 16 kHz mono PCM following the last ones, speech and silence alike; read only
     * @param length how many samples from the start of the array
     */
    void audio(short[] samples, int length);

    /**
     * The caller begins a new turn: what was heard before, but for the last {@value
     * EndOfTurnEstimator#LEAD_IN_MS} ms, is left out of estimates from now on. To be called when
     * speech starts after the turn before has been taken, and not when speech goes on within a
     * turn.
     */
    void turnStarted();

    /**
     * Asks how likely the turn ends with what has been heard up to now. Returns at once. A question
     * that is not begun yet is replaced by a newer one of the same channel; questions of several
     * channels are answered in the order they were asked. Too many waiting: the question is
     * dropped. After {@code close} it does nothing.
     *
     * @param pause names the question, and comes back with its answer: a late answer is to be
     *     recognised by it. Who asks twice within a pause uses two numbers
     */
    void estimate(long pause, Listener listener);

    /**
     * Forgets the caller and any question not yet answered. Any thread, idempotent. Waits for a
     * call of the listener that is under way; after its return no listener of this channel is
     * called.
     */
    @Override
    void close();
  }

  /** Hears estimates. Called on the estimator's own thread, which all callers share: be quick. */
  @FunctionalInterface
  interface Listener {
    /**
     * The answer to a question; at most once for each.
     *
     * @param pause the number the question was asked with
     * @param probability 0 to 1 that the caller has finished; above 0.5 means more likely than not
     */
    void estimated(long pause, double probability);
  }
}
