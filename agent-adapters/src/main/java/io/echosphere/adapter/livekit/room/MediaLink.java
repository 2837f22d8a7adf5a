package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.IceCandidate;
import io.echosphere.adapter.webrtc.IceServer;
import io.echosphere.adapter.webrtc.PeerListener;
import io.echosphere.adapter.webrtc.PeerListener.Connection;
import io.echosphere.adapter.webrtc.PublisherPeer;
import io.echosphere.adapter.webrtc.RemoteAudio;
import io.echosphere.adapter.webrtc.SubscriberPeer;
import io.echosphere.adapter.webrtc.WebRtc;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitRtc.DataChannelInfo;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalTarget;
import livekit.LivekitRtc.SyncState;
import livekit.LivekitRtc.TrackPublishedResponse;
import livekit.LivekitRtc.TrickleRequest;
import livekit.LivekitRtc.UpdateSubscription;
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

  private final Listener listener;
  private final RoomThread thread;
  private final PublisherPeer publisher;
  private final SubscriberPeer subscriber;
  private final PathWatch watch;
  private final Queue<DataPacket> waiting = new ArrayDeque<>();
  private final Map<String, RemoteAudio> audioByMid = new HashMap<>();
  private Map<String, String> trackByMid = Map.of();
  private @Nullable Wanted wanted;
  private @Nullable RemoteAudio playing;
  private final Map<SignalTarget, Connection> connections = new EnumMap<>(SignalTarget.class);

  /** What was sent since it is doubtful that it arrives; the oldest goes first. */
  private final Deque<DataPacket> doubtful = new ArrayDeque<>();

  private boolean closed;
  private boolean inDoubt;
  private int sequence;

  /**
   * A link that is not yet negotiated.
   *
   * @param listener is not called once the link is closed
   */
  MediaLink(WebRtc webRtc, String trackId, RoomThread thread, Listener listener) {
    this.listener = listener;
    this.thread = thread;
    publisher = webRtc.openPublisher(trackId, new Events(SignalTarget.PUBLISHER));
    subscriber = webRtc.openSubscriber(new Events(SignalTarget.SUBSCRIBER));
    watch = new PathWatch(thread, PathWatch.USUAL, this::silence, this::silent);
    watch.begin();
  }

  /** Hears the peers, on the room's thread but for {@link #packet}. */
  interface Listener {
    void candidate(SignalTarget peer, IceCandidate candidate);

    void connection(SignalTarget peer, Connection connection);

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

  /** Makes the offer by which the publisher finds a new path; the server makes the subscriber's. */
  String restart(List<IceServer> servers) {
    publisher.useIceServers(servers);
    subscriber.useIceServers(servers);
    return publisher.restart();
  }

  /** Whether sound and data go out. */
  boolean isPublishing() {
    return connections.get(SignalTarget.PUBLISHER) == Connection.CONNECTED && !watch.isSilent();
  }

  /** Whether they go out, and come in if they ever did. */
  boolean isConnected() {
    return isPublishing()
        && connections.getOrDefault(SignalTarget.SUBSCRIBER, Connection.CONNECTED)
            == Connection.CONNECTED;
  }

  /**
   * What a server that goes on with us should know: negotiations, data channels, tracks.
   *
   * @param all whether it sends every track unasked; else it is told which one we listen to
   */
  SyncState state(boolean all, TrackPublishedResponse published) {
    var subscription = UpdateSubscription.newBuilder().setSubscribe(!all);
    if (!all && wanted != null) {
      subscription.addTrackSids(wanted.track());
    }
    var state = SyncState.newBuilder().setSubscription(subscription).addPublishTracks(published);
    if (!subscriber.remoteDescription().isEmpty()) {
      state
          .setOffer(Requests.description("offer", subscriber.remoteDescription()))
          .setAnswer(Requests.description("answer", subscriber.localDescription()));
    }
    publisher.channels().forEach((label, id) -> add(state, label, id, SignalTarget.PUBLISHER));
    subscriber.channels().forEach((label, id) -> add(state, label, id, SignalTarget.SUBSCRIBER));
    return state.build();
  }

  /**
   * Asks for how long nothing has come from the server.
   *
   * @param answer takes it on the room's thread; not at all if the link is closed by then
   */
  void silence(Consumer<Optional<Duration>> answer) {
    var first = new AtomicReference<@Nullable Optional<Duration>>();
    Consumer<Optional<Duration>> take =
        one -> {
          var other = first.getAndSet(one);
          if (other != null) {
            run(() -> answer.accept(shorter(one, other)));
          }
        };
    publisher.silence(take);
    subscriber.silence(take);
  }

  /** From now on it is doubtful, or doubtful no more, that packets arrive. */
  void doubt(boolean doubts) {
    inDoubt = doubts;
    doubtful.clear();
  }

  /** Takes over from a link that broke, and closes it: what is listened to, packets in doubt. */
  void replace(MediaLink broken) {
    inDoubt = true;
    wanted = broken.wanted;
    waiting.addAll(broken.doubtful);
    waiting.addAll(broken.waiting);
    while (waiting.size() > MAX_WAITING) {
      waiting.remove();
    }
    broken.close();
  }

  void answered(String sdp) {
    publisher.acceptAnswer(sdp);
  }

  /**
   * Accepts what the server offers to send, and answers. It says which remote track each media
   * section now carries: sections are used again, and the native track keeps the id it had first.
   */
  SignalRequest answer(SessionDescription offer) {
    if (offer.getMidToTrackIdCount() > 0) {
      trackByMid = Map.copyOf(offer.getMidToTrackIdMap());
    }
    String answer = subscriber.answer(offer.getSdp());
    attach();
    return Requests.answer(offer.getId(), answer);
  }

  void addCandidate(TrickleRequest trickle) {
    IceCandidate candidate = Ice.fromJson(trickle.getCandidateInit());
    if (trickle.getTarget() == SignalTarget.PUBLISHER) {
      publisher.addCandidate(candidate);
    } else {
      subscriber.addCandidate(candidate);
    }
  }

  private void audioArrived(String mid, RemoteAudio audio) {
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

  private void flush() {
    while (!waiting.isEmpty() && publisher.canSend()) {
      // The server drops a packet whose number it has seen, and takes gaps.
      DataPacket packet = waiting.remove().toBuilder().setSequence(++sequence).build();
      if (inDoubt) {
        if (doubtful.size() == MAX_WAITING) {
          doubtful.remove();
        }
        doubtful.add(packet);
      }
      publisher.send(packet.toByteArray());
    }
  }

  /** Sends 10 ms of audio; from the mouth's thread. */
  void push(short[] frame) {
    publisher.push(frame);
  }

  /** Stops delivering audio, stops pushing, then closes: in another order the library crashes. */
  void close() {
    closed = true;
    watch.stop();
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

  private void run(Runnable task) {
    thread.execute(
        () -> {
          if (!closed) {
            task.run();
          }
        });
  }

  private void changed(SignalTarget peer, Connection connection) {
    connections.put(peer, connection);
    listener.connection(peer, connection);
  }

  /** A path that brings nothing is as good as broken, whatever ICE still believes of it. */
  private void silent(boolean nothingComes) {
    if (nothingComes) {
      log.info("nothing comes from LiveKit's media server any more");
    }
    if (connections.get(SignalTarget.PUBLISHER) == Connection.CONNECTED) {
      var state = nothingComes ? Connection.DISCONNECTED : Connection.CONNECTED;
      listener.connection(SignalTarget.PUBLISHER, state);
    }
  }

  private static void add(SyncState.Builder state, String label, int id, SignalTarget target) {
    if (id >= 0) {
      state.addDataChannels(
          DataChannelInfo.newBuilder().setLabel(label).setId(id).setTarget(target));
    }
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
  }

  /** Hands what happens natively over to the room's thread. */
  private final class Events implements PeerListener {
    private final SignalTarget peer;

    Events(SignalTarget peer) {
      this.peer = peer;
    }

    @Override
    public void candidateFound(IceCandidate candidate) {
      run(() -> listener.candidate(peer, candidate));
    }

    @Override
    public void connectionChanged(Connection connection) {
      run(() -> changed(peer, connection));
    }

    @Override
    public void channelChanged() {
      run(MediaLink.this::flush);
    }

    @Override
    public void audioArrived(String mid, RemoteAudio audio) {
      run(() -> MediaLink.this.audioArrived(mid, audio));
    }

    @Override
    public void packetArrived(byte[] packet) {
      listener.packet(packet);
    }
  }
}
