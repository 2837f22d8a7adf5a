package io.echosphere.worker.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.application.session.CallSettings;
import io.echosphere.domain.speech.Language;
import io.echosphere.worker.endtoend.Await;
import io.echosphere.worker.endtoend.Program;
import io.echosphere.worker.endtoend.Stack;
import io.echosphere.worker.endtoend.StoredSession;
import io.echosphere.worker.faults.PatientCaller.Turn;
import io.echosphere.worker.faults.Result.Counts;
import io.echosphere.worker.faults.Result.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Plays one row from the first call to what is stored. Owned by the row's thread. */
final class Play {
  /** What the others may wait for a reply: the usual 700 ms, and a machine that is busy. */
  private static final Duration BOUND =
      Duration.ofMillis(Integer.getInteger("faults.bound", 1_500));

  private static final Duration SPEAKING = Duration.ofSeconds(15);
  private static final Duration STORING = Duration.ofSeconds(40);
  private static final Duration TELLING = Duration.ofSeconds(10);
  private static final String APOLOGY = CallSettings.apology(Language.JAPANESE);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FaultStack stack;
  private final Row row;
  private final Scene scene;
  private final Map<Program, Integer> marks =
      new HashMap<>(); // programs are equal to themselves alone
  private final List<String> seen = new ArrayList<>();
  private Counts counts = Counts.NONE;
  private @Nullable Speech speech;
  private boolean broken;

  private Play(FaultStack stack, Row row) {
    this.stack = stack;
    this.row = row;
    this.scene = new Scene(stack);
  }

  /** Plays a row; never throws, and leaves the stack whole. */
  static Result of(FaultStack stack, Row row) {
    var impossible = row.fault().impossible(stack);
    if (impossible.isPresent()) {
      return Result.skipped(row, impossible.get());
    }
    long began = System.nanoTime();
    var play = new Play(stack, row);
    Verdict verdict = Verdict.PASSED;
    try {
      play.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      verdict = play.failed("interrupted");
    } catch (Exception | AssertionError e) { // whatever it was, the next row must be played
      verdict = play.failed(String.valueOf(e.getMessage()));
    } finally {
      play.clear();
    }
    return new Result(
        row.fault().name(),
        row.when(),
        row.outcome().toString(),
        verdict,
        String.join("; ", play.seen),
        play.counts,
        (System.nanoTime() - began) / 1e9);
  }

  private void run() throws Exception {
    prepare();
    row.fault().beforeCall(scene);
    if (row.moment() == Moment.BEFORE_FIRST_WORD) {
      scene.othersCall();
      scene.call();
      RowFailed.unless(scene.aimed().awaitAgent(SPEAKING), "no agent came");
      if (row.fault().meetsSession()) {
        String room = scene.aimed().room();
        Await.until(() -> stack.stored(room).stream().findFirst(), () -> "no session is stored");
      }
    } else {
      scene.call();
      scene.greeted();
      row.fault().afterCall(scene);
      scene.othersCall();
      row.fault().beforeSpeech(scene);
      speech = scene.aimed().say(Scene.LINES.getFirst());
      reach(speech);
    }
    broken = true;
    long struck = System.nanoTime();
    row.fault().strike(scene);
    if (!row.fault().othersWait()) {
      scene.othersSpeak();
    }
    pauseUntil(struck + row.fault().lasts().toNanos());
    meanwhile();
    repair();
    pauseUntil(struck + row.besides().map(Fault::lasts).orElse(Duration.ZERO).toNanos());
    repairBesides();
    long repaired = System.nanoTime();
    afterwards(repaired);
    others();
    scene.close();
    stored();
    row.fault().check(scene);
    told();
  }

  private void prepare() throws Exception {
    var variables = new TreeMap<>(row.fault().variables(stack));
    row.besides().ifPresent(other -> variables.putAll(other.variables(stack)));
    stack.requireWorker(variables);
    stack.aws().clearCalls();
    for (Program worker : stack.workers()) {
      marks.put(worker, worker.lines().size());
    }
    if (row.besides().isPresent()) {
      row.besides().get().strike(scene);
    }
  }

