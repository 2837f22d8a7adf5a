package io.echosphere.worker.call;

import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Ended;
import io.echosphere.worker.call.CallNews.Greeted;
import io.echosphere.worker.call.CallNews.Interrupted;
import io.echosphere.worker.call.CallNews.NotGreeted;
import io.echosphere.worker.call.CallNews.Unanswered;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides what the caller does next and measures what comes back. Has no clock: every fact carries
 * its time in ns. Owned by one thread.
 */
final class CallScript {
  /** A reply has ended after this much silence, if the agent does not say that more is coming. */
  static final long REPLY_END = Duration.ofMillis(700).toNanos();

  /** Voice after at least this much silence is another reply, not the tail of the one before. */
  static final long NEW_REPLY_GAP = Duration.ofMillis(200).toNanos();

  /** How far into a reply the caller speaks over it. */
  static final long INTERRUPT_AFTER = Duration.ofMillis(1_200).toNanos();

  /** An agent that is there and calm for so long without a word does not greet. */
  static final long GREETING_WAIT = Duration.ofSeconds(8).toNanos();

  /** More unanswered turns than this in a row mean that nobody answers any more. */
  private static final int MOST_UNANSWERED = 2;

  private static final long NEVER = Long.MIN_VALUE;

  private final CallPlan plan;
  private final Consumer<Supplier<CallNews>> news;
  private final long patience;
  private final Recorder recorder = new Recorder();

  /** How replies sound undisturbed, by what they answer. */
  private final Map<String, VoicePrint> undisturbed;

  private Phase phase;
  private long joinedAt;
  private String agentState = "";
  private long lastVoiced = NEVER;
  private int interruptionsLeft;
  private int unansweredInARow;
  private int disturbed;

  /**
   * Begins with the caller's connecting.
   *
   * @param news hears what happens, must not block and must not ask on this thread what it was:
   *     that may take some 10 ms
   */
  CallScript(CallPlan plan, long now, Consumer<Supplier<CallNews>> news) {
    this.plan = plan;
    this.news = news;
    this.patience = plan.patience().toNanos();
    this.undisturbed = new HashMap<>(plan.known());
    this.interruptionsLeft = plan.interruptions();
    this.joinedAt = now;
    this.phase = new Waiting(now);
  }

  /** Where the call stands. */
  private sealed interface Phase {}

  /** For the agent to join. */
  private record Waiting(long since) implements Phase {}

  /** Listening to the greeting, which may not have begun. */
  private record Greeting(long since, Sound sound) implements Phase {}

  /**
   * The caller speaks.
   *
   * @param interrupted the turn whose reply is spoken over; 0 if none
   */
  private record Speaking(int turn, int interrupted, long firstVoiced, boolean cutIn)
      implements Phase {}

  /** The caller has spoken; the reply has not begun. */
  private record Awaiting(int turn, int interrupted, long firstVoiced, long lastSent, boolean cutIn)
      implements Phase {}

  /** The agent replies. */
  private record Replying(int turn, boolean cutIn, boolean mayInterrupt, long after, Sound sound)
      implements Phase {
    Replying with(long at, double power) {
      return new Replying(turn, cutIn, mayInterrupt, after, sound.with(at, power));
    }
  }

  /** The agent replies, and the caller makes a sound that is none of their turns. */
  private record Bothering(Replying reply, Disturbance disturbance) implements Phase {}

  private record Over() implements Phase {}

  /**
   * Sound of the agent so far.
   *
   * @param first when its first voiced frame came; {@link #NEVER} if none did
   */
  private record Sound(long first, long last, double power, int frames) {
    static final Sound NONE = new Sound(NEVER, NEVER, 0, 0);

    boolean began() {
      return first != NEVER;
    }

    Sound with(long at, double framePower) {
      return new Sound(began() ? first : at, at, power + framePower, frames + 1);
    }

    double dbfs() {
      return VoiceGate.dbfs(power / Math.max(1, frames));
    }
  }

  /** The caller is in the room. */
  void joined(long now) {
    joinedAt = now;
  }

  /** The agent is in the room. */
  void agentJoined(String identity, long connectedAt, long now) {
    if (phase instanceof Waiting) {
      tell(new CallNews.AgentJoined(identity, now - connectedAt));
      phase = new Greeting(now, Sound.NONE);
    }
  }

