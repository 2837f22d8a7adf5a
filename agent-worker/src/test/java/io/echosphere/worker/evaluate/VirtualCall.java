package io.echosphere.worker.evaluate;

import io.echosphere.application.hearing.Hearing;
import io.echosphere.application.hearing.NoEstimator;
import io.echosphere.application.hearing.SteppedHearing;
import io.echosphere.application.port.out.ManualTimers;
import io.echosphere.application.port.out.RecordingTelemetry;
import io.echosphere.application.session.Mailbox;
import io.echosphere.application.session.MailboxReader;
import io.echosphere.domain.audio.AudioFormat;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.TurnEffect;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnMachine;
import io.echosphere.domain.turn.TurnState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call in virtual time: the real hearing stage and turn machine between a caller and replies
 * that are played by computation. Owned by the thread that runs it.
 */
final class VirtualCall implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(AudioFormat.FRAME_MS);
  private static final long LONGEST_MILLIS = 720_000;

  private final ManualTimers timers = new ManualTimers();
  private final Mailbox mailbox = new Mailbox(timers);
  private final List<String> trace = new ArrayList<>();
  private final Scene scene;
  private final Judges judges;
  private final TurnMachine machine;
  private final Utterances utterances = new Utterances();
  private final Replies replies = new Replies(timers, mailbox);
  private final Microphone microphone;
  private final Caller caller;
  private final ReplyContent answer;
  private TurnState state;
  private @Nullable SteppedHearing hearing;

  VirtualCall(Scene scene, Judges judges) {
    this.scene = scene;
    this.judges = judges;
    this.machine = new TurnMachine(judges.wired().turns());
    this.state = TurnState.opening(new Language(scene.language()));
    this.microphone = new Microphone(scene.noise().bed(scene.id().hashCode()));
    this.caller = new Caller(scene, microphone, utterances, replies);
    this.answer = ReplyContent.of(scene.reply(), scene.sound() != null);
  }

  /** What came of it. */
  record Ended(Scene scene, Caller caller, Replies replies, List<String> trace) {}

  /** Runs the call to its end. */
  Ended run() {
    machine.opening().forEach(this::run);
    mailbox.tell(new TurnEvent.CallerJoined());
    handle();
    short[] room = new short[AudioFormat.ROOM_FRAME];
    short[] speech = new short[AudioFormat.SPEECH_FRAME];
    boolean over = false;
    while (!over && mailbox.millis() < LONGEST_MILLIS) {
      timers.advance(TICK);
      handle();
      microphone.fill(room);
      var ear = hearing;
      if (ear != null) {
        ear.hear(room);
      }
      handle();
      replies.play(speech, utterances, caller.echo().delayMillis());
      microphone.agentPlays(speech);
      if (ear != null) {
        ear.hearing().played(speech);
      }
      handle();
      int said = caller.said().size();
      over = caller.act(mailbox.millis()) || state instanceof TurnState.Closed;
      if (caller.said().size() > said) {
        note("caller: " + caller.said().getLast().clip().text());
      }
    }
    return new Ended(scene, caller, replies, List.copyOf(trace));
  }

  @Override
  public void close() {
    if (hearing != null) {
      hearing.close();
      hearing = null;
    }
  }

  private void handle() {
    for (var events = MailboxReader.drain(mailbox);
        !events.isEmpty();
        events = MailboxReader.drain(mailbox)) {
      for (var next : events) {
        note("→ " + next.event());
        var step = machine.next(state, next.event(), next.atMillis());
        if (!step.state().getClass().equals(state.getClass())) {
          note(
              "  %s → %s"
                  .formatted(
                      state.getClass().getSimpleName(), step.state().getClass().getSimpleName()));
        }
        state = step.state();
        step.effects().forEach(this::run);
      }
    }
  }

  private void run(TurnEffect effect) {
    if (!(effect instanceof TurnEffect.SetDeadline)) {
      note(
          "  ← "
              + (effect instanceof TurnEffect.StartReply(var id, var _)
                  ? "StartReply " + id
                  : effect));
    }
    switch (effect) {
      case TurnEffect.StartSession() -> hearing = open();
      case TurnEffect.StartReply(var id, TurnEffect.Answer _) -> replies.start(id, answer);
      case TurnEffect.StartReply(var id, var _) ->
          replies.start(id, ReplyContent.still(new Language(scene.language())));
      case TurnEffect.LetSpeak(var id) -> replies.letSpeak(id);
      case TurnEffect.TakeTurn() -> {
        if (hearing != null) {
          hearing.hearing().turnTaken();
        }
      }
      case TurnEffect.PauseReply(var id) -> replies.pause(id);
      case TurnEffect.DuckReply(var id) -> replies.duck(id);
      case TurnEffect.ResumeReply(var id) -> replies.resume(id);
      case TurnEffect.CancelReply(var id) -> replies.cancel(id);
      case TurnEffect.SetDeadline(var deadline, var delay) ->
          timers.after(
              Duration.ofMillis(delay), () -> mailbox.tell(new TurnEvent.DeadlinePassed(deadline)));
      case TurnEffect.RecordReply said -> replies.stored(said.reply(), said.heard());
      case TurnEffect.RecordCaller _,
          TurnEffect.RecordCallerSoFar _,
          TurnEffect.RecordReplySoFar _,
          TurnEffect.ShowCaller _,
          TurnEffect.PublishState _,
          TurnEffect.EndSession _ -> {}
    }
  }

  private SteppedHearing open() {
    var telemetry = new RecordingTelemetry();
    var frames = new HeardFrames(judges.suppressor());
    var recogniser = new ModelRecogniser(utterances, frames, timers, judges.hand());
    var parts =
        new Hearing.Parts(
            frames,
            judges.voice(),
            judges.listens() ? new TimedEstimator(judges.sound(), timers) : new NoEstimator(),
            recogniser,
            judges.wired().gate(),
            judges.wired().transcription(),
            timers,
            telemetry);
    return new SteppedHearing(parts, mailbox, telemetry.call("evaluation", scene.id()));
  }

  private void note(String what) {
    trace.add(String.format(Locale.ROOT, "%7d  %s", mailbox.millis(), what));
  }
}
