package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.call.Service;
import io.echosphere.worker.endtoend.Stack;
import io.echosphere.worker.faults.PatientCaller.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The calls of one row: the one that the fault is aimed at, and two others. Owned by the row's
 * thread; the others speak on threads of their own.
 */
final class Scene implements AutoCloseable {
  /** Said before, during and after the fault: each once, and each is one turn. */
  static final List<String> LINES = List.of("ja-dinner", "ja-stop", "ja-tokyo", "ja-story");

  private static final List<String> OTHERS = List.of("en-music", "en-stop");
  private static final Duration COMING = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final FaultStack stack;
  private final List<PatientCaller> others = new ArrayList<>();
  private final ExecutorService talking = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Turn>> turns = new ArrayList<>();
  private final List<PatientCaller> all = new ArrayList<>();

  Scene(FaultStack stack) {
    this.stack = stack;
  }

  FaultStack stack() {
    return stack;
  }

  /** The call that the fault is aimed at. */
  PatientCaller aimed() {
    RowFailed.unless(!all.isEmpty(), "nobody has called yet");
    return all.getFirst();
  }

  /** All calls, the one that the fault is aimed at first. */
  List<PatientCaller> all() {
    return List.copyOf(all);
  }

  /** Makes the call that the fault is aimed at. */
  void call() throws InterruptedException {
    all.addFirst(stack.call("aimed"));
  }

  /** Waits for the greeting. */
  void greeted() throws InterruptedException {
    RowFailed.unless(aimed().awaitGreeted(COMING), "the caller was not greeted");
  }

  /** The others call, and are greeted. */
  void othersCall() throws InterruptedException {
    for (int count = 0; count < OTHERS.size(); count++) {
      others.add(stack.call("other"));
    }
    all.addAll(others);
    for (PatientCaller other : others) {
      RowFailed.unless(other.awaitGreeted(COMING), "another caller was not greeted");
    }
  }

  /** The others say something each; not waited for. */
  void othersSpeak() {
    for (int index = 0; index < others.size(); index++) {
      PatientCaller other = others.get(index);
      String clip = OTHERS.get(index);
      turns.add(talking.submit(() -> other.ask(clip, ANSWER)));
    }
  }

  /**
   * Waits for the replies to the others.
   *
   * @param bound the longest that they may take to begin
   * @return the longest that one took, in ms
   */
  double othersAnswered(Duration bound) throws Exception {
    double worst = 0;
    for (int index = 0; index < turns.size(); index++) {
      Turn turn = turns.get(index).get();
      RowFailed.unless(
          turn.answered() && others.get(index).awaitShown(Stack.replyTo(turn.clip()), ANSWER),
          "another call was not answered");
      worst = Math.max(worst, turn.millis());
    }
    RowFailed.unless(
        worst <= bound.toMillis(), "another call waited %.0f ms for its reply".formatted(worst));
    return worst;
  }

  /**
   * The others ask until each is answered, all at once; gives the longest that one waited, in s.
   */
  double othersAnsweredAgain(long since, Duration patience) throws Exception {
    return Asking.all(others, LINES, since, patience);
  }

  /** Whether the model was given an earlier turn when it was asked about a later one. */
  boolean remembers(String earlier, String later) {
    return stack.aws().calls(Service.BEDROCK).stream()
        .filter(call -> Audit.mentions(call, later))
        .allMatch(call -> Audit.mentions(call, earlier));
  }

  @Override
  public void close() {
    all.forEach(PatientCaller::hangUp);
    talking.close();
  }
}