  /** Waits until the moment has come. */
  private void reach(Speech saying) throws InterruptedException {
    PatientCaller aimed = scene.aimed();
    boolean reached =
        switch (row.moment()) {
          case BEFORE_FIRST_WORD -> true;
          case MID_UTTERANCE -> aimed.awaitSaid(saying, 0.5, SPEAKING);
          case THINKING -> aimed.awaitSaid(saying, 1, SPEAKING);
          case MID_REPLY ->
              aimed.awaitSaid(saying, 1, SPEAKING)
                  && aimed.awaitVoice(saying.voicedUntil(), SPEAKING);
        };
    RowFailed.unless(reached, "the moment never came: " + row.moment());
    if (row.moment() == Moment.MID_REPLY) {
      pauseUntil(System.nanoTime() + Duration.ofMillis(1_200).toNanos());
    }
  }

  private static void pauseUntil(long nanos) {
    while (System.nanoTime() < nanos) {
      LockSupport.parkNanos(nanos - System.nanoTime());
    }
  }

  /** What must be seen while it is still broken. */
  private void meanwhile() throws InterruptedException {
    switch (row.outcome()) {
      case APOLOGISES -> {
        RowFailed.unless(scene.aimed().awaitShown(APOLOGY, row.patience()), "no apology");
        seen.add("apologised");
      }
      case SHOWN -> {
        String reply = Stack.replyTo(Scene.LINES.getFirst());
        RowFailed.unless(scene.aimed().awaitShown(reply, row.patience()), "no reply was shown");
        seen.add("reply shown");
      }
      case GOES_ON, ASKED_AGAIN, ENDS -> {}
    }
  }

  private void repair() throws Exception {
    if (broken) {
      broken = false;
      row.fault().repair(scene);
    }
  }

  private void repairBesides() throws Exception {
    if (row.besides().isPresent()) {
      row.besides().get().repair(scene);
    }
  }

  private void afterwards(long repaired) throws InterruptedException {
    switch (row.outcome()) {
      case GOES_ON -> goesOn();
      // a service that failed often may be left alone for some seconds
      case APOLOGISES, SHOWN, ASKED_AGAIN -> askedAgain(repaired);
      case ENDS -> {}
    }
  }

  private void goesOn() throws InterruptedException {
    PatientCaller aimed = scene.aimed();
    String first = Scene.LINES.getFirst();
    if (row.moment() == Moment.BEFORE_FIRST_WORD) {
      RowFailed.unless(aimed.awaitGreeted(row.patience()), "the caller was not greeted");
      answered(first, row.patience());
    } else {
      RowFailed.unless(
          aimed.awaitShown(Stack.replyTo(first), row.patience()),
          "the turn under way was not answered to its end");
    }
    answered(Scene.LINES.get(1), row.patience());
  }

  private void answered(String clip, Duration limit) throws InterruptedException {
    Turn turn = scene.aimed().ask(clip, limit);
    RowFailed.unless(
        turn.answered() && scene.aimed().awaitShown(Stack.replyTo(clip), limit),
        "a later turn was not answered");
    seen.add("next reply after %.0f ms".formatted(turn.millis()));
  }

  private void askedAgain(long since) throws InterruptedException {
    List<String> lines = Scene.LINES.subList(1, Scene.LINES.size());
    Asking.Answer answer = Asking.again(scene.aimed(), lines, since, row.patience());
    seen.add("reply %.1f s after".formatted(answer.seconds()));
    if (row.moment() == Moment.MID_REPLY && row.outcome() == Outcome.ASKED_AGAIN) {
      RowFailed.unless(
          scene.remembers(Scene.LINES.getFirst(), answer.clip()), "answered without the history");
    }
  }

