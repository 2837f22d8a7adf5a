package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.simulator.stack.PostgresServer;
import io.echosphere.simulator.stack.RedisServer;
import io.echosphere.worker.endtoend.Program;
import io.echosphere.worker.endtoend.Stack;
import io.echosphere.worker.endtoend.StoredSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Two workers and two nodes of LiveKit that share a Redis, and eight calls: one worker is killed,
 * then one node killed and started again. Every caller is answered again within 15 s, with the
 * history of the call.
 */
final class Cluster extends Proof {
  private static final int CALLS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration STORING = Duration.ofSeconds(40);

  /** What each caller says before, after the worker's death and after the node's. */
  private static final List<String> FIRST = List.of("ja-tokyo");

  private static final List<String> SECOND = List.of("ja-dinner", "ja-stop");
  private static final List<String> THIRD = List.of("en-stop", "en-learn");

  Cluster() {
    super(
        "of two workers and two nodes one worker killed, then one node killed and restarted",
        "eight calls",
        "answers when asked again");
  }

  @Override
  void prove() throws Exception {
    Path journal = Files.createTempDirectory("echosphere-faults-journal-");
    try (var redis = RedisServer.start();
        var postgres = PostgresServer.start();
        var aws = AwsSimulator.start(SimulatorSettings.defaults());
        var one = node(redis);
        var other = node(redis);
        var microphones = new Microphones();
        Program first = worker(environment(one, postgres, aws, journal));
        Program second = worker(environment(other, postgres, aws, journal))) {
      var callers = new ArrayList<PatientCaller>();
      try {
        for (int number = 0; number < CALLS; number++) {
          LiveKitServer node = number % 2 == 0 ? one : other;
          callers.add(
              PatientCaller.call(
                  FaultStack.dialling(node, node.url(), "cluster-" + number), microphones));
        }
        each(callers, caller -> greeted(caller));
        saw("first reply at most %.1f s".formatted(answered(callers, FIRST)));
        first.kill();
        saw("after the worker's death %.1f s".formatted(answered(callers, SECOND)));
        remembered(aws, SECOND);
        one.restart();
        saw("after the node's %.1f s".formatted(answered(callers, THIRD)));
        remembered(aws, THIRD);
      } finally {
        callers.forEach(PatientCaller::hangUp);
      }
      stored(callers, postgres);
      RowFailed.unless(second.isRunning(), "the second worker ended");
    } finally {
      try (Stream<Path> files = Files.walk(journal)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static LiveKitServer node(RedisServer redis) {
    return LiveKitServer.start(
        LiveKitServer.Settings.defaults().withExtraYaml(redis.livekitYaml()));
  }

  private static Map<String, String> environment(
      LiveKitServer node, PostgresServer postgres, AwsSimulator aws, Path journal) {
    var all = FaultStack.environment(node, node.url(), postgres, journal);
    all.putAll(aws.environment());
    return all;
  }

  private static double greeted(PatientCaller caller) throws InterruptedException {
    RowFailed.unless(caller.awaitGreeted(PATIENCE), "a caller was not greeted");
    return 0;
  }

  /** All callers ask at once; gives the longest that one waited, in s. */
  private static double answered(List<PatientCaller> callers, List<String> clips) throws Exception {
    long since = System.nanoTime();
    return each(callers, caller -> Asking.again(caller, clips, since, PATIENCE).seconds());
  }

  /** Something that every caller does at the same time. */
  private interface Act {
    double by(PatientCaller caller) throws InterruptedException;
  }

  private static double each(List<PatientCaller> callers, Act act) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var acts = callers.stream().map(caller -> (Callable<Double>) () -> act.by(caller)).toList();
      double longest = 0;
      for (Future<Double> done : threads.invokeAll(acts)) {
        longest = Math.max(longest, done.get());
      }
      return longest;
    }
  }

  /** Whoever asked for these was answered from a history that holds what was said at first. */
  private static void remembered(AwsSimulator aws, List<String> clips) {
    String words = Stack.words(FIRST.getFirst());
    boolean all =
        aws.calls(Service.BEDROCK).stream()
            .filter(call -> !call.history().isEmpty())
            .filter(
                call ->
                    clips.stream()
                        .anyMatch(
                            clip -> call.history().getLast().text().contains(Stack.words(clip))))
            .allMatch(
                call -> call.history().stream().anyMatch(turn -> turn.text().contains(words)));
    RowFailed.unless(all, "a caller was answered without the history");
  }

  private void stored(List<PatientCaller> callers, PostgresServer postgres) throws Exception {
    long deadline = System.nanoTime() + STORING.toNanos();
    var problems = new ArrayList<String>();
    for (PatientCaller caller : callers) {
      List<StoredSession> sessions = StoredSession.ofRoom(caller.room(), postgres.jdbcUrl());
      while (!sessions.stream().allMatch(StoredSession::hasEnded) && System.nanoTime() < deadline) {
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        sessions = StoredSession.ofRoom(caller.room(), postgres.jdbcUrl());
      }
      Audit audit = Audit.of(caller, sessions, true);
      count(audit);
      problems.addAll(audit.problems());
    }
    RowFailed.unless(problems.isEmpty(), String.join("; ", problems));
  }
}
