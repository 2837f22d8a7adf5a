package io.echosphere.worker.faults;

import io.echosphere.worker.endtoend.StoredSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * So many calls at a time, one after the other, each on a thread of its own. A turn that is not
 * answered is asked again; a call is given up when nothing comes for long.
 */
final class SoakCalls {
  /** More than are answered in a call: what is not answered is not asked in the same words. */
  private static final List<String> LINES =
      List.of(
          "ja-weather",
          "en-hello",
          "ja-dinner",
          "en-music",
          "ja-tokyo",
          "en-learn",
          "ja-stop",
          "en-stop");

  private static final int ANSWERS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final FaultStack stack;
  private final List<Thread> threads = new ArrayList<>();
  private final List<PatientCaller> under = new CopyOnWriteArrayList<>();
  private final List<PatientCaller> over = new CopyOnWriteArrayList<>();
  private final List<String> unanswered = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  SoakCalls(FaultStack stack, int atOnce) {
    this.stack = stack;
    for (int count = 0; count < atOnce; count++) {
      threads.add(Thread.ofPlatform().name("soak-call-" + count).unstarted(this::run));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Lets the calls under way end. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  int ended() {
    return over.size();
  }

  /** The room of a call under way. */
  Optional<String> anyRoom() {
    List<PatientCaller> now = List.copyOf(under);
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(now.get(ThreadLocalRandom.current().nextInt(now.size())).room());
  }

  String summary() {
    return ended() + " calls, " + unanswered.size() + " of them given up by their callers";
  }

  /** What is wrong with what is stored, after waiting for what is not stored yet. */
  List<String> problems(Duration limit) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    var problems = new ArrayList<String>();
    for (PatientCaller caller : over) {
      List<StoredSession> sessions = stack.stored(caller.room());
      while (!isEnded(sessions) && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(100);
        sessions = stack.stored(caller.room());
      }
      if (!isEnded(sessions)) {
        problems.add(caller.room() + ": not stored as ended");
      }
      Audit.of(caller, sessions, Loss.UNDER_WAY)
          .problems()
          .forEach(problem -> problems.add(caller.room() + ": " + problem));
    }
    return problems;
  }

  private static boolean isEnded(List<StoredSession> sessions) {
    return !sessions.isEmpty() && sessions.stream().allMatch(StoredSession::hasEnded);
  }

  private void run() {
    try {
      while (!stopped) {
        call();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call() throws InterruptedException {
    PatientCaller caller;
    try {
      caller = newCall();
    } catch (RowFailed e) {
      TimeUnit.SECONDS.sleep(1); // the server is away
      return;
    }
    under.add(caller);
    try {
      RowFailed.unless(caller.awaitGreeted(PATIENCE), "not greeted");
      List<String> lines = LINES;
      for (int count = 0; count < ANSWERS && !stopped; count++) {
        var answer = Asking.again(caller, lines, System.nanoTime(), PATIENCE);
        lines = lines.subList(lines.indexOf(answer.clip()) + 1, lines.size());
      }
    } catch (RowFailed e) {
      giveUp(caller, e);
    } finally {
      under.remove(caller);
      caller.hangUp();
      over.add(caller);
    }
  }

  private void giveUp(PatientCaller caller, RowFailed why) {
    unanswered.add(caller.room());
    System.out.printf(
        "%tT %s gives up: %s; %s%n",
        LocalTime.now(ZoneOffset.UTC), caller.room(), why.getMessage(), caller);
  }

  /** The rooms whose callers gave up. */
  List<String> unanswered() {
    return List.copyOf(unanswered);
  }

  private PatientCaller newCall() throws InterruptedException {
    synchronized (stack) { // it counts rooms, and belongs to one thread at a time
      return stack.call("soak");
    }
  }
}