  /** The agent's state, as its attribute says. */
  void agentState(String state) {
    agentState = state;
    if (phase instanceof Bothering(_, Disturbance disturbance) && isCalm()) {
      disturbance.fellSilent();
    }
  }

  /** 10 ms came from the agent, 480 samples at 48 kHz. */
  void received(short[] samples, long at) {
    if (!plan.over().isEmpty()) {
      recorder.heard(samples, at);
    }
  }

  /** A voiced frame came from the agent. */
  void heard(long at, double power) {
    long before = lastVoiced;
    boolean fresh = before == NEVER || at - before >= NEW_REPLY_GAP;
    lastVoiced = at;
    phase =
        switch (phase) {
          case Greeting(long since, Sound sound) -> new Greeting(since, sound.with(at, power));
          case Speaking now when now.interrupted() == 0 && now.firstVoiced() != NEVER ->
              new Speaking(now.turn(), 0, now.firstVoiced(), true);
          case Awaiting now when fresh || now.cutIn() -> {
            reportInterruption(now, before);
            unansweredInARow = 0;
            yield new Replying(
                now.turn(),
                now.cutIn(),
                now.interrupted() == 0,
                at - now.lastSent(),
                Sound.NONE.with(at, power));
          }
          case Replying now -> now.with(at, power);
          case Bothering(Replying reply, Disturbance disturbance) -> {
            disturbance.heard(at);
            yield new Bothering(reply.with(at, power), disturbance);
          }
          case Waiting _, Speaking _, Awaiting _, Over _ -> phase;
        };
  }

  /** The first voiced frame of what the caller says was sent. */
  void spoke(long at) {
    if (phase instanceof Speaking now) {
      phase = new Speaking(now.turn(), now.interrupted(), at, now.cutIn());
    } else if (phase instanceof Bothering(_, Disturbance disturbance)) {
      disturbance.spoke(at);
    }
  }

  /** The last one was sent. */
  void finishedSpeaking(long at) {
    if (phase instanceof Speaking now) {
      phase = new Awaiting(now.turn(), now.interrupted(), now.firstVoiced(), at, now.cutIn());
    } else if (phase instanceof Bothering(_, Disturbance disturbance)) {
      disturbance.finishedSpeaking(at);
    }
  }

  /** The line is dead, or the agent has gone. */
  void lost(String reason) {
    end(reason);
  }

  /** Whether the call is over. */
  boolean isOver() {
    return phase instanceof Over;
  }

  /**
   * Lets time pass.
   *
   * @return what to do now
   */
  Act tick(long now) {
    return switch (phase) {
      case Waiting(long since) -> {
        if (now - since > patience) {
          end(
              "no agent came to the room within "
                  + plan.patience().toSeconds()
                  + " s: is a worker running and registered with this server? If it has an"
                  + " AGENT_NAME, call with --agent-name and in a room that is new");
        }
        yield new Act.Rest();
      }
      case Greeting(long since, Sound sound) -> greeting(since, sound, now);
      case Awaiting awaiting -> awaiting(awaiting, now);
      case Replying replying -> replying(replying, now);
      case Bothering bothering -> bothering(bothering, now);
      case Speaking _, Over _ -> new Act.Rest();
    };
  }

  private Act greeting(long since, Sound sound, long now) {
    if (sound.began() && isQuiet(now)) {
      tell(new Greeted(sound.first() - joinedAt, sound.last() - sound.first(), sound.first()));
      return speak(1, 0, now);
    }
    if (!sound.began() && isCalm() && now - since > Math.min(GREETING_WAIT, patience)) {
      tell(new NotGreeted());
      return speak(1, 0, now);
    }
    if (now - Math.max(since, sound.last()) > patience) {
      end(
          sound.began()
              ? "the agent's greeting ended but its state stayed " + agentState + ": see its log"
              : "the agent joined but neither spoke nor listened: see its log");
    }
    return new Act.Rest();
  }

  private Act awaiting(Awaiting awaiting, long now) {
    if (now - awaiting.lastSent() <= patience) {
      return new Act.Rest();
    }
    reportInterruption(awaiting, lastVoiced);
    tell(new Unanswered(awaiting.turn(), plan.line(awaiting.turn()).name()));
    unansweredInARow++;
    if (unansweredInARow > MOST_UNANSWERED) {
      end("the agent does not answer any more: see its log");
      return new Act.Rest();
    }
    return next(awaiting.turn(), now);
  }

