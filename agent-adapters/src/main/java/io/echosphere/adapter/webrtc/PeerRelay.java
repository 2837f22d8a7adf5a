package io.echosphere.adapter.webrtc;

/**
 * Stands between the native library and a listener. The library (webrtc-java 0.14.0) keeps some
 * observers of closed connections for ever; it must not keep the whole session with them.
 * Thread-safe.
 */
final class PeerRelay implements PeerListener {
  private static final PeerListener NOBODY =
      new PeerListener() {
        @Override
        public void candidateFound(IceCandidate candidate) {}

        @Override
        public void connectionChanged(Connection connection) {}
      };

  private volatile PeerListener listener;

  PeerRelay(PeerListener listener) {
    this.listener = listener;
  }

  /** From now on nobody is told, and the listener is held no more. */
  void release() {
    listener = NOBODY;
  }

  @Override
  public void candidateFound(IceCandidate candidate) {
    listener.candidateFound(candidate);
  }

  @Override
  public void connectionChanged(Connection connection) {
    listener.connectionChanged(connection);
  }

  @Override
  public void channelChanged() {
    listener.channelChanged();
  }

  @Override
  public void audioArrived(String mid, RemoteAudio audio) {
    listener.audioArrived(mid, audio);
  }

  @Override
  public void packetArrived(byte[] packet) {
    listener.packetArrived(packet);
  }
}
