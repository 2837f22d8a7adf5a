package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.IceCandidate;
import io.echosphere.adapter.webrtc.PeerListener.Connection;
import io.echosphere.adapter.webrtc.RemoteAudio;
import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinResponse;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse;
import livekit.LivekitRtc.SignalTarget;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One participant's connection: joining, publishing its one track, keeping alive, leaving. What
 * agent and caller share. {@link #join}, {@link #close}, {@link #push} and {@link #run} may be
 * called from any thread, everything else from the room's own.
 */
final class RoomConnection {
  private static final Logger log = LoggerFactory.getLogger(RoomConnection.class);
  private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);
  private static final Duration LEAVE_LIMIT = Duration.ofSeconds(2);

  private final WebRtc webRtc;
  private final Place place;
  private final Handler handler;
  private final InstantSource time;
  private final RoomThread thread;

  /** Why joining failed, or nothing once it is done. */
  private final CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();

  /** Set once, before {@link #outcome}; read by the mouth's thread. */
  private volatile @Nullable MediaLink media;

  /** How far joining has come, for the error that names it. */
  private volatile String stage = "connecting to the server";

  private Phase phase = Phase.JOINING;
  private @Nullable SignalSocket socket;
  private @Nullable Pings pings;
  private String token;
  private String ownTrack = "";
  private boolean connected;

  RoomConnection(WebRtc webRtc, Place place, Handler handler, InstantSource time) {
    this.webRtc = webRtc;
    this.place = place;
    this.handler = handler;
    this.time = time;
    this.token = place.token();
    this.thread = new RoomThread(place.room());
  }

  /**
   * Where to join, and how.
   *
   * @param room for the thread's name
   * @param trackName what our track is called
   * @param autoSubscribe whether to receive every track
   */
  record Place(String url, String token, String room, String trackName, boolean autoSubscribe) {
    @Override
    public String toString() {
      return "place in room " + room;
    }
  }

  /** Hears the room, on its thread but for {@link #packet}. */
  interface Handler {
    /** The server let us in; the track is not yet published. */
    void joined(JoinResponse room);

    /** Participants that came, changed or left. */
    void participants(List<ParticipantInfo> changed);

    /** The first participant receives our track. */
    default void heard() {}

    /** A data packet, on a native thread. */
    default void packet(byte[] packet) {}

    /** The connection is gone, other than by {@link #close}. Last call. */
    void lost(String reason);

    /** The server closed the room or sent us away: no fault. Last call. */
    default void dismissed(String reason) {
      lost(reason);
    }
  }

  private enum Phase {
    JOINING,
    JOINED,
    ENDED
  }

  /** Joins, and returns once our track is published and its connection stands. */
  void join() throws RoomUnavailable, InterruptedException {
    Optional<String> refusal;
    try {
      thread.execute(this::start);
      refusal = outcome.get(JOIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("outcomes are never exceptional", e);
    } catch (TimeoutException e) {
      close();
      throw new RoomUnavailable(
          "joining took more than " + JOIN_LIMIT.toSeconds() + " s and stopped at: " + stage, e);
    } catch (InterruptedException e) {
      close();
      throw e;
    }
    if (refusal.isPresent()) {
      throw new RoomUnavailable(refusal.get());
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

  void send(SignalRequest message) {
    if (socket != null) {
      socket.send(message);
    }
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

  /** The newest token: the server renews it, and a later connection must show it. Secret. */
  String token() {
    return token;
  }

  /** The server's id of our track. */
  String ownTrack() {
    return ownTrack;
  }

  /** Leaves; waits for it at most about 2 s. Idempotent, also after a loss. */
  void close() {
    thread.execute(this::leave);
    thread.await(LEAVE_LIMIT);
  }

  private void leave() {
    if (phase != Phase.ENDED) {
      send(Requests.leave());
      end(SignalSocket::close);
      outcome.complete(Optional.of("the room was left while it was joined"));
    }
  }

  private void lost(String reason) {
    over(reason, handler::lost);
  }

  private void dismissed(DisconnectReason reason) {
    over(Leaving.words(reason), Leaving.isOrderly(reason) ? handler::dismissed : handler::lost);
  }

  private void over(String reason, Consumer<String> tell) {
    if (phase == Phase.ENDED) {
      return;
    }
    boolean wasJoined = phase == Phase.JOINED;
    end(SignalSocket::cancel);
    if (wasJoined) {
      tell.accept(reason);
    } else {
      outcome.complete(Optional.of(reason));
    }
  }

  private void end(Consumer<SignalSocket> shut) {
    phase = Phase.ENDED;
    try {
      if (media != null) {
        media.close();
      }
    } finally {
      if (socket != null) {
        shut.accept(socket);
      }
      thread.stop();
    }
  }

  /** The peers are made while the socket connects: that is about a third of the time to join. */
  private void start() {
    try {
      socket =
          SignalSocket.open(
              place.url(), place.token(), place.autoSubscribe(), thread, new Signals());
      media = new MediaLink(webRtc, "AT_" + UUID.randomUUID(), thread, new Media());
    } catch (IllegalArgumentException e) {
      lost(
          "'"
              + place.url()
              + "' is not the address of a LiveKit server; use ws://host:port or wss://host");
    } catch (RuntimeException e) {
      log.warn("the WebRTC peers could not be made", e);
      lost("the WebRTC peers could not be made: " + e.getMessage());
    }
  }

  private void joined(JoinResponse room, MediaLink link) {
    stage = "publishing the audio track";
    var rhythm = Pings.Rhythm.of(room);
    pings =
        Pings.start(
            thread,
            time,
            rhythm,
            this::send,
            () -> lost("LiveKit has not answered for " + rhythm.timeout().toSeconds() + " s"));
    handler.joined(room);
    // The server takes the track's announcement and the offer back to back: no round trip between.
    send(Requests.addTrack(link.trackId(), place.trackName()));
    send(Requests.offer(link.offer(Ice.servers(place.url(), room.getIceServersList()))));
  }

  private void becomeReady() {
    if (phase == Phase.JOINING && connected && !ownTrack.isEmpty()) {
      phase = Phase.JOINED;
      outcome.complete(Optional.empty());
    }
  }

  private void refused(RequestResponse response) {
    if (response.getReason() == RequestResponse.Reason.OK
        || response.getReason() == RequestResponse.Reason.QUEUED) {
      return;
    }
    String words =
        "LiveKit refused %s: %s %s"
            .formatted(
                response.getRequestCase().name().toLowerCase(Locale.ROOT),
                response.getReason(),
                response.getMessage());
    if (response.hasAddTrack()) {
      lost(words + "; check that the token's grants allow to publish");
    } else {
      log.warn(words);
    }
  }

  private final class Signals implements SignalSocket.Listener {
    @Override
    public void lost(String reason) {
      RoomConnection.this.lost(reason);
    }

    @Override
    public void message(SignalResponse message) {
      MediaLink link = media;
      if (phase == Phase.ENDED || link == null) {
        return;
      }
      switch (message.getMessageCase()) {
        case JOIN -> {
          if (pings == null) {
            joined(message.getJoin(), link);
          }
        }
        case ANSWER -> {
          stage = "connecting the audio (UDP or TCP to the server's media port)";
          link.answered(message.getAnswer().getSdp());
        }
        case OFFER -> answer(message.getOffer(), link);
        case TRICKLE ->
            link.addCandidate(
                message.getTrickle().getTarget(),
                Ice.fromJson(message.getTrickle().getCandidateInit()));
        case UPDATE -> handler.participants(message.getUpdate().getParticipantsList());
        case TRACK_PUBLISHED -> {
          ownTrack = message.getTrackPublished().getTrack().getSid();
          becomeReady();
        }
        case TRACK_SUBSCRIBED -> handler.heard();
        case REFRESH_TOKEN -> token = message.getRefreshToken();
        case REQUEST_RESPONSE -> refused(message.getRequestResponse());
        case LEAVE -> dismissed(message.getLeave().getReason());
        case PONG, PONG_RESP -> {
          if (pings != null) {
            pings.answered();
          }
        }
        default -> {} // speakers, qualities and whatever else newer servers tell
      }
    }

    private void answer(SessionDescription offer, MediaLink link) {
      send(Requests.answer(offer.getId(), link.answer(offer.getSdp(), offer.getMidToTrackIdMap())));
    }
  }

  private final class Media implements MediaLink.Listener {
    @Override
    public void candidate(SignalTarget peer, IceCandidate candidate) {
      if (phase != Phase.ENDED) {
        send(Requests.trickle(peer, candidate));
      }
    }

    @Override
    public void connection(SignalTarget peer, Connection connection) {
      switch (connection) {
        case CONNECTED -> {
          connected = connected || peer == SignalTarget.PUBLISHER;
          becomeReady();
        }
        case DISCONNECTED -> log.info("the {}'s media is interrupted", peer);
        case FAILED -> lost("the media connection to LiveKit failed (" + peer + ")");
      }
    }

    @Override
    public void channelChanged() {
      if (phase != Phase.ENDED && media != null) {
        media.flush();
      }
    }

    @Override
    public void audioArrived(String mid, RemoteAudio audio) {
      if (phase != Phase.ENDED && media != null) {
        media.audioArrived(mid, audio);
      }
    }

    @Override
    public void packet(byte[] packet) {
      handler.packet(packet);
    }
  }
}
