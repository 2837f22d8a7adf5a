package io.echosphere.adapter.livekit.dispatch;

/** Opens WebSockets to the server's agent endpoint. */
interface WorkerTransport extends AutoCloseable {
  /**
   * Begins to connect and returns at once. The listener is called on threads of the transport's
   * own, possibly before this returns, and hears {@code lost} at most once, as its last call.
   */
  Socket open(Listener listener);

  /** Frees the transport's threads, waiting a moment for what was sent to go out. */
  @Override
  void close();

  /** One connection. Thread-safe; nothing blocks. */
  interface Socket {
    /** Sends a binary frame; false if the connection is down or cannot keep up. */
    boolean send(byte[] frame);

    /** Says good-bye after what was sent. */
    void finish();

    /** Drops the connection. */
    void abort();
  }

  /** Hears what happens to a connection. */
  interface Listener {
    /** The connection stands. */
    void opened();

    /** A binary frame came. */
    void received(byte[] frame);

    /** A text frame came; the protocol has none. */
    void receivedText();

    /** The connection broke, ended or never came to be; says why in words for a log. */
    void lost(String problem);
  }
}
