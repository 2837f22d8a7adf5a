package io.echosphere.adapter.livekit.room;

import com.google.protobuf.InvalidProtocolBufferException;
import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.application.port.out.Telemetry.Reconnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import livekit.LivekitModels.DataPacket;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc.JoinResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scripted caller in a room: a standard participant with a microphone, for smoke tests of a
 * deployment. Thread-safe but for {@link #speak}.
 */
public final class CallerConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CallerConnection.class);

  /** A deployment's clients try that long to restore a broken connection. */
  private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(30);

  /** An agent that joins anew is away for some 100 ms. */
  private static final Duration AGENT_LIMIT = Duration.ofSeconds(2);

  /** One whose server died under it, too, for some seconds. */
  private static final Duration AWAITED_LIMIT = Duration.ofSeconds(10);

  private final RoomConnection connection;
  private final CallerListener listener;
  private final InstantSource time;
  private final Events events = new Events();
  private final TextStreams texts = new TextStreams(events);
  private final AtomicBoolean complained = new AtomicBoolean();

  /** The agent as last told of; of the room's thread. */
  private @Nullable ParticipantInfo agent;

  /** Agents that came while another was there, by session; one of them takes its place. */
  private final Map<String, ParticipantInfo> others = new LinkedHashMap<>();

  /** The agent has gone, or was lost with the room, and may come back. */
  private boolean away;

  private String agentState = "";
  private String agentTrack = "";

  /** How often the agent has been missed; whoever waits for it names the number. */
  private int missed;

  private boolean muted;

  private CallerConnection(
      WebRtc webRtc, Place place, CallerListener listener, InstantSource time) {
    this.listener = listener;
    this.time = time;
    this.connection =
        new RoomConnection(
            webRtc, place, events, time, new ReconnectPolicy(RECONNECT_LIMIT, new Random()));
  }

  /**
   * Joins a room and publishes a microphone; a broken connection is restored. Blocks until both are
   * done, at most about 10 s; the listener may be called before this returns.
   *
   * @param url the server, {@code ws://} or {@code wss://}
   * @param token a JWT for the room and the caller; secret
   * @param listener hears the call
   * @throws RoomUnavailable if the room cannot be joined
   * @throws InterruptedException if interrupted meanwhile; nothing is left behind
   */
  public static CallerConnection join(String url, String token, CallerListener listener)
      throws RoomUnavailable, InterruptedException {
    var place = new Place(url, token, "caller", "microphone", true);
    var caller = new CallerConnection(WebRtc.load(), place, listener, InstantSource.system());
    caller.connection.join();
    return caller;
  }

  /**
   * Sends the next 10 ms of the caller's voice. To be called every 10 ms by one thread, with
   * silence when there is nothing to say; does not block; after {@link #close} it does nothing.
   *
   * @param frame 160 samples at 16 kHz; read only
   */
  public void speak(short[] frame) {
    connection.push(frame);
  }

  /**
   * Writes the agent a message, as a text stream on {@code lk.chat}. Any thread; never blocks;
   * after {@link #close} it does nothing.
   *
   * @param text of any length
   */
  public void write(String text) {
    connection.run(
        () -> {
          var stream = OutgoingStream.from("");
          connection.send(stream.textHeader(CallerData.CHAT, time.millis(), Map.of(), false));
          stream.text(text).forEach(connection::send);
          connection.send(stream.trailer(Map.of()));
        });
  }

  /**
   * Mutes the microphone, or unmutes it, as far as the others are told; what is spoken goes out
   * meanwhile, too. Any thread; never blocks; after {@link #close} it does nothing.
   */
  public void mute(boolean muted) {
    connection.run(
        () -> {
          this.muted = muted;
          connection.send(Requests.mute(connection.ownTrack(), muted));
        });
  }

  /** Leaves the room. Idempotent; blocks at most about 2 s. */
  @Override
  public void close() {
    connection.close();
  }

  private final class Events implements RoomHandler, TextStreams.Listener {
    @Override
    public void joined(JoinResponse room) {
      participants(room.getOtherParticipantsList());
    }

    @Override
    public void reconnecting() {
      listener.reconnecting();
    }

    @Override
    public void connected() {
      listener.connected();
    }

    /** The agent may have been lost with the room, and be back already or come later. */
    @Override
    public void rejoined(JoinResponse room) {
      others.clear();
      if (agent != null) {
        await(AWAITED_LIMIT);
      }
      participants(room.getOtherParticipantsList());
    }

    @Override
    public void reconnected(Reconnection way, boolean success) {
      if (success && muted) {
        connection.send(Requests.mute(connection.ownTrack(), true));
      }
    }

    @Override
    public void participants(List<ParticipantInfo> changed) {
      changed.stream()
          .filter(p -> p.getKind() == ParticipantInfo.Kind.AGENT)
          .forEach(this::agentChanged);
    }

    @Override
    public void packet(byte[] packet) {
      connection.run(() -> read(packet));
    }

    @Override
    public void text(
        String identity, String topic, Map<String, String> attributes, String text, boolean ended) {
      if (topic.equals(Transcripts.TOPIC) && !text.isEmpty()) {
        String segment = attributes.getOrDefault(Transcripts.SEGMENT, "");
        boolean isFinal = Boolean.parseBoolean(attributes.get(Transcripts.FINAL));
        listener.transcription(identity, segment, text, ended && isFinal);
      }
    }

    @Override
    public void lost(String reason) {
      listener.disconnected(reason);
    }

    private void read(byte[] packet) {
      try {
        texts.packet(DataPacket.parseFrom(packet));
      } catch (InvalidProtocolBufferException e) {
        if (!complained.getAndSet(true)) {
          log.warn("a malformed data packet of {} bytes is ignored", packet.length);
        }
      }
    }

    private void agentChanged(ParticipantInfo news) {
      ParticipantInfo known = agent;
      boolean isKnown = known != null && known.getSid().equals(news.getSid());
      if (news.getState() == ParticipantInfo.State.DISCONNECTED) {
        others.remove(news.getSid());
        if (isKnown) {
          await(AGENT_LIMIT);
          others.values().stream().findFirst().ifPresent(this::agentChanged);
        }
        return;
      }
      if (known != null && !isKnown && !known.getIdentity().equals(news.getIdentity())) {
        if (!away) {
          others.put(news.getSid(), news);
          return;
        }
        left();
        known = null;
      }
      others.remove(news.getSid());
      agent = news;
      away = false;
      missed++; // nobody need wait any more
      if (known == null) {
        listener.agentJoined(news.getIdentity());
      }
      String state = news.getAttributesOrDefault(AgentRoom.STATE, "");
      if (!state.equals(agentState)) {
        agentState = state;
        listener.agentState(state);
      }
      news.getTracksList().stream()
          .filter(t -> t.getType() == TrackType.AUDIO)
          .map(TrackInfo::getSid)
          .findFirst()
          .filter(track -> !track.equals(agentTrack))
          .ifPresent(this::listenTo);
    }

    private void listenTo(String track) {
      agentTrack = track;
      connection.listen(track, listener::agentAudio);
    }

    /** The agent is away; unless it comes back in time, or another comes, it has left. */
    private void await(Duration limit) {
      away = true;
      int number = ++missed;
      connection.runAfter(
          limit,
          () -> {
            if (number == missed && agent != null) {
              left();
            }
          });
    }

    private void left() {
      agent = null;
      away = false;
      agentState = "";
      agentTrack = "";
      connection.stopListening();
      listener.agentLeft();
    }
  }
}
