package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.IceCandidate;
import io.echosphere.adapter.webrtc.PeerException;
import io.echosphere.adapter.webrtc.PeerListener;
import io.echosphere.adapter.webrtc.PublisherPeer;
import io.echosphere.adapter.webrtc.SubscriberPeer;
import io.echosphere.adapter.webrtc.WebRtc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Negotiates with itself once, so that the first room of a process is joined as quickly as later
 * ones: a process's first offer takes 150 ms and more, later ones about 10 ms.
 */
public final class RoomRehearsal {
  private static final Logger log = LoggerFactory.getLogger(RoomRehearsal.class);

  private RoomRehearsal() {}

  /**
   * Rehearses the negotiation, and reaches for the server: its name is looked up, and the
   * connection is kept for a moment. Blocks some hundred ms. A failure is only logged: the first
   * room then takes longer, or names the problem. From a platform thread, once a process.
   *
   * @param url the server, {@code ws://} or {@code wss://}
   * @throws io.echosphere.adapter.webrtc.NativeLibraryMissing if WebRTC cannot be loaded
   */
  public static void run(String url) {
    negotiate();
    SignalSocket.reach(url);
  }

  private static void negotiate() {
    WebRtc webRtc = WebRtc.load();
    try {
      PublisherPeer publisher = webRtc.openPublisher("rehearsal", new Unheard());
      try {
        SubscriberPeer subscriber = webRtc.openSubscriber(new Unheard());
        try {
          publisher.acceptAnswer(subscriber.answer(publisher.offer()));
        } finally {
          subscriber.close();
        }
      } finally {
        publisher.close();
      }
    } catch (PeerException e) {
      log.debug("the rehearsal of joining a room failed: {}", e.getMessage());
    }
  }

  private static final class Unheard implements PeerListener {
    @Override
    public void candidateFound(IceCandidate candidate) {}

    @Override
    public void connectionChanged(Connection connection) {}
  }
}
