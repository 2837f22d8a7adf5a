package io.echosphere.adapter.livekit.room;

import io.echosphere.adapter.webrtc.WebRtc;
import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.speaking.Audience;
import io.echosphere.simulator.stack.LiveKitServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Records what an agent's room reports, as words in order. */
final class AgentSide implements RoomListener {
  static final double BYSTANDER_HERTZ = 2_000;
  static final String NOTHING = "nothing within 20 s";

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  final Audience audience = new Audience();
  final Tone.Detector tone;
  final CodedSound.Ear coded = new CodedSound.Ear();
  final Tone.Detector bystander = new Tone.Detector(BYSTANDER_HERTZ);
  volatile @Nullable Caller caller;
  volatile short[] before = {};

  /** How often the connection broke, and was restored. */
  final AtomicInteger breaks = new AtomicInteger();

  final AtomicInteger repairs = new AtomicInteger();

  /** Of live audio; of the native thread. */
  private long frames;

  AgentSide(double hertz) {
    tone = new Tone.Detector(hertz);
  }

  /** A connector that restores nothing. */
  static RoomConnector connector() {
    return connector(Duration.ZERO, new RecordingTelemetry());
  }

  static RoomConnector connector(Duration reconnecting, Telemetry telemetry) {
    return new LiveKitRoomConnector(WebRtc.load(), InstantSource.system(), reconnecting, telemetry);
  }

  Room join(LiveKitServer server, String room) throws Exception {
    return connector()
        .join(new RoomConnector.Ticket(server.url(), Tokens.agent(server, room), room), this);
  }

  Room joinAs(LiveKitServer server, String room, String identity) throws Exception {
    String token = Tokens.otherAgent(server, room, identity);
    return connector().join(new RoomConnector.Ticket(server.url(), token, room), this);
  }

  /** The next event. */
  String next() throws InterruptedException {
    String event = events.poll(20, TimeUnit.SECONDS);
    return event == null ? NOTHING : event;
  }

  /** What has been reported and not yet been asked for. */
  int pending() {
    return events.size();
  }

  @Override
  public void callerJoined(Caller who) {
    caller = who;
    events.add("joined " + who.identity());
  }

  @Override
  public void callerLeft() {
    events.add("left");
  }

  @Override
  public void callerMuted(boolean muted) {
    events.add(muted ? "muted" : "unmuted");
  }

  @Override
  public void textReceived(String text) {
    events.add("text " + text);
  }

  /** Notes which tone the recording is, and that no live audio came before it. */
  @Override
  public void callerAudioBefore(short[] samples) {
    before = samples;
    events.add(frames == 0 ? "before" : "before, after live audio");
  }

  @Override
  public void callerAudio(short[] samples) {
    frames++;
    tone.audio(samples);
    coded.audio(samples);
    bystander.audio(samples);
  }

  @Override
  public void interrupted(Duration unheard) {
    audience.lost(unheard);
    events.add("interrupted");
  }

  @Override
  public void restored() {
    audience.back();
    events.add("restored");
  }

  @Override
  public void reconnecting() {
    breaks.incrementAndGet();
  }

  @Override
  public void reconnected() {
    repairs.incrementAndGet();
  }

  @Override
  public void closed(String reason) {
    events.add("closed: " + reason);
  }

  @Override
  public void disconnected(String reason) {
    events.add("disconnected: " + reason);
  }
}
