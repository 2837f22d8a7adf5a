package io.echosphere.application.session;

import io.echosphere.application.hearing.Hearing;
import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.out.LanguageModel;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.Room.Speaker;
import io.echosphere.application.port.out.Room.Transcription;
import io.echosphere.application.port.out.SessionEventLog;
import io.echosphere.application.port.out.Telemetry.Amount;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.recovery.Custody;
import io.echosphere.application.speaking.Speaking;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEffect;
import io.echosphere.domain.turn.TurnEffect.Answer;
import io.echosphere.domain.turn.TurnEffect.Apology;
import io.echosphere.domain.turn.TurnEffect.CancelReply;
import io.echosphere.domain.turn.TurnEffect.CheckIn;
import io.echosphere.domain.turn.TurnEffect.DuckReply;
import io.echosphere.domain.turn.TurnEffect.EndSession;
import io.echosphere.domain.turn.TurnEffect.Greeting;
import io.echosphere.domain.turn.TurnEffect.LetSpeak;
import io.echosphere.domain.turn.TurnEffect.PauseReply;
import io.echosphere.domain.turn.TurnEffect.PickUp;
import io.echosphere.domain.turn.TurnEffect.PublishState;
import io.echosphere.domain.turn.TurnEffect.RecordCaller;
import io.echosphere.domain.turn.TurnEffect.RecordCallerSoFar;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import io.echosphere.domain.turn.TurnEffect.RecordReplySoFar;
import io.echosphere.domain.turn.TurnEffect.ResumeReply;
import io.echosphere.domain.turn.TurnEffect.SetDeadline;
import io.echosphere.domain.turn.TurnEffect.ShowCaller;
import io.echosphere.domain.turn.TurnEffect.StartReply;
import io.echosphere.domain.turn.TurnEffect.StartSession;
import io.echosphere.domain.turn.TurnEffect.TakeTurn;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnEvent.ClauseVoiced;
import io.echosphere.domain.turn.TurnEvent.DeadlinePassed;
import io.echosphere.domain.turn.TurnEvent.ReplyEnded;
import io.echosphere.domain.turn.TurnEvent.StopRequested;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the turn machine decides. Owned by the session's thread; nothing here blocks.
 */
final class TurnEffects implements AutoCloseable {
  private final CallParts parts;
  private final CallSettings settings;
  private final Mailbox mailbox;
  private final CallTrace trace;
  private final Room room;
  private final Speaking speaking;
  private final VoiceSession.Inbox inbox;
  private final SessionEventLog.Entries log;
  private final Chronicle chronicle;
  private final TurnTrace turns;
  private final long startNanos;
  private final Map<ReplyId, Long> voicedAtMillis = new HashMap<>();

  /** When the voice ended that a reply answers, for replies that may not be heard yet. */
  private final Map<ReplyId, Long> answered = new HashMap<>();

  /** The same for replies that may be heard and are not stored yet. */
  private final Map<ReplyId, Long> speaksAfter = new HashMap<>();

  private @Nullable Hearing hearing;
  private @Nullable Session earlier;

  TurnEffects(Job job, CallParts parts, CallSettings settings, Wires wires) {
    this.parts = parts;
    this.settings = settings;
    this.mailbox = wires.mailbox();
    this.trace = wires.trace();
    this.room = wires.room();
    this.speaking = wires.speaking();
    this.inbox = wires.inbox();
    this.log = wires.log();
    this.startNanos = parts.timers().nanos() - mailbox.millis() * 1_000_000;
    this.chronicle = new Chronicle(parts, job.room().name(), mailbox);
    this.turns = new TurnTrace(trace, mailbox);
  }

  /** What belongs to one call. */
  record Wires(
      Mailbox mailbox,
      CallTrace trace,
      Room room,
      Speaking speaking,
      VoiceSession.Inbox inbox,
      SessionEventLog.Entries log) {}

  /** Notes what is measured of an event before the machine sees it. */
  void observe(Mailbox.Timed next) {
    turns.observe(next);
    switch (next.event()) {
      case ClauseVoiced voiced -> {
        voicedAtMillis.putIfAbsent(voiced.reply(), next.atMillis());
        chronicle.agentBegan(voiced.reply());
      }
      case ReplyEnded ended -> speaking.forget(ended.reply());
      case TurnEvent.Heard _, TurnEvent.Presence _, TurnEvent.Noted _, DeadlinePassed _ -> {}
    }
  }

  /** The session that begins is one that another agent has left. */
  void goOnWith(Session session) {
    earlier = session;
  }

