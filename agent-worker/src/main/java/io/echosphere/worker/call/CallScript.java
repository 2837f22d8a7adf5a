package io.echosphere.worker.call;

import io.echosphere.worker.call.CallNews.Answered;
import io.echosphere.worker.call.CallNews.Ended;
import io.echosphere.worker.call.CallNews.Greeted;
import io.echosphere.worker.call.CallNews.Interrupted;
import io.echosphere.worker.call.CallNews.NotGreeted;
import io.echosphere.worker.call.CallNews.Unanswered;
import java.time.Duration;
import java.util.function.Consumer;

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
  private final Consumer<CallNews> news;
  private final long patience;

  private Phase phase;
  private long joinedAt;
  private String agentState = "";
  private long lastVoiced = NEVER;
  private int interruptionsLeft;
  private int unansweredInARow;

  /**
   * Begins with the caller's connecting.
   *
   * @param news hears what happens; must not block
   */
  CallScript(CallPlan plan, long now, Consumer<CallNews> news) {
    this.plan = plan;
    this.news = news;
    this.patience = plan.patience().toNanos();
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
      implements Phase {}

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
      news.accept(new CallNews.AgentJoined(identity, now - connectedAt));
      phase = new Greeting(now, Sound.NONE);
    }
  }

  /** The agent's state, as its attribute says. */
  void agentState(String state) {
    agentState = state;
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
          case Replying now ->
              new Replying(
                  now.turn(),
                  now.cutIn(),
                  now.mayInterrupt(),
                  now.after(),
                  now.sound().with(at, power));
          case Waiting _, Speaking _, Awaiting _, Over _ -> phase;
        };
  }

  /** The first voiced frame of what the caller says was sent. */
  void spoke(long at) {
    if (phase instanceof Speaking now) {
      phase = new Speaking(now.turn(), now.interrupted(), at, now.cutIn());
    }
  }

  /** The last one was sent. */
  void finishedSpeaking(long at) {
    if (phase instanceof Speaking now) {
      phase = new Awaiting(now.turn(), now.interrupted(), now.firstVoiced(), at, now.cutIn());
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
   * @return the turn to begin to speak now; 0 if there is none
   */
  int tick(long now) {
    return switch (phase) {
      case Waiting(long since) -> {
        if (now - since > patience) {
          end(
              "no agent came to the room within "
                  + plan.patience().toSeconds()
                  + " s: is a worker running and registered with this server? If it has an"
                  + " AGENT_NAME, call with --agent-name and in a room that is new");
        }
        yield 0;
      }
      case Greeting(long since, Sound sound) -> greeting(since, sound, now);
      case Awaiting awaiting -> awaiting(awaiting, now);
      case Replying replying -> replying(replying, now);
      case Speaking _, Over _ -> 0;
    };
  }

  private int greeting(long since, Sound sound, long now) {
    if (sound.began() && isQuiet(now)) {
      news.accept(new Greeted(sound.first() - joinedAt, sound.last() - sound.first()));
      return speak(1, 0);
    }
    if (!sound.began() && isCalm() && now - since > Math.min(GREETING_WAIT, patience)) {
      news.accept(new NotGreeted());
      return speak(1, 0);
    }
    if (now - Math.max(since, sound.last()) > patience) {
      end(
          sound.began()
              ? "the agent's greeting ended but its state stayed " + agentState + ": see its log"
              : "the agent joined but neither spoke nor listened: see its log");
    }
    return 0;
  }

  private int awaiting(Awaiting awaiting, long now) {
    if (now - awaiting.lastSent() <= patience) {
      return 0;
    }
    reportInterruption(awaiting, lastVoiced);
    news.accept(new Unanswered(awaiting.turn(), plan.clip(awaiting.turn()).name()));
    unansweredInARow++;
    if (unansweredInARow > MOST_UNANSWERED) {
      end("the agent does not answer any more: see its log");
      return 0;
    }
    return next(awaiting.turn());
  }

  private int replying(Replying replying, long now) {
    Sound sound = replying.sound();
    boolean over = isQuiet(now);
    boolean stuck = now - sound.last() > patience;
    boolean interrupt =
        !over
            && interruptionsLeft > 0
            && replying.mayInterrupt()
            && replying.turn() < plan.turns()
            && now - sound.first() >= INTERRUPT_AFTER
            && now - sound.last() < NEW_REPLY_GAP;
    if (!over && !stuck && !interrupt) {
      return 0;
    }
    news.accept(
        new Answered(
            replying.turn(),
            plan.clip(replying.turn()).name(),
            replying.after(),
            sound.last() - sound.first(),
            sound.dbfs(),
            replying.cutIn()));
    if (interrupt) {
      interruptionsLeft--;
      return speak(replying.turn() + 1, replying.turn());
    }
    return next(replying.turn());
  }

  private void reportInterruption(Awaiting awaiting, long silentAfter) {
    if (awaiting.interrupted() > 0) {
      long untilSilence = Math.max(0, silentAfter - awaiting.firstVoiced());
      news.accept(new Interrupted(awaiting.interrupted(), untilSilence));
    }
  }

  private int next(int turn) {
    if (turn < plan.turns()) {
      return speak(turn + 1, 0);
    }
    end(
        plan.interruptions() > 0 && interruptionsLeft == plan.interruptions()
            ? "no reply was long enough to be interrupted: ask for something longer"
            : "");
    return 0;
  }

  private int speak(int turn, int interrupted) {
    phase = new Speaking(turn, interrupted, NEVER, false);
    return turn;
  }

  private void end(String problem) {
    if (!isOver()) {
      phase = new Over();
      news.accept(new Ended(problem));
    }
  }

  private boolean isQuiet(long now) {
    return now - lastVoiced >= REPLY_END && isCalm();
  }

  private boolean isCalm() {
    return !agentState.equals("thinking") && !agentState.equals("speaking");
  }
}
