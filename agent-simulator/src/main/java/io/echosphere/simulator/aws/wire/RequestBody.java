package io.echosphere.simulator.aws.wire;

/** Takes a request's body, on the exchange's event loop, and hears when the client gives up. */
public interface RequestBody {
  /** Takes the next bytes, at least one. */
  void data(byte[] bytes);

  /** The body is complete. */
  void end();

  /** The client reset the stream or closed the connection before the answer's end. */
  void cancelled();

  /** Reads and forgets everything; only the client's leaving counts. */
  static RequestBody ignored(Runnable cancelled) {
    return new RequestBody() {
      @Override
      public void data(byte[] bytes) {}

      @Override
      public void end() {}

      @Override
      public void cancelled() {
        cancelled.run();
      }
    };
  }
}
