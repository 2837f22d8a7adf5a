package io.echosphere.application.session;

import io.echosphere.application.hearing.Hearing;
import io.echosphere.application.port.in.AgentJobs.Job;
import io.echosphere.application.port.in.AgentJobs.JobRoom;
import io.echosphere.application.port.in.AgentJobs.Report;
import io.echosphere.application.port.out.Room;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.application.port.out.RoomConnector.Ticket;
import io.echosphere.application.port.out.RoomListener;
import io.echosphere.application.port.out.SessionEventLog;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.application.port.out.Telemetry.Activity;
import io.echosphere.application.port.out.Telemetry.CallTrace;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recovery.Custody.Succession;
import io.echosphere.application.speaking.Audience;
import io.echosphere.application.speaking.Speaking;
import io.echosphere.domain.conversation.Conversation;
import io.echosphere.domain.turn.Preemption;
import io.echosphere.domain.turn.Step;
import io.echosphere.domain.turn.TurnEvent;
import io.echosphere.domain.turn.TurnMachine;
import io.echosphere.domain.turn.TurnState;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One caller's conversation, from the job's assignment to the agent's leaving. Owned, with its
 * state, by the virtual thread that runs it; everyone else writes to its mailbox.
 */
final class VoiceSession implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceSession.class);

  /** Messages of a session that goes on; the budget of the history bounds them further. */
  private static final int RECALLED = 400;

  /** How long after our return a room that was made anew may be given its agent. */
  private static final Duration REMADE_WITHIN = Duration.ofMinutes(1);

  /** LiveKit has counted a caller after this, at the latest: it does so every 5 s. */
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(6);

  /**
   * A broken connection and the end of the job that it leads to are this close to each other:
   * LiveKit tells of both at once, over two sockets. Less than the 3 s after which it removes an
   * agent whose job it was told to end.
   */
  private static final Duration TERMINATION_MARGIN = Duration.ofSeconds(1);

  private final Job job;
  private final Report report;
  private final CallParts parts;
  private final CallSettings settings;
  private final Mailbox mailbox;
  private final CallTrace trace;
  private final TurnMachine machine;
  private final Runnable departed;
  private final Inbox inbox;
  private final long assignedNanos;
  private TurnState state;
  private volatile boolean reported;

  /**
   * A call that has not begun.
   *
   * @param departed run last of all, when the room has been left
   */
  VoiceSession(Job job, Report report, CallParts parts, CallSettings settings, Runnable departed) {
    this.departed = departed;
    this.job = job;
    this.report = report;
    this.parts = parts;
    this.settings = settings;
    this.mailbox = new Mailbox(parts.timers());
    this.inbox = new Inbox(mailbox, parts.timers());
    this.assignedNanos = parts.timers().nanos();
    this.trace = parts.telemetry().call(job.id(), job.room().name());
    this.machine = new TurnMachine(settings.turns());
    this.state = TurnState.opening(settings.language());
  }

  /** Asks the session to end. Any thread. */
  void stop(String reason) {
    mailbox.tell(new TurnEvent.StopRequested(reason));
  }

  /**
   * LiveKit has ended the job. It does so when it is told to, and then sends the agent out of the
   * room after 3 s; but also whenever the participant goes whom the agent was, as on each new join
   * after a broken connection: that is no reason to leave the caller. Any thread.
   */
  void terminated() {
    long since = ago(TERMINATION_MARGIN);
    var _ = parts.timers().after(TERMINATION_MARGIN, () -> stopUnlessReconnected(since));
  }

  private void stopUnlessReconnected(long since) {
    if (inbox.reconnectedSince(since)) {
      LOG.info("{} was ended by LiveKit while its room was joined anew", job);
    } else {
      stop("terminated by LiveKit");
    }
  }

  boolean isIn(String room) {
    return job.room().name().equals(room);
  }

  /**
   * Whether this call goes on in the room that a job is for. A server that makes a room anew wants
   * an agent for it, and this is one: its connection broke, or it is about to notice. Any thread.
   */
  boolean survivesIn(Job other) {
    return isIn(other.room().name())
        && (isRemade(other.room()) || inbox.reconnectedSince(ago(REMADE_WITHIN)))
        && !reported;
  }

  /** By its sid, or nobody is counted in it; but at once two jobs may find a new room empty. */
  private boolean isRemade(JobRoom other) {
    return !other.sid().equals(job.room().sid())
        || (other.empty() && ago(COUNTED_WITHIN) - assignedNanos > 0);
  }

  private long ago(Duration time) {
    return parts.timers().nanos() - time.toNanos();
  }

  /** Whether it ended because the room was gone for it, and not by itself. Any thread. */
  boolean wasCutOff() {
    return inbox.wasCutOff();
  }

  @Override
  public void run() {
    MDC.put("job", job.id());
    MDC.put("room", job.room().name());
    trace.ids().forEach(MDC::put);
    var end = new TurnState.Closed(false, "the session did not run");
    try (var succession = parts.custody().succeed(job)) {
      end = converse(succession);
    } catch (InterruptedException _) {
      end = new TurnState.Closed(true, "the worker stopped");
    } catch (RoomUnavailable refused) {
      end = new TurnState.Closed(false, String.valueOf(refused.getMessage()));
    } catch (RuntimeException | LinkageError bug) { // one session's bug touches no other
      LOG.error("The session failed", bug);
      end = new TurnState.Closed(false, "failed with " + bug.getClass().getSimpleName());
    } finally {
      report(end);
      LOG.info("Session over: {}", end.reason());
      trace.end(end.success(), end.reason());
      departed.run();
      MDC.clear();
    }
  }

  /** Tells LiveKit how the job ended, once, however many ends there are. */
  private void report(TurnState.Closed end) {
    if (!reported) {
      reported = true;
      report.ended(end.success(), end.success() ? "" : end.reason());
    }
  }

  private TurnState.Closed converse(Succession succession)
      throws InterruptedException, RoomUnavailable {
    var joining = trace.begin(Activity.JOIN);
    try (Room room =
        parts.rooms().join(new Ticket(job.url(), job.token(), job.room().name()), inbox)) {
      joining.end();
      report.running();
      LOG.info("Joined the room");
      var end = converse(room, succession);
      report(end);
      return end;
    } finally {
      joining.end();
    }
  }

  private TurnState.Closed converse(Room room, Succession succession) throws InterruptedException {
    var voice =
        parts
            .mouth()
            .open(
                inbox.audience(),
                frame -> {
                  room.play(frame);
                  inbox.played(frame);
                },
                bug -> mailbox.tell(new TurnEvent.Disconnected("playing failed", true)));
    var speakingParts =
        new Speaking.Parts(
            parts.model(),
            parts.textToSpeech(),
            parts.canned(),
            settings.turns().preemption() == Preemption.FULL,
            parts.timers(),
            mailbox,
            trace,
            (segment, language) -> room.transcribe(segment, language.tag()));
    try (var speaking = new Speaking(speakingParts, voice);
        var log = parts.eventLog().open(beginning());
        var effects =
            new TurnEffects(
                job,
                parts,
                settings,
                new TurnEffects.Wires(mailbox, trace, room, speaking, inbox, log))) {
      machine.opening().forEach(effects::run);
      while (true) {
        var next = mailbox.take();
        var met = inbox.caller();
        if (state instanceof TurnState.Opening && met != null) {
          var known = succession.of(Chronicle.fit(met.userId()));
          if (known.isPresent()) {
            effects.goOnWith(known.get().session());
            take(new Mailbox.Timed(resumed(known.get()), next.atMillis()), effects, log);
          }
        }
        take(next, effects, log);
        if (state instanceof TurnState.Closed closed) {
          return closed;
        }
      }
    }
  }

  /** One pass of the loop: the only place where the state changes. */
  private void take(Mailbox.Timed next, TurnEffects effects, SessionEventLog.Entries log) {
    effects.observe(next);
    Step step = machine.next(state, next.event(), next.atMillis());
    log.took(next.event(), next.atMillis(), step);
    if (!step.state().getClass().equals(state.getClass())) {
      LOG.debug(
          "{} → {}", state.getClass().getSimpleName(), step.state().getClass().getSimpleName());
    }
    state = step.state();
    step.effects().forEach(effects::run);
  }

  private static TurnEvent resumed(StoredSession stored) {
    var messages = stored.messages();
    var last = messages.subList(Math.max(0, messages.size() - RECALLED), messages.size());
    return new TurnEvent.SessionResumed(
        last.stream().map(Conversation.Line::of).toList(),
        messages.size() + 1L, // the last one may not have been stored
        stored.session().language());
  }

  private SessionEventLog.Beginning beginning() {
    return new SessionEventLog.Beginning(
        job.id(), job.room().name(), settings.turns(), settings.language(), machine.opening());
  }

  /** Turns what happens in the room into events; the caller's sound goes straight to hearing. */
  static final class Inbox implements RoomListener {
    private final Mailbox mailbox;
    private final Timers timers;
    private final Audience audience = new Audience();
    private final AtomicReference<short @Nullable []> early = new AtomicReference<>();
    private volatile @Nullable Caller caller;
    private volatile @Nullable Hearing hearing;
    private volatile boolean cutOff;
    private final AtomicReference<Line> line = new AtomicReference<>(Line.UNBROKEN);

    Inbox(Mailbox mailbox, Timers timers) {
      this.mailbox = mailbox;
      this.timers = timers;
    }

    /**
     * How the connection to the room has been.
     *
     * @param restored when it was restored last, in ns of the timers; empty if it never was, or is
     *     broken
     */
    private record Line(boolean broken, OptionalLong restored) {
      static final Line UNBROKEN = new Line(false, OptionalLong.empty());
    }

    /** What the agent plays; on the mouth's thread. */
    void played(short[] frame) {
      var ear = hearing;
      if (ear != null) {
        ear.played(frame);
      }
    }

    void hear(Hearing next) {
      hearing = next;
      hearEarly(next);
    }

    private void hearEarly(Hearing ear) {
      var samples = early.getAndSet(null);
      if (samples != null) {
        ear.earlier(samples);
      }
    }

    /** Whether anybody hears the room. */
    Audience audience() {
      return audience;
    }

    boolean wasCutOff() {
      return cutOff;
    }

    /** Whether the connection is broken, or was at a time, in ns of the timers, or later. */
    boolean reconnectedSince(long nanos) {
      Line now = line.get();
      return now.broken() || now.restored().stream().anyMatch(at -> at - nanos >= 0);
    }

    @Nullable Caller caller() {
      return caller;
    }

    @Override
    public void callerJoined(Caller who) {
      caller = who;
      mailbox.tell(new TurnEvent.CallerJoined());
    }

    @Override
    public void callerLeft() {
      mailbox.tell(new TurnEvent.CallerLeft());
    }

    @Override
    public void callerMuted(boolean muted) {
      mailbox.tell(new TurnEvent.CallerMuted(muted));
    }

    @Override
    public void textReceived(String text) {
      mailbox.tell(new TurnEvent.TextReceived(text));
    }

    @Override
    public void callerAudioBefore(short[] samples) {
      early.set(samples);
      var ear = hearing;
      if (ear != null) { // else the ear takes it when it opens
        hearEarly(ear);
      }
    }

    @Override
    public void callerAudio(short[] samples) {
      var ear = hearing;
      if (ear != null) {
        ear.frame(samples);
      }
    }

    @Override
    public void interrupted(Duration unheard) {
      audience.lost(unheard);
    }

    @Override
    public void restored() {
      audience.back();
    }

    @Override
    public void reconnecting() {
      line.set(new Line(true, OptionalLong.empty()));
    }

    @Override
    public void reconnected() {
      line.set(new Line(false, OptionalLong.of(timers.nanos())));
    }

    @Override
    public void closed(String reason) {
      cutOff = true;
      mailbox.tell(new TurnEvent.Disconnected(reason, false));
    }

    @Override
    public void disconnected(String reason) {
      cutOff = true;
      mailbox.tell(new TurnEvent.Disconnected(reason, true));
    }
  }
}
