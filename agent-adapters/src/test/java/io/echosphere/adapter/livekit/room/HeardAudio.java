package io.echosphere.adapter.livekit.room;

import io.echosphere.application.port.out.RoomListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes what is heard and read, each frame by its first sample. */
final class HeardAudio implements RoomListener {
  private static final int FRAME = 480;

  final List<String> events = new ArrayList<>();

  @Override
  public void callerJoined(Caller caller) {
    events.add("joined " + caller.identity());
  }

  @Override
  public void callerLeft() {
    events.add("left");
  }

  @Override
  public void callerMuted(boolean muted) {
    events.add("muted " + muted);
  }

  @Override
  public void textReceived(String text) {
    events.add("text " + text);
  }

  @Override
  public void callerAudioBefore(short[] samples) {
    var note = new StringBuilder("before");
    for (int i = 0; i < samples.length; i += FRAME) {
      note.append(' ').append(samples[i]);
    }
    events.add(note.toString());
  }

  @Override
  public void callerAudio(short[] samples) {
    events.add("live " + samples[0]);
  }

  @Override
  public void interrupted(Duration unheard) {
    events.add("interrupted");
  }

  @Override
  public void restored() {
    events.add("restored");
  }

  @Override
  public void reconnecting() {
    events.add("reconnecting");
  }

  @Override
  public void reconnected() {
    events.add("reconnected");
  }

  @Override
  public void closed(String reason) {
    events.add("closed");
  }

  @Override
  public void disconnected(String reason) {
    events.add("disconnected");
  }
}