  private Act replying(Replying replying, long now) {
    Sound sound = replying.sound();
    boolean over = isQuiet(now);
    boolean stuck = now - sound.last() > patience;
    boolean wellUnderWay =
        !over && now - sound.first() >= INTERRUPT_AFTER && now - sound.last() < NEW_REPLY_GAP;
    Optional<Aside> aside = plan.over(replying.turn());
    if (aside.isPresent() && wellUnderWay) {
      var disturbance = new Disturbance(replying.turn(), aside.get(), sound.last());
      phase = new Bothering(replying, disturbance);
      return new Act.Say(aside.get().clip());
    }
    boolean interrupt =
        wellUnderWay
            && interruptionsLeft > 0
            && replying.mayInterrupt()
            && plan.mayBeInterrupted(replying.turn());
    if (!over && !stuck && !interrupt) {
      return new Act.Rest();
    }
    reportAnswer(replying);
    if (interrupt) {
      interruptionsLeft--;
      return speak(replying.turn() + 1, replying.turn(), now);
    }
    if (over && replying.mayInterrupt() && !replying.cutIn() && !plan.over().isEmpty()) {
      undisturbed.put(
          plan.line(replying.turn()).name(), recorder.between(sound.first(), sound.last()));
    }
    return next(replying.turn(), now);
  }

  private Act bothering(Bothering bothering, long now) {
    Replying replying = bothering.reply();
    Sound sound = replying.sound();
    boolean over = isQuiet(now) && bothering.disturbance().isSent();
    boolean stuck = now - sound.last() > patience;
    if (!over && !stuck) {
      return new Act.Rest();
    }
    reportAnswer(replying);
    VoicePrint heard = recorder.between(sound.first(), sound.last());
    var known = Optional.ofNullable(undisturbed.get(plan.line(replying.turn()).name()));
    news.accept(() -> bothering.disturbance().outcome(heard, known));
    disturbed++;
    return next(replying.turn(), now);
  }

  private void reportAnswer(Replying replying) {
    CallPlan.Line line = plan.line(replying.turn());
    tell(
        new Answered(
            replying.turn(),
            line.name(),
            line instanceof CallPlan.Line.Typed,
            replying.after(),
            replying.sound().last() - replying.sound().first(),
            replying.sound().first(),
            replying.sound().dbfs(),
            replying.cutIn()));
  }

  private void reportInterruption(Awaiting awaiting, long silentAfter) {
    if (awaiting.interrupted() > 0) {
      long untilSilence = Math.max(0, silentAfter - awaiting.firstVoiced());
      tell(new Interrupted(awaiting.interrupted(), untilSilence));
    }
  }

  private Act next(int turn, long now) {
    if (turn < plan.turns()) {
      return speak(turn + 1, 0, now);
    }
    boolean tooShort =
        disturbed < plan.over().size()
            || (plan.interruptions() > 0 && interruptionsLeft == plan.interruptions());
    end(tooShort ? "no reply was long enough to be interrupted: ask for something longer" : "");
    return new Act.Rest();
  }

  private Act speak(int turn, int interrupted, long now) {
    return switch (plan.line(turn)) {
      case CallPlan.Line.Spoken(Clip clip) -> {
        phase = new Speaking(turn, interrupted, NEVER, false);
        yield new Act.Say(clip);
      }
      case CallPlan.Line.Typed(String text) -> {
        phase = new Awaiting(turn, interrupted, now, now, false);
        tell(new CallNews.Said(false, "typed-" + turn, text, true)); // nobody else shows it
        yield new Act.Write(text);
      }
    };
  }

  private void end(String problem) {
    if (!isOver()) {
      phase = new Over();
      tell(new Ended(problem));
    }
  }

  private void tell(CallNews what) {
    news.accept(() -> what);
  }

  private boolean isQuiet(long now) {
    return now - lastVoiced >= REPLY_END && isCalm();
  }

  private boolean isCalm() {
    return !agentState.equals("thinking") && !agentState.equals("speaking");
  }
}
