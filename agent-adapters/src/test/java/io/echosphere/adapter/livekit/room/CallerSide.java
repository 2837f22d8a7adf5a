package io.echosphere.adapter.livekit.room;

import io.echosphere.simulator.stack.LiveKitServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Records what a caller's connection reports, as words in order. */
final class CallerSide implements CallerListener {
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  final CodedSound.Ear coded = new CodedSound.Ear();
  final Tone.Detector tone;

  CallerSide(double hertz) {
    tone = new Tone.Detector(hertz);
  }

  CallerConnection join(LiveKitServer server, String room, String identity) throws Exception {
    return CallerConnection.join(server.url(), Tokens.caller(server, room, identity), this);
  }

  /** Takes events until one equals the expected; gives it, or what came last. */
  String until(String expected) throws InterruptedException {
    String event = AgentSide.NOTHING;
    do {
      String next = events.poll(20, TimeUnit.SECONDS);
      if (next == null) {
        return AgentSide.NOTHING + " after " + event;
      }
      event = next;
    } while (!event.equals(expected));
    return event;
  }

  @Override
  public void agentJoined(String identity) {
    events.add("agent " + identity);
  }

  @Override
  public void agentLeft() {
    events.add("agent left");
  }

  @Override
  public void agentState(String state) {
    events.add("state " + state);
  }

  @Override
  public void agentAudio(short[] samples) {
    tone.audio(samples);
    coded.audio(samples);
  }

  @Override
  public void transcription(String speaker, String segment, String text, boolean isFinal) {
    events.add(speaker + " " + segment + " " + (isFinal ? "final " : "interim ") + text);
  }

  @Override
  public void disconnected(String reason) {
    events.add("disconnected: " + reason);
  }
}
