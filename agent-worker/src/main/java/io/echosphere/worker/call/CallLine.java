package io.echosphere.worker.call;

/** A caller's connection to a room. */
public interface CallLine extends AutoCloseable {
  /**
   * Sends 10 ms of the caller's voice, 160 samples at 16 kHz; read only, reused after return. One
   * thread only, every 10 ms. Does not block.
   */
  void speak(short[] frame);

  /** Writes the agent a message. Any thread; does not block. */
  void write(String text);

  /** Hangs up. Idempotent. */
  @Override
  void close();

  /** Connects a caller. */
  @FunctionalInterface
  interface Dialler {
    /**
     * Joins the room; blocks until the caller can speak and hear.
     *
     * @throws NoLine if that fails; the message names the fix
     * @throws InterruptedException if interrupted meanwhile
     */
    CallLine dial(Listener listener) throws NoLine, InterruptedException;
  }

  /** Hears the room, from any thread; must not block. */
  interface Listener {
    /** An agent is in the room. */
    void agentJoined(String identity);

    /** The agent has left. */
    void agentLeft();

    /** 10 ms of the agent's voice, 480 samples at 48 kHz, valid during the call only. */
    void agentAudio(short[] samples);

    /** The agent's {@code lk.agent.state}. */
    void agentState(String state);

    /** What somebody said. */
    void said(CallNews.Said said);

    /** The line is dead. */
    void disconnected(String reason);
  }

  /** The caller could not connect. */
  final class NoLine extends Exception {
    /** Says why and what to do. */
    public NoLine(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
