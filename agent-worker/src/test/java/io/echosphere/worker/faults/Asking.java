package io.echosphere.worker.faults;

import io.echosphere.worker.endtoend.Stack;
import io.echosphere.worker.faults.PatientCaller.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks one thing after the other until one is answered, as callers do who were cut off. */
final class Asking {
  private static final Duration ONE_ANSWER = Duration.ofSeconds(6);

  private Asking() {}

  /**
   * What was answered at last.
   *
   * @param clip the question
   * @param seconds from the beginning to the first sound of its reply
   */
  record Answer(String clip, double seconds) {}

  /**
   * Asks.
   *
   * @param clips the questions, each once
   * @param since the beginning, in ns
   * @param patience how long from then on
   */
  static Answer again(PatientCaller caller, List<String> clips, long since, Duration patience)
      throws InterruptedException {
    long deadline = since + patience.toNanos();
    for (String clip : clips) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive() || !caller.awaitQuiet(left)) {
        break;
      }
      Turn turn = caller.askUnlessLost(clip, ONE_ANSWER);
      if (turn.answered() && caller.awaitShownUnlessQuiet(Stack.replyTo(clip), ONE_ANSWER)) {
        var answer = new Answer(clip, (turn.heardNanos() - since) / 1e9);
        RowFailed.unless(
            answer.seconds() <= patience.toSeconds(),
            "answered again only after %.1f s".formatted(answer.seconds()));
        return answer;
      }
    }
    throw new RowFailed("no answer again within " + patience.toSeconds() + " s");
  }

  /** Lets all ask at the same time; gives the longest that one waited, in s. */
  static double all(List<PatientCaller> callers, List<String> clips, long since, Duration patience)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          callers.stream()
              .map(caller -> threads.submit(() -> again(caller, clips, since, patience)))
              .toList();
      double longest = 0;
      for (Future<Answer> answer : asking) {
        longest = Math.max(longest, answer.get().seconds());
      }
      return longest;
    }
  }
}
