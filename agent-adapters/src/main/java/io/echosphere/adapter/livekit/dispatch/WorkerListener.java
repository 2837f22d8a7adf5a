package io.echosphere.adapter.livekit.dispatch;

/** Hears whether LiveKit knows this worker. Called on the worker's own thread; must not block. */
public interface WorkerListener {
  /**
   * The server accepted the worker; jobs may come. Called again, with a new id, after each
   * reconnect.
   */
  void registered(String workerId);

  /**
   * The server gives this worker jobs from now on: it has just registered, or was full. Until now
   * there may have been no worker for a room that wanted an agent, and the server does not ask
   * twice.
   */
  default void available() {}

  /**
   * The worker is not registered, or not any more; it goes on trying until it is closed.
   *
   * @param problem what is wrong and what to check, fit for a log
   */
  void unavailable(String problem);
}