  void run(TurnEffect effect) {
    switch (effect) {
      case StartSession() -> startSession();
      case EndSession(var success, var reason) -> chronicle.end(success, reason);
      case StartReply(var id, Greeting()) ->
          speaking.say(id, settings.greeting(), settings.language());
      case StartReply(var id, PickUp(var language)) ->
          speaking.say(id, CallSettings.pickUp(language), language);
      case StartReply(var id, Apology(var language)) ->
          speaking.say(id, CallSettings.apology(language), language);
      case StartReply(var id, CheckIn(var language)) ->
          speaking.say(id, CallSettings.checkIn(language), language);
      case StartReply(var id, Answer answer) -> answer(id, answer);
      case TakeTurn() -> takeTurn();
      case LetSpeak(var id) -> letSpeak(id);
      case PauseReply(var id) -> pause(id);
      case DuckReply(var id) -> {
        turns.held(id, true);
        speaking.duck(id);
      }
      case ResumeReply(var id) -> resume(id);
      case CancelReply(var id) -> {
        turns.released(id, "interrupted");
        speaking.cancel(id);
      }
      case SetDeadline(var deadline, var delay) -> {
        var box = mailbox; // a pending timer holds the mailbox, not the whole call
        parts
            .timers()
            .after(Duration.ofMillis(delay), () -> box.tell(new DeadlinePassed(deadline)));
      }
      case PublishState(var state) -> room.publish(state);
      case ShowCaller(var turn, var text, var language) -> show(turn, text, language, false);
      case RecordCaller said -> {
        chronicle.callerSaid(said.turn(), said.text(), said.atMillis(), said.audioMillis());
        if (!said.typed()) { // whoever types sees it already
          show(said.turn(), said.text(), said.language(), true);
        }
      }
      case RecordCallerSoFar(var turn, var text, var at, var audio) ->
          chronicle.callerSaid(turn, text, at, audio);
      case RecordReplySoFar(var id, var heard, var audio) ->
          record(new RecordReply(id, heard, audio, true)); // so it is if nothing more is heard
      case RecordReply said -> {
        record(said);
        voicedAtMillis.remove(said.reply());
        speaksAfter.remove(said.reply());
        chronicle.agentEnded(said.reply());
      }
    }
  }

  private void pause(ReplyId reply) {
    if (isHeard(reply)) {
      turns.held(reply, false);
    }
    speaking.pause(reply);
  }

  private void resume(ReplyId reply) {
    turns.released(reply, "resumed");
    if (isHeard(reply)) {
      trace.used(Amount.FALSE_INTERRUPTIONS, 1);
    }
    speaking.resume(reply);
  }

  /** Whether something of it has sounded; what waits unheard is not interrupted. */
  private boolean isHeard(ReplyId reply) {
    return voicedAtMillis.containsKey(reply);
  }

  private void record(RecordReply said) {
    Long voicedAt = voicedAtMillis.get(said.reply());
    Long voiceEnded = speaksAfter.get(said.reply());
    chronicle.agentSaid(
        said,
        voicedAt == null ? mailbox.millis() : voicedAt,
        voicedAt == null || voiceEnded == null ? null : voicedAt - voiceEnded);
  }

  @Override
  public void close() {
    turns.close();
    chronicle.end(false, "the call broke off"); // if nothing has ended it before
    if (hearing != null) {
      hearing.close();
    }
  }

  private void startSession() {
    var caller = inbox.caller();
    var id =
        earlier == null
            ? chronicle.begin(caller == null ? "" : caller.userId(), settings.language())
            : chronicle.resume(earlier);
    var box = mailbox;
    parts.custody().entered(id, () -> box.tell(new StopRequested(Custody.TAKEN_OVER)));
    trace.identified(id);
    log.identified(id);
    var ear = parts.ears().open(mailbox, trace);
    hearing = ear;
    inbox.hear(ear);
  }

  private void answer(ReplyId id, Answer answer) {
    boolean answersVoice = answer.voiceEndedMillis() > 0;
    if (answersVoice) {
      answered.put(id, answer.voiceEndedMillis());
    }
    var instructions = settings.instructions() + "\n\n" + Conversation.LEGEND;
    speaking.answer(
        id,
        new LanguageModel.Prompt(
            instructions, answer.conversation().forModel(), settings.maxReplyTokens()),
        answer.language(),
        answersVoice ? startNanos + answer.voiceEndedMillis() * 1_000_000 : Long.MIN_VALUE);
  }

  private void takeTurn() {
    turns.turnTaken();
    if (hearing != null) {
      hearing.turnTaken();
    }
  }

  private void letSpeak(ReplyId id) {
    speaking.letSpeak(id);
    Long voiceEndedMillis = answered.get(id);
    answered.clear();
    if (voiceEndedMillis != null) {
      speaksAfter.put(id, voiceEndedMillis);
      turns.answers(voiceEndedMillis);
    }
  }

  private void show(long turn, String text, Language language, boolean isFinal) {
    room.publish(
        new Transcription(Speaker.CALLER, "turn-" + turn, text.strip(), language.tag(), isFinal));
  }
}
