package io.echosphere.worker.faults;

import io.echosphere.adapter.livekit.room.CallerConnection;
import io.echosphere.adapter.livekit.room.CallerListener;
import io.echosphere.application.port.out.RoomConnector.RoomUnavailable;
import io.echosphere.simulator.hearing.ClipLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A caller who does not give up: when the line breaks, they join the room again, as a browser's
 * library does; when the agent goes, they wait for it to come back. Thread-safe.
 */
final class PatientCaller implements AutoCloseable {
  /** Whoever hears nothing for so long after the line or the agent came back asks again. */
  private static final long GONE_UNHEARD = TimeUnit.SECONDS.toNanos(2);

  private static final long REJOIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final ClipLibrary CLIPS = ClipLibrary.load();

  private final Dialling dialling;
  private final Microphones microphones;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final short[] frame = new short[Speech.FRAME];
  private final Shown shown = new Shown();
  private final Voices voices = new Voices();
  private final List<String> said = new ArrayList<>();

  private volatile @Nullable CallerConnection connection;
  private @Nullable Speech speech;
  private boolean broken;
  private boolean agentPresent;
  private boolean voicedBefore;
  private String agentState = "";
  private int line;
  private int breaks;
  private int agentLosses;

  /** When the line or the agent was last lost, for however short a time, or came back. */
  private long troubledNanos;

  private boolean hungUp;

  private PatientCaller(Dialling dialling, Microphones microphones) {
    this.dialling = dialling;
    this.microphones = microphones;
  }

  /**
   * Where and as whom to call.
   *
   * @param url of the server or of a proxy before it
   * @param token makes a new token for the room; secret
   */
  record Dialling(String room, String identity, String url, Supplier<String> token) {
    @Override
    public String toString() {
      return "call of " + identity + " to " + room;
    }
  }

  /**
   * What became of a turn.
   *
   * @param answered whether a voice came
   * @param millis from the last voiced frame sent to the first one received
   * @param heardNanos when that was received; 0 if none was
   */
  record Turn(String clip, boolean answered, double millis, long heardNanos) {}

  /** Joins the room; throws when that fails. */
  static PatientCaller call(Dialling dialling, Microphones microphones)
      throws InterruptedException {
    var caller = new PatientCaller(dialling, microphones);
    try {
      caller.join();
    } catch (RoomUnavailable e) {
      throw new RowFailed("the caller cannot join: " + e.getMessage());
    }
    microphones.add(caller);
    return caller;
  }

  String room() {
    return dialling.room();
  }

  /** The clips said so far, the one being said among them. */
  List<String> said() {
    return locked(() -> List.copyOf(said));
  }

  /** What was said by both sides, in the order in which each began. */
  List<Heard> heard() {
    return locked(shown::all);
  }

  /** How often the caller's own line broke. */
  int breaks() {
    return locked(() -> breaks);
  }

  /** How often the agent left the room. */
  int agentLosses() {
    return locked(() -> agentLosses);
  }

  /** Waits for the agent to be in the room. */
  boolean awaitAgent(Duration limit) throws InterruptedException {
    return await(limit, () -> agentPresent);
  }

  /** Waits until a voice has come and gone, and the agent listens. */
  boolean awaitGreeted(Duration limit) throws InterruptedException {
    return await(limit, () -> !voices.isEmpty() && isQuiet());
  }

  /** Waits until the line stands, and the agent is there and has said that it listens. */
  boolean awaitQuiet(Duration limit) throws InterruptedException {
    return await(limit, () -> !broken && agentPresent && isQuiet());
  }

  /** Waits for the agent's state. */
  boolean awaitState(String state, Duration limit) throws InterruptedException {
    return await(limit, () -> agentState.equals(state));
  }

  /** Waits until the agent's words are shown to their end. */
  boolean awaitShown(String text, Duration limit) throws InterruptedException {
    return await(limit, () -> shown.isWhole(text));
  }

  /** As {@link #awaitShown}, but gives up when the agent has listened in silence for 2 s. */
  boolean awaitShownUnlessQuiet(String text, Duration limit) throws InterruptedException {
    await(limit, () -> shown.isWhole(text) || (isQuiet() && voices.areSilentFor(GONE_UNHEARD)));
    return locked(() -> shown.isWhole(text));
  }

  /** Waits until so many clauses of the agent's latest utterance are shown. */
  boolean awaitClauses(int count, Duration limit) throws InterruptedException {
    return await(limit, () -> shown.latestClauses() >= count);
  }

  /** Waits for voice that is heard after a time. */
  boolean awaitVoice(long after, Duration limit) throws InterruptedException {
    return await(limit, () -> voices.firstAfter(after) != 0);
  }

  /** Begins to say a clip. */
  Speech say(String clip) {
    var next = new Speech(CLIPS.clip(clip));
    locked(
        () -> {
          speech = next;
          return said.add(clip);
        });
    return next;
  }

  /** Waits until a share of a clip's voice has been sent, 0 to 1. */
  boolean awaitSaid(Speech saying, double share, Duration limit) throws InterruptedException {
    return await(limit, () -> saying.share() >= share || saying.isSent());
  }

