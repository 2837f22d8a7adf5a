package io.echosphere.adapter.livekit.room;

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
  public void close() {
    connection.close();
  }

  private void send(AgentState state) {
    connection.send(Requests.attribute(STATE, state.code()));
  }

  private void send(Transcription transcription) {
    boolean own = transcription.speaker() == Speaker.AGENT;
    transcripts
        .packets(
            transcription,
            own ? identity : linked.identity(),
            own ? connection.ownTrack() : linked.microphone())
        .forEach(connection::send);
  }

  private void subscribe(String track) {
    connection.send(Requests.subscribe(track));
    connection.listen(track, listener::callerAudio);
  }

  /** A greeting that starts before the caller receives our track would lose its first words. */
  private void arrived(Caller caller) {
    waiting = caller;
    connection.runAfter(heard ? LATER_CALLER : HEARD_LIMIT, () -> report(caller));
  }

  private void report(Caller caller) {
    if (caller.equals(waiting)) {
      waiting = null;
      listener.callerJoined(caller);
    }
  }

  private void left() {
    if (waiting == null) {
      listener.callerLeft();
    } else {
      waiting = null; // came and went before they were reported
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
            case LinkedCaller.Change.MicrophoneOn(String track) -> subscribe(track);
            case LinkedCaller.Change.MicrophoneOff(String _) -> connection.stopListening();
          }
        }
      }
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
