package io.echosphere.application.port.out;

import java.time.Instant;
import java.util.Map;

/** LiveKit's door: who may enter a room, and whether an agent waits there. Thread-safe. */
public interface RoomAccess {
  /** Signs what lets one participant into one room, and nowhere else. Does not block. */
  String token(Entry entry);

  /**
   * Makes sure that a room which exists already gets an agent if it has none: what a token asks for
   * counts only when it creates the room. Returns at once; trouble is logged, and the next visitor
   * asks again.
   */
  void wantAgent(String roomName);

  /**
   * What a participant is let in with: speak, listen and send text in this room.
   *
   * @param roomName the room
   * @param identity the participant's, unique in the room
   * @param displayName what others see; may be empty
   * @param attributes the participant's attributes, which it cannot change itself
   * @param expiresAt until when it may be used to join
   */
  record Entry(
      String roomName,
      String identity,
      String displayName,
      Map<String, String> attributes,
      Instant expiresAt) {
    public Entry {
      attributes = Map.copyOf(attributes);
    }
  }
}
