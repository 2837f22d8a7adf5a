package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.IceCandidate;
import io.echosphere.adapter.webrtc.IceServer;
import io.echosphere.adapter.webrtc.PeerListener;
import io.echosphere.adapter.webrtc.PublisherPeer;
import io.echosphere.adapter.webrtc.RemoteAudio;
import io.echosphere.adapter.webrtc.SubscriberPeer;
import io.echosphere.adapter.webrtc.WebRtc;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitRtc.SignalTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two peers of a connection: what goes through them and how they are negotiated. Owned by the
 * room's thread, but for {@link #push}.
 */
final class MediaLink {
  private static final Logger log = LoggerFactory.getLogger(MediaLink.class);

  /** Packets that wait for the channel to open, a few seconds of talk; the oldest goes first. */
  private static final int MAX_WAITING = 256;

  private final PublisherPeer publisher;
  private final SubscriberPeer subscriber;
  private final Queue<DataPacket> waiting = new ArrayDeque<>();
  private final Map<String, RemoteAudio> audioByMid = new HashMap<>();
  private Map<String, String> trackByMid = Map.of();
  private @Nullable Wanted wanted;
  private @Nullable RemoteAudio playing;
  private boolean open;
  private int sequence;

  MediaLink(WebRtc webRtc, String trackId, RoomThread thread, Listener listener) {
    publisher = webRtc.openPublisher(trackId, new Events(SignalTarget.PUBLISHER, thread, listener));
    subscriber = webRtc.openSubscriber(new Events(SignalTarget.SUBSCRIBER, thread, listener));
  }

  /** Hears the peers, on the room's thread but for {@link #packet}. */
  interface Listener {
    void candidate(SignalTarget peer, IceCandidate candidate);

    void connection(SignalTarget peer, PeerListener.Connection connection);

    void channelChanged();

    void audioArrived(String mid, RemoteAudio audio);

    /** A data packet, on a native thread. */
    void packet(byte[] packet);
  }

  private record Wanted(String track, RemoteAudio.Listener listener) {}

  /** Our track's id in the session description. */
  String trackId() {
    return publisher.trackId();
  }

  /** Makes the offer for our track and data channels. */
  String offer(List<IceServer> servers) {
    publisher.useIceServers(servers);
    subscriber.useIceServers(servers);
    return publisher.offer();
  }

  void answered(String sdp) {
    publisher.acceptAnswer(sdp);
  }

  /**
   * Answers the server's offer.
   *
   * @param tracks which remote track each media section now carries: sections are used again, and
   *     the native track keeps the id it had first
   */
  String answer(String offer, Map<String, String> tracks) {
    if (!tracks.isEmpty()) {
      trackByMid = Map.copyOf(tracks);
    }
    String answer = subscriber.answer(offer);
    attach();
    return answer;
  }

  void addCandidate(SignalTarget peer, IceCandidate candidate) {
    if (peer == SignalTarget.PUBLISHER) {
      publisher.addCandidate(candidate);
    } else {
      subscriber.addCandidate(candidate);
    }
  }

  void audioArrived(String mid, RemoteAudio audio) {
    audioByMid.put(mid, audio);
    attach();
  }

  /** Delivers one remote track, now or as soon as it is here, in place of any other. */
  void listen(String track, RemoteAudio.Listener audio) {
    wanted = new Wanted(track, audio);
    attach();
  }

  void stopListening() {
    wanted = null;
    attach();
  }

  /** Sends a packet reliably, in order, once the channel is open. */
  void send(DataPacket packet) {
    if (waiting.size() == MAX_WAITING) {
      waiting.remove();
      log.warn("the data channel does not open: a packet is dropped");
    }
    waiting.add(packet);
    flush();
  }

  void flush() {
    open = open || publisher.canSend();
    while (open && !waiting.isEmpty()) {
      // The server drops a packet whose number it has seen, and takes gaps.
      DataPacket packet = waiting.remove().toBuilder().setSequence(++sequence).build();
      publisher.send(packet.toByteArray());
    }
  }

  /** Sends 10 ms of audio; from the mouth's thread. */
  void push(short[] frame) {
    publisher.push(frame);
  }

  /** Stops delivering audio, stops pushing, then closes: in another order the library crashes. */
  void close() {
    stopListening();
    publisher.close();
    subscriber.close();
  }

  private void attach() {
    RemoteAudio found = wanted == null ? null : find(wanted.track());
    if (!Objects.equals(found, playing)) {
      if (playing != null) {
        playing.stop();
      }
      playing = found;
      if (found != null && wanted != null) {
        found.listen(wanted.listener());
      }
    }
  }

  private @Nullable RemoteAudio find(String track) {
    for (var section : trackByMid.entrySet()) {
      if (section.getValue().equals(track)) {
        return audioByMid.get(section.getKey());
      }
    }
    return null;
  }

  /** Hands what happens natively over to the room's thread. */
  private record Events(SignalTarget peer, RoomThread thread, Listener listener)
      implements PeerListener {
    @Override
    public void candidateFound(IceCandidate candidate) {
      thread.execute(() -> listener.candidate(peer, candidate));
    }

    @Override
    public void connectionChanged(Connection connection) {
      thread.execute(() -> listener.connection(peer, connection));
    }

    @Override
    public void channelChanged() {
      thread.execute(listener::channelChanged);
    }

    @Override
    public void audioArrived(String mid, RemoteAudio audio) {
      thread.execute(() -> listener.audioArrived(mid, audio));
    }

    @Override
    public void packetArrived(byte[] packet) {
      listener.packet(packet);
    }
  }
}
