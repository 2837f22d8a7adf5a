package io.echosphere.application.hearing;

import io.echosphere.application.port.out.EndOfTurnEstimator;
import io.echosphere.application.port.out.NoiseSuppressor;
import io.echosphere.application.port.out.SpeechToText;
import io.echosphere.application.port.out.Telemetry;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.port.out.VoiceActivityDetector;
import io.echosphere.application.session.Mailbox;
import io.echosphere.application.tracing.CallContext;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.OwnVoice;
import io.echosphere.domain.speech.SpeechGate;
import io.echosphere.domain.turn.TurnEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How one caller is heard: noise suppression → 16 kHz → voice activity → transcription. Frames come
 * in on a native thread ({@link #frame}); everything else happens on the ear's thread.
 */
public final class Hearing {
  private static final int WINDOW_MS = VoiceActivityDetector.WINDOW / 16;

  /** Without a frame for this long the track is silent or gone, and silence stands in for it. */
  private static final long GAP_NANOS = 200_000_000L;

  private static final long FRAME_NANOS = 10_000_000L;

  /** Below this the detector hears nothing that could be an echo: no need to look for one. */
  private static final float ANY_VOICE = 0.3f;

  /** How often an echo that goes on is told. */
  private static final int ECHO_TOLD_MS = 500;

  private final FrameRing ring = new FrameRing(AudioFormat.ROOM_FRAME);

  /** What the agent plays, on its way to the removal and the recognition of its echo. */
  private final FrameRing playing = new FrameRing(AudioFormat.SPEECH_FRAME);

  /** At most one for each microphone the caller opens: bounded by the room. */
  private final Queue<short[]> early = new ConcurrentLinkedQueue<>();

  private final NoiseSuppressor.Channel suppressor;
  private final VoiceActivityDetector.Channel detector;
  private final EndOfTurnEstimator.Channel estimator;
  private final SpeechGate gate;
  private final OwnVoice ownVoice = new OwnVoice();
  private final Transcription transcription;
  private final CallContext context = CallContext.current();
  private final Mailbox mailbox;
  private final Timers timers;
  private final Telemetry telemetry;
  private final short[] roomFrame = new short[AudioFormat.ROOM_FRAME];
  private final short[] playedFrame = new short[AudioFormat.SPEECH_FRAME];
  private final short[] speechFrame = new short[AudioFormat.SPEECH_FRAME];
  private final short[] silence = new short[AudioFormat.SPEECH_FRAME];
  private final short[] window = new short[VoiceActivityDetector.WINDOW];
  private int windowFill;
  private long windows;
  private long frames;
  private long pauses;
  private long echoToldMillis = -ECHO_TOLD_MS;
  private long heardUntilNanos;
  private volatile boolean turnTaken = true;
  private volatile boolean closed;
  private volatile Runnable wake = () -> {};

  Hearing(Parts parts, Mailbox mailbox, CallTrace trace) {
    this.suppressor = parts.noiseSuppressor().open();
    this.detector = parts.voiceActivityDetector().open();
    this.estimator = parts.endOfTurnEstimator().open();
    this.gate = new SpeechGate(parts.gate());
    this.transcription =
        new Transcription(
            parts.speechToText(), parts.transcription(), mailbox::tell, parts.timers(), trace);
    this.mailbox = mailbox;
    this.timers = parts.timers();
    this.telemetry = parts.telemetry();
    this.heardUntilNanos = timers.nanos();
  }

  /** What hearing is made of; shared by all calls. */
  public record Parts(
      NoiseSuppressor noiseSuppressor,
      VoiceActivityDetector voiceActivityDetector,
      EndOfTurnEstimator endOfTurnEstimator,
      SpeechToText speechToText,
      SpeechGate.Settings gate,
      Transcription.Settings transcription,
      Timers timers,
      Telemetry telemetry) {}

  /** Takes 480 samples at 48 kHz. Copies and returns; any one thread. */
  public void frame(short[] samples) {
    ring.write(samples);
    wake.run();
  }

  /** Takes 160 samples at 16 kHz that the agent is playing. Copies and returns; any one thread. */
  public void played(short[] samples) {
    playing.write(samples);
  }

  /**
   * Takes what the caller said before the live audio; it is heard first, as fast as can be. Any one
   * thread.
   *
   * @param samples whole frames of 480 samples at 48 kHz; kept until they are heard
   */
  public void earlier(short[] samples) {
    early.add(samples);
    wake.run();
  }

  /** The caller's words so far belong to a turn that has ended. Any thread. */
  public void turnTaken() {
    turnTaken = true;
    transcription.turnTaken();
  }

  /** Stops hearing; the ear frees what is native. Any thread, idempotent. */
  public void close() {
    closed = true;
    wake.run();
  }

  /** Whose call is heard, for the log. */
  CallContext context() {
    return context;
  }

  void wakeBy(Runnable unpark) {
    wake = unpark;
  }

  boolean isClosed() {
    return closed;
  }

  /** Hears all frames that have come, and silence where none come. The ear's thread. */
  void listen() {
    hearEarlier();
    while (ring.read(roomFrame)) {
      hearEarlier(); // came before this frame, if it came just now
      hear(roomFrame);
    }
    int dropped = ring.takeDropped();
    if (dropped > 0) {
      telemetry.framesDropped(Telemetry.Direction.IN, dropped);
    }
    if (timers.nanos() - heardUntilNanos >= GAP_NANOS) {
      fillGap();
    }
  }

  /** A bug of ours ends this call and no other. The ear's thread. */
  void failed(Throwable bug) {
    mailbox.tell(
        new TurnEvent.Disconnected("hearing failed with " + bug.getClass().getSimpleName(), true));
    release();
  }

  /** Frees what is native. The ear's thread, once. */
  void release() {
    transcription.close();
    estimator.close();
    detector.close();
    suppressor.close();
  }

  private void hearEarlier() {
    for (var samples = early.poll(); samples != null; samples = early.poll()) {
      var frame = new short[AudioFormat.ROOM_FRAME];
      for (int at = 0; at + frame.length <= samples.length; at += frame.length) {
        System.arraycopy(samples, at, frame, 0, frame.length);
        hear(frame);
      }
    }
  }

  private void hear(short[] frame) {
    while (playing.read(playedFrame)) {
      suppressor.played(playedFrame);
      ownVoice.played(playedFrame);
    }
    suppressor.process(frame, speechFrame);
    heardUntilNanos = timers.nanos();
    speech(speechFrame);
  }

  private void fillGap() {
    while (timers.nanos() - heardUntilNanos >= FRAME_NANOS) {
      heardUntilNanos += FRAME_NANOS;
      speech(silence);
    }
  }

  private void speech(short[] frame) {
    transcription.audio(frame, frame.length);
    estimator.audio(frame, frame.length);
    ownVoice.heard(frame);
    react(gate.loudness(power(frame), frames++ * AudioFormat.FRAME_MS, AudioFormat.FRAME_MS));
    int taken = Math.min(frame.length, window.length - windowFill);
    System.arraycopy(frame, 0, window, windowFill, taken);
    windowFill += taken;
    if (windowFill == window.length) {
      detect();
      windowFill = frame.length - taken;
      System.arraycopy(frame, taken, window, 0, windowFill);
    }
  }

  private void detect() {
    long startMillis = windows++ * WINDOW_MS;
    float probability = detector.probability(window);
    boolean own = probability >= ANY_VOICE && ownVoice.isHeard();
    if (own) {
      echoes(startMillis);
    }
    react(gate.accept(own ? 0 : probability, startMillis, WINDOW_MS));
  }

  /** The agent's own voice is no speech of the caller's, whatever the detector says. */
  private void echoes(long nowMillis) {
    if (nowMillis - echoToldMillis >= ECHO_TOLD_MS) {
      echoToldMillis = nowMillis;
      mailbox.tell(new TurnEvent.OwnVoiceHeard());
    }
  }

  private void react(SpeechGate.Change change) {
    switch (change) {
      case STARTED -> {
        transcription.speechStarted();
        if (turnTaken) {
          turnTaken = false;
          estimator.turnStarted();
        }
        mailbox.tell(new TurnEvent.SpeechStarted());
      }
      case ENDED -> {
        transcription.speechEnded();
        long unheard = (long) ring.waiting() * AudioFormat.FRAME_MS;
        long silentFor = frames * AudioFormat.FRAME_MS - gate.lastVoiced() + unheard;
        mailbox.tell(new TurnEvent.SpeechEnded(mailbox.millis() - silentFor, ++pauses));
        estimator.estimate(
            pauses,
            (pause, probability) ->
                mailbox.tell(new TurnEvent.EndOfTurnEstimated(pause, probability)));
      }
      case SUSPECTED -> mailbox.tell(new TurnEvent.VoiceSuspected(true));
      case DISMISSED -> mailbox.tell(new TurnEvent.VoiceSuspected(false));
      case NONE -> {}
    }
  }

  private static double power(short[] frame) {
    double sum = 0;
    for (short sample : frame) {
      sum += (double) sample * sample;
    }
    return sum / frame.length;
  }
}
