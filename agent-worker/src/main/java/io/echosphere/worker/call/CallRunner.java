package io.echosphere.worker.call;

import io.echosphere.application.port.out.Cancellable;
import io.echosphere.application.port.out.FrameClock;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.worker.call.CallLine.Dialler;
import io.echosphere.worker.call.CallLine.NoLine;
import io.echosphere.worker.call.CallNews.Ended;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one call. What the room reports goes into an inbox; the frame clock's thread empties it,
 * owns the script and sends a frame every 10 ms, silence when there is nothing to say. The calling
 * thread hears the news, so that a slow terminal never delays a frame.
 */
public final class CallRunner {
  /** Forty seconds of frames; the clock's thread empties it every 10 ms, so it is nearly empty. */
  private static final int INBOX = 4_096;

  private final CallPlan plan;
  private final Timers timers;
  private final FrameClock clock;
  private final BlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(INBOX);
  private final BlockingQueue<Supplier<CallNews>> news = new LinkedBlockingQueue<>();
  private final short[] frame = new short[AudioFormat.SPEECH_FRAME];

  private final VoiceGate gate = new VoiceGate();
  private double pendingPower;
  private long pendingAt;
  private @Nullable Clip speaking;
  private int nextFrame;
  private volatile long worstLateness;

  /** Makes a runner for one call. */
  public CallRunner(CallPlan plan, Timers timers, FrameClock clock) {
    this.plan = plan;
    this.timers = timers;
    this.clock = clock;
  }

  /**
   * Makes the call; blocks until it is over.
   *
   * @param listener hears everything that happens, on the calling thread, in order
   * @throws NoLine if the caller could not connect
   */
  public void run(Dialler dialler, Consumer<CallNews> listener)
      throws NoLine, InterruptedException {
    long connecting = timers.nanos();
    var script = new CallScript(plan, connecting, news::add);
    try (CallLine line = dialler.dial(new Inbox(script, connecting))) {
      long joined = timers.nanos();
      tell(() -> script.joined(joined));
      Cancellable beats =
          clock.start(
              (frames, lateness, _) -> {
                worstLateness = Math.max(worstLateness, lateness);
                beat(script, line, frames);
              });
      try {
        CallNews next;
        do {
          next = news.take().get();
          listener.accept(next);
        } while (!(next instanceof Ended));
      } finally {
        beats.cancel();
      }
    }
  }

  /** How late a frame was sent at worst, in ns. */
  public long worstLatenessNanos() {
    return worstLateness;
  }

  private void beat(CallScript script, CallLine line, int frames) {
    List<Runnable> facts = new ArrayList<>();
    inbox.drainTo(facts);
    facts.forEach(Runnable::run);
    for (int count = 0; count < frames; count++) {
      send(script, line);
    }
    if (!script.isOver()) {
      act(script.tick(timers.nanos()), line);
    }
  }

  private void act(Act act, CallLine line) {
    switch (act) {
      case Act.Say(Clip clip) -> {
        speaking = clip;
        nextFrame = 0;
      }
      case Act.Write(String text) -> line.write(text);
      case Act.Rest() -> {}
    }
  }

  private void send(CallScript script, CallLine line) {
    Clip clip = speaking;
    if (clip == null) {
      Arrays.fill(frame, (short) 0);
      line.speak(frame);
      return;
    }
    clip.copyFrame(nextFrame, frame);
    line.speak(frame);
    long at = timers.nanos();
    if (nextFrame == clip.firstVoiced()) {
      script.spoke(at);
    }
    if (nextFrame == clip.lastVoiced()) {
      script.finishedSpeaking(at);
    }
    nextFrame++;
    if (nextFrame == clip.frames()) {
      speaking = null;
    }
  }

  private void heard(CallScript script, double power, long at) {
    switch (gate.next(power)) {
      case VOICED -> script.heard(at, power);
      case VOICED_SINCE_LAST -> {
        script.heard(pendingAt, pendingPower);
        script.heard(at, power);
      }
      case PENDING, SILENT -> {
        pendingAt = at;
        pendingPower = power;
      }
    }
  }

  private void tell(Runnable fact) {
    // A full inbox means that the clock has stopped for 40 s; the measures are void by then.
    var _ = inbox.offer(fact);
  }

  /** Takes what the room reports to the clock's thread, with the time at which it came. */
  private final class Inbox implements CallLine.Listener {
    private final CallScript script;
    private final long connecting;

    Inbox(CallScript script, long connecting) {
      this.script = script;
      this.connecting = connecting;
    }

    @Override
    public void agentJoined(String identity) {
      long at = timers.nanos();
      tell(() -> script.agentJoined(identity, connecting, at));
    }

    @Override
    public void agentLeft() {
      tell(() -> script.lost("the agent left the room: see its log"));
    }

    @Override
    public void agentAudio(short[] samples) {
      long at = timers.nanos();
      double power = VoiceGate.power(samples, 0, samples.length);
      short[] copy = samples.clone();
      tell(
          () -> {
            script.received(copy, at);
            heard(script, power, at);
          });
    }

    @Override
    public void agentState(String state) {
      tell(() -> script.agentState(state));
    }

    @Override
    public void said(CallNews.Said said) {
      news.add(() -> said);
    }

    @Override
    public void disconnected(String reason) {
      tell(() -> script.lost("the connection to the room was lost: " + reason));
    }
  }
}
