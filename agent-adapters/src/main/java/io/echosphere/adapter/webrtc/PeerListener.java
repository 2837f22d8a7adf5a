package io.echosphere.adapter.webrtc;

/**
 * Hears what a peer does. Called on native threads, which the peer's own methods wait for: hand
 * over to the owner's thread and return, never call a peer from here.
 */
public interface PeerListener {
  /** An address of ours was found; the other side must be told. */
  void candidateFound(IceCandidate candidate);

  /** The connection's state has changed to one that matters. */
  void connectionChanged(Connection connection);

  /** The publisher's reliable channel may have opened; ask {@link PublisherPeer#canSend}. */
  default void channelChanged() {}

  /** A remote track came to a media section; a later one of the same section replaces it. */
  default void audioArrived(String mid, RemoteAudio audio) {}

  /** A data packet came in; the array is the listener's. */
  default void packetArrived(byte[] packet) {}

  /** What a connection can be. */
  enum Connection {
    CONNECTED,
    /** For now: it may come back by itself. */
    DISCONNECTED,
    /** For good, unless negotiated anew. */
    FAILED
  }
}