  private void others() throws Exception {
    if (row.fault().hitsAll()) {
      double longest = scene.othersAnsweredAgain(System.nanoTime(), row.patience());
      seen.add("others: replies %.1f s after".formatted(longest));
      return;
    }
    if (row.fault().othersWait()) {
      scene.othersSpeak();
    }
    double worst = scene.othersAnswered(row.fault().slows() ? BOUND.multipliedBy(3) : BOUND);
    seen.add("others %.0f ms".formatted(worst));
  }

  /** Compares what is stored once all have hung up. */
  private void stored() throws Exception {
    var problems = new ArrayList<String>();
    for (PatientCaller caller : scene.all()) {
      Loss loss = caller == scene.aimed() || row.fault().hitsAll() ? row.loss() : Loss.NOTHING;
      List<StoredSession> sessions = ended(caller.room());
      Audit audit = Audit.of(caller, sessions, loss);
      counts = counts.plus(audit);
      if (loss == Loss.A_WORD && audit.missing() > 0) {
        seen.add("%d letters not heard".formatted(audit.missing()));
      }
      String whose = caller == scene.aimed() ? "" : "another call: ";
      audit.problems().forEach(problem -> problems.add(whose + problem));
      if (caller == scene.aimed() && row.outcome() == Outcome.ENDS) {
        sessions.forEach(session -> seen.add("ended: " + session.reason()));
      }
    }
    RowFailed.unless(problems.isEmpty(), String.join("; ", problems));
  }

  private List<StoredSession> ended(String room) throws InterruptedException, SQLException {
    long deadline = System.nanoTime() + STORING.toNanos();
    while (true) {
      List<StoredSession> sessions = stack.stored(room);
      if (!sessions.isEmpty() && sessions.stream().allMatch(StoredSession::hasEnded)) {
        return sessions;
      }
      RowFailed.unless(
          System.nanoTime() < deadline,
          sessions.isEmpty() ? "a session is not stored" : "a session is not stored as ended");
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** What the workers logged of it, and nothing worse. */
  private void told() throws Exception {
    for (String words : row.fault().told()) {
      long deadline = System.nanoTime() + TELLING.toNanos();
      while (lines().stream().noneMatch(line -> line.contains(words))) {
        RowFailed.unless(System.nanoTime() < deadline, "the log does not say '" + words + "'");
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    var expected = new ArrayList<>(row.fault().mayTell());
    row.besides().ifPresent(other -> expected.addAll(other.mayTell()));
    for (String line : lines()) {
      String error = error(line);
      RowFailed.unless(
          error.isEmpty() || expected.stream().anyMatch(line::contains),
          "an error that was not expected: " + error);
    }
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    for (Program worker : stack.workers()) {
      List<String> all = worker.lines();
      lines.addAll(all.subList(Math.min(marks.getOrDefault(worker, 0), all.size()), all.size()));
    }
    return lines;
  }

  /** The message of a line of level ERROR, or of one that is no JSON: a JVM's last words. */
  static String error(String line) {
    try {
      var event = JSON.readTree(line);
      return event.path("level").asText().equals("ERROR") ? event.path("message").asText() : "";
    } catch (JsonProcessingException e) {
      return line;
    }
  }

  private Verdict failed(String why) {
    seen.add(why);
    if (!stack.workers().isEmpty() && Boolean.getBoolean("faults.verbose")) {
      stack.workers().forEach(worker -> System.out.println(worker.output()));
    }
    return Verdict.FAILED;
  }

  private void clear() {
    try {
      repair();
      repairBesides();
      scene.close();
    } catch (Exception e) {
      seen.add("while repairing: " + e.getMessage());
    }
    stack.heal();
    settle();
  }

  /** The next row begins with no call under way. */
  private void settle() {
    for (Program worker : stack.workers()) {
      if (!worker.isRunning()) {
        stack.endWorkers();
        return;
      }
    }
  }
}
