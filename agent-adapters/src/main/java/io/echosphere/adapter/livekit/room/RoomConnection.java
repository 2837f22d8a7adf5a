package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.SignalSocket.Door;
import io.echosphere.adapter.livekit.room.SignalSocket.Resume;
import io.echosphere.adapter.livekit.room.Trouble.Kind;
import io.echosphere.adapter.webrtc.IceCandidate;
import io.echosphere.adapter.webrtc.PeerListener.Connection;
import io.echosphere.adapter.webrtc.RemoteAudio;
import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.application.port.out.Telemetry.Reconnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitRtc.ICEServer;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SignalTarget;
import livekit.LivekitRtc.TrackPublishedResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One participant's connection: joining, publishing its one track, keeping alive, restoring what
 * broke, leaving. What agent and caller share. {@link #join}, {@link #close}, {@link #push} and
 * {@link #run} may be called from any thread, everything else from the room's own.
 */
final class RoomConnection {
  private static final Logger log = LoggerFactory.getLogger(RoomConnection.class);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

  private final WebRtc webRtc;
  private final Place place;
  private final RoomHandler handler;
  private final RoomThread thread;
  private final Signalling signalling;
  private final Outages outages;
  private final Admission admission;

  /** Set before joining is done, replaced by joining anew; read by the mouth's thread. */
  private volatile @Nullable MediaLink media;

  private Phase phase = Phase.JOINING;
  private String token; // the newest: the server renews it, a later connection shows it; secret
  private String self = "";
  private List<ICEServer> iceServers = List.of();
  private TrackPublishedResponse own = TrackPublishedResponse.getDefaultInstance();

  /** Whether the server has answered our last offer, which may be to find a new path. */
  private boolean answered;

  RoomConnection(
      WebRtc webRtc, Place place, RoomHandler handler, InstantSource time, ReconnectPolicy policy) {
    this.webRtc = webRtc;
    this.place = place;
    this.handler = handler;
    this.token = place.token();
    this.thread = new RoomThread(place.room());
    this.signalling = new Signalling(thread, time, new Signals());
    this.outages = new Outages(policy, thread, handler, new Attempts());
    this.admission = new Admission(policy, this::runAfter, this::joinAnew);
  }

  private enum Phase {
    JOINING,
    JOINED,
    RESTORING,
    ENDED
  }

  /** Joins, and returns once our track is published and its connection stands. */
  void join() throws RoomUnavailable, InterruptedException {
    thread.execute(this::start);
    try {
      admission.await();
    } catch (RoomUnavailable | InterruptedException e) {
      close();
      throw e;
    }
  }

  /** Runs a task on the room's thread, unless the connection has ended. */
  void run(Runnable task) {
    thread.execute(
        () -> {
          if (phase != Phase.ENDED) {
            task.run();
          }
        });
  }

  /** Runs a task later, as {@link #run} does. */
  void runAfter(Duration delay, Runnable task) {
    var _ = thread.after(delay, task);
  }

  /** Sends 10 ms of audio, from one thread; does nothing before joining and after leaving. */
  void push(short[] frame) {
    MediaLink link = media;
    if (link != null) {
      link.push(frame);
    }
  }

  /** Sends a message, or keeps it until signalling is restored if it is still of use then. */
  void send(SignalRequest message) {
    signalling.send(message);
  }

  void send(DataPacket packet) {
    if (media != null) {
      media.send(packet);
    }
  }

  void listen(String track, RemoteAudio.Listener listener) {
    if (media != null) {
      media.listen(track, listener);
    }
  }

  void stopListening() {
    if (media != null) {
      media.stopListening();
    }
  }

  /** The server's id of our track. */
  String ownTrack() {
    return own.getTrack().getSid();
  }

  /** Leaves; waits for it at most about 2 s. Idempotent, also after a loss. */
  void close() {
    thread.execute(this::leave);
    thread.await(LEAVE_LIMIT);
  }

  private void leave() {
    if (phase != Phase.ENDED) {
      signalling.send(Requests.leave());
      end(signalling::close);
      admission.refused("the room was left while it was joined");
    }
  }

  private void over(String reason, Consumer<String> tell) {
    if (phase == Phase.ENDED) {
      return;
    }
    boolean wasJoined = phase != Phase.JOINING;
    end(signalling::drop);
    if (wasJoined) {
      tell.accept(reason);
    } else {
      admission.refused(reason);
    }
  }

  private void end(Runnable shut) {
    phase = Phase.ENDED;
    outages.end();
    try {
      if (media != null) {
        media.close();
      }
    } finally {
      shut.run();
      thread.stop();
    }
  }

  /** The peers are made while the socket connects: about a third of the time to join. */
  private void start() {
    try {
      connect(place.url(), Optional.empty());
      media = newLink();
    } catch (IllegalArgumentException e) {
      over(place.isNoAddress(), handler::lost);
    } catch (RuntimeException e) {
      log.warn("the WebRTC peers could not be made", e);
      over("the WebRTC peers could not be made: " + e.getMessage(), handler::lost);
    }
  }

  private void joinAnew() {
    handler.reconnecting();
    signalling.forget();
    connect(outages.url(place.url()), Optional.empty());
  }

  private void connect(String url, Optional<Resume> resume) {
    signalling.connect(new Door(url, token, place.autoSubscribe(), resume));
  }

  private MediaLink newLink() {
    return new MediaLink(webRtc, "AT_" + UUID.randomUUID(), thread, new Media());
  }

  /** Something broke: a first join is tried again or fails, later the connection is restored. */
  private void broken(Trouble trouble) {
    MediaLink link = media;
    if (phase == Phase.JOINING || link == null) {
      if (link == null || !admission.triesAgain(trouble)) {
        over(trouble.reason(), handler::lost);
      }
    } else if (phase == Phase.JOINED) {
      phase = Phase.RESTORING;
      link.doubt(true);
      outages.begin(trouble);
    } else if (phase == Phase.RESTORING) {
      outages.failed(trouble, link);
    }
  }

  private void welcomed(JoinResponse room, MediaLink before) {
    if (signalling.isOpen()) {
      return;
    }
    boolean first = self.isEmpty();
    MediaLink link = first ? before : replaced(before);
    admission.reached("publishing the audio track");
    self = room.getParticipant().getSid();
    own = TrackPublishedResponse.getDefaultInstance();
    answered = false;
    iceServers = room.getIceServersList();
    signalling.begin(Pings.Rhythm.of(room));
    if (first) {
      handler.joined(room);
    } else {
      handler.rejoined(room);
    }
    // The server takes the track's announcement and the offer back to back: no round trip between.
    send(Requests.addTrack(link.trackId(), place.trackName()));
    send(Requests.offer(link.offer(Ice.servers(place.url(), iceServers))));
  }

  /** Only now is what still may be heard given up for a new link. */
  private MediaLink replaced(MediaLink broken) {
    MediaLink link = newLink();
    outages.abandoned();
    link.replace(broken);
    media = link;
    return link;
  }

  /**
   * The server goes on with us: it offers a new path to the subscriber, we one to the publisher.
   */
  private void resumed() {
    MediaLink link = media;
    if (link != null && !signalling.isOpen()) {
      answered = false;
      signalling.goOn(
          Requests.sync(link.state(place.autoSubscribe(), own)),
          Requests.offer(link.restart(Ice.servers(place.url(), iceServers))));
    }
  }

  private void becomeReady() {
    MediaLink link = media;
    if (link == null || !signalling.isOpen() || !answered || ownTrack().isEmpty()) {
      return;
    }
    boolean isFirst = phase == Phase.JOINING;
    if (isFirst ? link.isPublishing() : phase == Phase.RESTORING && link.isConnected()) {
      phase = Phase.JOINED;
      link.doubt(false);
      outages.restored();
      admission.done(); // it is done already when this is not the first time
    }
  }

  private void refused(RequestResponse response) {
    String words = Requests.refusal(response);
    if (response.hasAddTrack() && !words.isEmpty()) {
      over(words + "; check that the token's grants allow to publish", handler::lost);
    } else if (!words.isEmpty()) {
      log.warn(words);
    }
  }

  private void left(LeaveRequest leave) {
    switch (Leaving.verdict(leave)) {
      case END -> over(Leaving.words(leave.getReason()), handler::dismissed);
      case FAIL -> over(Leaving.words(leave.getReason()), handler::lost);
      case RESUME, REJOIN -> {
        signalling.drop();
        broken(Leaving.trouble(leave, place.url()));
      }
    }
  }

  private final class Attempts implements Restoration.Host {
    @Override
    public void attempt(Reconnection way, Trouble why) {
      switch (way) {
        case RESUME -> connect(place.url(), Optional.of(new Resume(self, why.forServer())));
        case REJOIN -> {
          log.info("joining the room anew: {}", why.reason());
          signalling.send(Requests.leave());
          signalling.close();
          joinAnew();
        }
      }
    }

    @Override
    public void givenUp(Reconnection way, String reason) {
      if (phase == Phase.RESTORING) {
        handler.reconnected(way, false);
        over(reason, handler::lost);
      }
    }
  }

  private final class Signals implements Signalling.Listener {
    @Override
    public void lost(Trouble trouble) {
      broken(trouble);
    }

    @Override
    public void message(SignalResponse message) {
      MediaLink link = media;
      if (phase == Phase.ENDED || link == null) {
        return;
      }
      if (phase == Phase.RESTORING && outages.isResuming() && !Signalling.isGreeting(message)) {
        resumed(); // whatever a server says, it goes on with us
      }
      switch (message.getMessageCase()) {
        case JOIN -> welcomed(message.getJoin(), link);
        case RECONNECT -> {
          iceServers = message.getReconnect().getIceServersList();
          resumed();
        }
        case ANSWER -> {
          admission.reached("connecting the audio (UDP or TCP to the server's media port)");
          link.answered(message.getAnswer().getSdp());
          answered = true;
          becomeReady();
        }
        case OFFER -> send(link.answer(message.getOffer()));
        case TRICKLE -> link.addCandidate(message.getTrickle());
        case UPDATE -> handler.participants(message.getUpdate().getParticipantsList());
        case TRACK_PUBLISHED -> {
          own = message.getTrackPublished();
          becomeReady();
        }
        case TRACK_SUBSCRIBED -> handler.heard();
        case REFRESH_TOKEN -> token = message.getRefreshToken();
        case REQUEST_RESPONSE -> refused(message.getRequestResponse());
        case LEAVE -> left(message.getLeave());
        case PONG, PONG_RESP -> signalling.answered();
        default -> {} // speakers, qualities and whatever else newer servers tell
      }
    }
  }

  private final class Media implements MediaLink.Listener {
    @Override
    public void candidate(SignalTarget peer, IceCandidate candidate) {
      send(Requests.trickle(peer, candidate));
    }

    @Override
    public void connection(SignalTarget peer, Connection connection) {
      MediaLink link = media;
      if (connection == Connection.CONNECTED || link == null) {
        becomeReady();
        return;
      }
      boolean ours = peer == SignalTarget.PUBLISHER;
      if (ours && phase != Phase.JOINING) {
        outages.pathBroken(link);
      }
      if (phase == Phase.JOINED) {
        broken(Trouble.ofMedia(ours ? Kind.PUBLISHER : Kind.SUBSCRIBER, peer));
      } else if (connection == Connection.FAILED && signalling.isOpen()) {
        broken(Trouble.ofMedia(Kind.NO_MEDIA, peer));
      }
    }

    @Override
    public void packet(byte[] packet) {
      handler.packet(packet);
    }
  }
}