  /** Says a clip when it is quiet, and waits for the whole reply. */
  Turn ask(String clip, Duration limit) throws InterruptedException {
    awaitQuiet(limit);
    Speech saying = say(clip);
    await(limit, saying::isSent);
    return answerTo(saying, limit);
  }

  /** As {@link #ask}, but gives up when the question was lost with the line or the agent. */
  Turn askUnlessLost(String clip, Duration limit) throws InterruptedException {
    awaitQuiet(limit);
    long asked = System.nanoTime();
    Speech saying = say(clip);
    await(limit, saying::isSent);
    return answerTo(saying, limit, () -> troubledNanos > asked && isGoneUnheard(saying));
  }

  private boolean isGoneUnheard(Speech saying) {
    long since = Math.max(troubledNanos, saying.voicedUntil());
    return System.nanoTime() - since >= GONE_UNHEARD && !broken && agentPresent && isQuiet();
  }

  /** Waits for the whole reply to what was said. */
  Turn answerTo(Speech saying, Duration limit) throws InterruptedException {
    return answerTo(saying, limit, () -> false);
  }

  private Turn answerTo(Speech saying, Duration limit, BooleanSupplier vain)
      throws InterruptedException {
    await(limit, () -> voices.firstAfter(saying.voicedUntil()) != 0 || vain.getAsBoolean());
    long first = locked(() -> voices.firstAfter(saying.voicedUntil()));
    if (first != 0) {
      awaitQuiet(limit);
    }
    return new Turn(saying.clip(), first != 0, (first - saying.voicedUntil()) / 1e6, first);
  }

  /** Leaves the room. Idempotent. */
  void hangUp() {
    locked(() -> hungUp = true);
    microphones.remove(this);
    CallerConnection open = connection;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    hangUp();
  }

  @Override
  public String toString() {
    return locked(
        () ->
            "line broken: %s, agent: %s %s, said: %s"
                .formatted(broken, agentPresent, agentState, said));
  }

  /** The microphone's clock. */
  void beat(int frames) {
    CallerConnection open = connection;
    for (int count = 0; count < frames; count++) {
      lock.lock();
      try {
        Speech saying = speech;
        if (saying == null || !saying.copyNext(frame, System.nanoTime())) {
          Arrays.fill(frame, (short) 0);
        }
      } finally {
        lock.unlock();
      }
      if (open != null) {
        open.speak(frame);
      }
    }
  }

  private void join() throws RoomUnavailable, InterruptedException {
    int number = locked(() -> ++line);
    connection =
        CallerConnection.join(dialling.url(), dialling.token().get(), new Listener(number));
  }

  private void joinAgain() {
    while (!locked(() -> hungUp)) {
      try {
        join();
        return;
      } catch (RoomUnavailable e) {
        LockSupport.parkNanos(REJOIN_PAUSE);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean isQuiet() {
    return voices.areSilent() && (agentState.equals("listening") || agentState.equals("idle"));
  }

  private boolean await(Duration limit, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (!holds.getAsBoolean()) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        long _ = changed.awaitNanos(SLICE); // what is waited for may be the time itself
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> change) {
    lock.lock();
    try {
      T result = change.get();
      changed.signalAll();
      return result;
    } finally {
      lock.unlock();
    }
  }

  /** Hears one connection; what an earlier one still says is ignored. */
  private final class Listener implements CallerListener {
    private final int number;

    Listener(int number) {
      this.number = number;
    }

    @Override
    public void agentJoined(String identity) {
      troubled(() -> agentPresent = true);
    }

    @Override
    public void agentLeft() {
      troubled(
          () -> {
            agentPresent = false;
            agentState = "";
            agentLosses++;
          });
    }

    @Override
    public void agentState(String state) {
      note(() -> agentState = state);
    }

    @Override
    public void agentAudio(short[] samples) {
      boolean voiced = Speech.isVoiced(samples);
      if (voiced && voicedBefore) {
        long now = System.nanoTime();
        note(() -> voices.heard(now));
      }
      voicedBefore = voiced; // of the native thread alone
    }

    @Override
    public void transcription(String speaker, String segment, String text, boolean isFinal) {
      boolean agent = !speaker.equals(dialling.identity());
      note(() -> shown.put(speaker, segment, new Heard(agent, text, isFinal)));
    }

    @Override
    public void reconnecting() {
      troubled(() -> broken = true);
    }

    @Override
    public void connected() {
      troubled(() -> broken = false);
    }

    @Override
    public void disconnected(String reason) {
      troubled(
          () -> {
            broken = true;
            agentPresent = false;
            agentState = "";
            breaks++;
            if (!hungUp) {
              Thread.ofPlatform().daemon().name("rejoin").start(PatientCaller.this::joinAgain);
            }
          });
    }

    private void troubled(Runnable change) {
      note(
          () -> {
            troubledNanos = System.nanoTime();
            change.run();
          });
    }

    private void note(Runnable change) {
      locked(
          () -> {
            if (number == line) {
              change.run();
            }
            return true;
          });
    }
  }
}
