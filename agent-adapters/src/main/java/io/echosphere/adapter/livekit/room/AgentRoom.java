package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.Transcripts.Voice;
import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.application.port.out.RoomConnector.Ticket;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.application.port.out.RoomListener.Caller;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.Reconnection;
import io.echosphere.domain.turn.AgentState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinResponse;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of a room. Its state belongs to the room's thread; the port's methods hand over
 * to it, but for {@link #play}, which pushes on the mouth's thread.
 */
final class AgentRoom implements Room {
  static final String STATE = "lk.agent.state";

  /** How long a caller is given to receive our track; then we speak to them all the same. */
  private static final Duration HEARD_LIMIT = Duration.ofSeconds(1);

  /** How long a caller who lost the room with us is awaited: their clients try every 8 s or so. */
  private static final Duration BACK_LIMIT = Duration.ofSeconds(10);

  /** A later caller's subscription is not reported: about what it takes once they are active. */
  private static final Duration LATER_CALLER = Duration.ofMillis(200);

  private final RoomConnection connection;
  private final RoomListener listener;
  private final Telemetry telemetry;
  private final LinkedCaller linked = new LinkedCaller();
  private final Transcripts transcripts;
  private final InterimPace interims;
  private final CallerData data;
  private String identity = "";
  private boolean heard;
  private boolean rejoined;

  /** How often the connection broke: waiting for a caller begins anew with each time. */
  private int breaks;

  private AgentState state = AgentState.INITIALIZING;

  /** Whether the listener believes that the caller hears us. */
  private Audience audience = Audience.LISTENING;

  /** A caller who cannot hear us yet, and is reported when they can. */
  private @Nullable Caller waiting;

  AgentRoom(
      WebRtc webRtc,
      Ticket ticket,
      RoomListener listener,
      InstantSource time,
      Reconnecting reconnecting) {
    this.listener = listener;
    this.telemetry = reconnecting.telemetry();
    this.transcripts = new Transcripts(time);
    this.connection =
        new RoomConnection(
            webRtc,
            new Place(ticket.url(), ticket.token(), ticket.roomName(), "agent", false),
            new Events(),
            time,
            reconnecting.policy());
    this.interims = new InterimPace(this::sendNow, connection::runAfter);
    this.data = new CallerData(listener, connection::run, AgentRoom::decode, time);
  }

  /** How broken connections are restored, and who is told. */
  record Reconnecting(ReconnectPolicy policy, Telemetry telemetry) {}

  private enum Audience {
    LISTENING,
    /** The connection is broken. */
    LOST,
    /** The connection is restored, and the caller is not back yet, or does not receive us yet. */
    AWAITED
  }

  void join() throws RoomUnavailable, InterruptedException {
    connection.join();
  }

  @Override
  public void play(short[] frame) {
    connection.push(frame);
  }

  @Override
  public void publish(AgentState state) {
    connection.run(
        () -> {
          this.state = state;
          send(state);
        });
  }

  @Override
  public void publish(Transcription transcription) {
    connection.run(() -> send(transcription));
  }

  @Override
  public AgentTranscript transcribe(String segment, String language) {
    var transcript = transcripts.spoken(segment, language);
    connection.run(() -> transcripts.follow(transcript));
    return new Spoken(transcript);
  }

  @Override
  public void close() {
    connection.close();
    data.ignored().report();
  }

  private void send(AgentState state) {
    connection.send(Requests.attribute(STATE, state.code()));
  }

  private void send(Transcription transcription) {
    if (transcription.speaker() == Speaker.CALLER) {
      interims.offer(transcription);
    } else {
      sendNow(transcription);
    }
  }

  private void sendNow(Transcription transcription) {
    boolean own = transcription.speaker() == Speaker.AGENT;
    Voice voice = own ? ownVoice() : new Voice(linked.identity(), linked.microphone());
    transcripts.packets(transcription, voice).forEach(connection::send);
  }

  private Voice ownVoice() {
    return new Voice(identity, connection.ownTrack());
  }

  private void subscribe(String track, boolean recorded) {
    connection.send(Requests.subscribe(track));
    connection.listen(track, data.microphone(track, recorded));
  }

  /** A recording takes up to some hundred ms to decode; the room's thread has to answer pings. */
  private static void decode(Runnable task) {
    Thread.ofPlatform().name("early-audio").daemon().start(task);
  }

  /** A greeting that starts before the caller receives our track would lose its first words. */
  private void arrived(Caller caller) {
    waiting = caller;
    data.callerIs(linked.sid());
    connection.runAfter(heard ? LATER_CALLER : HEARD_LIMIT, () -> report(caller));
  }

  private void report(Caller caller) {
    if (caller.equals(waiting)) {
      waiting = null;
      listener.callerJoined(caller);
      if (linked.muted()) {
        listener.callerMuted(true);
      }
      data.callerReported();
    }
  }

  /** The caller is back, who was lost with the room, or has never been away. */
  private void back() {
    data.callerLeft(); // what their old session had not finished will never be
    data.callerIs(linked.sid());
    if (waiting == null) {
      data.callerReported();
    }
    if (audience == Audience.AWAITED) {
      connection.runAfter(heard ? LATER_CALLER : HEARD_LIMIT, this::listening);
    }
  }

  private void giveUpAwaited(int after) {
    if (after == breaks) {
      linked.giveUp().forEach(this::apply);
      listening();
    }
  }

  private void listening() {
    if (audience == Audience.AWAITED) {
      audience = Audience.LISTENING;
      listener.restored();
    }
  }

  private void muted(boolean muted) {
    if (waiting == null) {
      listener.callerMuted(muted);
    }
  }

  private void left() {
    data.callerLeft();
    if (waiting == null) {
      listener.callerLeft();
    } else {
      waiting = null; // came and went before they were reported
    }
  }

  private void apply(LinkedCaller.Change change) {
    switch (change) {
      case LinkedCaller.Change.Arrived(Caller caller) -> arrived(caller);
      case LinkedCaller.Change.Left() -> left();
      case LinkedCaller.Change.Back() -> back();
      case LinkedCaller.Change.MicrophoneOn(String track, boolean recorded) ->
          subscribe(track, recorded);
      case LinkedCaller.Change.MicrophoneOff(String _) -> connection.stopListening();
      case LinkedCaller.Change.Muted(boolean muted) -> muted(muted);
    }
  }

  /** A transcript's handle for other threads. */
  private final class Spoken implements AgentTranscript {
    private final SpokenTranscript transcript;

    Spoken(SpokenTranscript transcript) {
      this.transcript = transcript;
    }

    @Override
    public void append(String words) {
      connection.run(() -> transcript.append(words, ownVoice()).forEach(connection::send));
    }

    @Override
    public void close(boolean interrupted) {
      connection.run(() -> transcript.close(interrupted, ownVoice()).forEach(connection::send));
    }
  }

  private final class Events implements RoomHandler {
    @Override
    public void joined(JoinResponse room) {
      identity = room.getParticipant().getIdentity();
      send(AgentState.INITIALIZING);
      participants(room.getOtherParticipantsList());
    }

    @Override
    public void rejoined(JoinResponse room) {
      identity = room.getParticipant().getIdentity();
      heard = false;
      rejoined = true;
      transcripts.renew();
      send(state);
      linked.anew(room.getOtherParticipantsList()).forEach(AgentRoom.this::apply);
    }

    @Override
    public void participants(List<ParticipantInfo> changed) {
      changed.stream().map(linked::update).forEach(it -> it.forEach(AgentRoom.this::apply));
    }

    @Override
    public void unheard(Duration already) {
      if (audience == Audience.LISTENING) {
        listener.interrupted(already);
      }
      audience = Audience.LOST;
    }

    /** After a new join the caller has to receive our new track first, and may have to come. */
    @Override
    public void heardAgain() {
      audience = Audience.AWAITED;
      if (!linked.isAwaited()) {
        connection.runAfter(
            rejoined && !heard ? HEARD_LIMIT : Duration.ZERO, AgentRoom.this::listening);
      }
      rejoined = false;
    }

    @Override
    public void reconnecting() {
      if (linked.broken(true)) {
        breaks++;
        listener.reconnecting();
      }
    }

    @Override
    public void connected() {
      if (linked.broken(false)) {
        listener.reconnected();
        int after = breaks;
        connection.runAfter(BACK_LIMIT, () -> giveUpAwaited(after));
      }
    }

    @Override
    public void reconnected(Reconnection way, boolean success) {
      telemetry.reconnected(way, success);
    }

    @Override
    public void packet(byte[] packet) {
      data.packet(packet);
    }

    @Override
    public void heard() {
      heard = true;
      if (waiting != null) {
        report(waiting);
      }
      if (!linked.isAwaited()) {
        listening();
      }
    }

    @Override
    public void lost(String reason) {
      listener.disconnected(reason);
    }

    @Override
    public void dismissed(String reason) {
      listener.closed(reason);
    }
  }
}
