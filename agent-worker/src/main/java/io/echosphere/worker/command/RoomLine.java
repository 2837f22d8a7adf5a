package io.echosphere.worker.command;

import io.echosphere.adapter.livekit.room.CallerConnection;
import io.echosphere.adapter.livekit.room.CallerListener;
import io.echosphere.adapter.livekit.room.RoomRehearsal;
import io.echosphere.adapter.webrtc.NativeLibraryMissing;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.worker.call.CallLine;
import io.echosphere.worker.call.CallNews.Said;
import io.echosphere.worker.config.LiveKitConfig;

/** A caller's line through LiveKit. */
final class RoomLine implements CallLine {
  private final CallerConnection connection;

  private RoomLine(CallerConnection connection) {
    this.connection = connection;
  }

  /**
   * Prepares a call: what a program does but once does not count as connecting.
   *
   * @throws NativeLibraryMissing naming what to install
   */
  static Dialler dialler(LiveKitConfig livekit, String room, String identity) {
    RoomRehearsal.run(livekit.url().toString());
    String token = CallerToken.create(livekit, room, identity);
    return listener -> {
      try {
        return new RoomLine(
            CallerConnection.join(livekit.url().toString(), token, new Heard(identity, listener)));
      } catch (RoomUnavailable e) {
        throw new NoLine("cannot join room " + room + ": " + e.getMessage(), e);
      }
    };
  }

  @Override
  public void speak(short[] frame) {
    connection.speak(frame);
  }

  @Override
  public void write(String text) {
    connection.write(text);
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Passes on what the room says. */
  private record Heard(String caller, Listener listener) implements CallerListener {
    @Override
    public void agentJoined(String identity) {
      listener.agentJoined(identity);
    }

    @Override
    public void agentLeft() {
      listener.agentLeft();
    }

    @Override
    public void agentState(String state) {
      listener.agentState(state);
    }

    @Override
    public void agentAudio(short[] samples) {
      listener.agentAudio(samples);
    }

    @Override
    public void transcription(String speaker, String segment, String text, boolean isFinal) {
      listener.said(new Said(!speaker.equals(caller), segment, text, isFinal));
    }

    @Override
    public void disconnected(String reason) {
      listener.disconnected(reason);
    }
  }
}
