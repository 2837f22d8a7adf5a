package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.livekit.room.Transcripts.Voice;
import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.application.port.out.RoomConnector.Ticket;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.application.port.out.RoomListener.Caller;
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

  /** A later caller's subscription is not reported: about what it takes once they are active. */
  private static final Duration LATER_CALLER = Duration.ofMillis(200);

  private final RoomConnection connection;
  private final RoomListener listener;
  private final LinkedCaller linked = new LinkedCaller();
  private final Transcripts transcripts;
  private final InterimPace interims;
  private final CallerData data;
  private String identity = "";
  private boolean heard;

  /** A caller who cannot hear us yet, and is reported when they can. */
  private @Nullable Caller waiting;

  AgentRoom(WebRtc webRtc, Ticket ticket, RoomListener listener, InstantSource time) {
    this.listener = listener;
    this.transcripts = new Transcripts(time);
    this.connection =
        new RoomConnection(
            webRtc,
            new RoomConnection.Place(
                ticket.url(), ticket.token(), ticket.roomName(), "agent", false),
            new Events(),
            time);
    this.interims = new InterimPace(this::sendNow, connection::runAfter);
    this.data = new CallerData(listener, connection::run, AgentRoom::decode, time);
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
    connection.run(() -> send(state));
  }

  @Override
  public void publish(Transcription transcription) {
    connection.run(() -> send(transcription));
  }

  @Override
  public AgentTranscript transcribe(String segment, String language) {
    return new Spoken(transcripts.spoken(segment, language));
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

  private final class Events implements RoomConnection.Handler {
    @Override
    public void joined(JoinResponse room) {
      identity = room.getParticipant().getIdentity();
      send(AgentState.INITIALIZING);
      participants(room.getOtherParticipantsList());
    }

    @Override
    public void participants(List<ParticipantInfo> changed) {
      for (ParticipantInfo participant : changed) {
        for (LinkedCaller.Change change : linked.update(participant)) {
          switch (change) {
            case LinkedCaller.Change.Arrived(Caller caller) -> arrived(caller);
            case LinkedCaller.Change.Left() -> left();
            case LinkedCaller.Change.MicrophoneOn(String track, boolean recorded) ->
                subscribe(track, recorded);
            case LinkedCaller.Change.MicrophoneOff(String _) -> connection.stopListening();
            case LinkedCaller.Change.Muted(boolean muted) -> muted(muted);
          }
        }
      }
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
