package io.echosphere.application.port.out;

/** Joins rooms as an agent. Thread-safe. */
public interface RoomConnector {
  /**
   * Joins a room and publishes the agent's one audio track. Blocks until both are done, at most
   * about 10 s. The listener may be called before this returns.
   *
   * @throws RoomUnavailable if the room cannot be joined
   * @throws InterruptedException if interrupted meanwhile; nothing is left behind
   */
  Room join(Ticket ticket, RoomListener listener) throws RoomUnavailable, InterruptedException;

  /**
   * What opens a room.
   *
   * @param url the server, {@code ws://} or {@code wss://}
   * @param token a JWT for this room and agent; secret
   * @param roomName the room, for logs
   */
  record Ticket(String url, String token, String roomName) {
    @Override
    public String toString() {
      return "ticket for room " + roomName;
    }
  }

  /** The room could not be joined; the message is fit for a log. */
  final class RoomUnavailable extends Exception {
    public RoomUnavailable(String message, Throwable cause) {
      super(message, cause);
    }

    public RoomUnavailable(String message) {
      super(message);
    }
  }
}
