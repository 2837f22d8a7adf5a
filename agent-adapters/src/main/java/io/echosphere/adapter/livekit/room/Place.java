package io.echosphere.adapter.livekit.room;

/**
 * Where to join, and how.
 *
 * @param token for the first join; secret
 * @param room for the thread's name
 * @param trackName what our track is called
 * @param autoSubscribe whether to receive every track
 */
record Place(String url, String token, String room, String trackName, boolean autoSubscribe) {
  /** Says that the url is none, in words. */
  String isNoAddress() {
    return "'" + url + "' is not the address of a LiveKit server; use ws://host:port or wss://host";
  }

  @Override
  public String toString() {
    return "place in room " + room;
  }
}
