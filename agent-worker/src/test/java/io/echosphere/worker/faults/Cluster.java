package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.simulator.stack.PostgresServer;
import io.echosphere.simulator.stack.RedisServer;
import io.echosphere.worker.endtoend.Program;
import io.echosphere.worker.endtoend.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two workers and two nodes of LiveKit that share a Redis, and eight calls: one worker is killed or
 * none, then one node killed and started again. Every caller hears the agent again within 15 s, and
 * is answered with the history of the call. Where both workers live, the rooms of the node want
 * agents from the second one, whether their calls are in that one or in the first.
 */
final class Cluster extends Proof {
  private static final int CALLS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration STORING = Duration.ofSeconds(40);

  /** What each caller says before, after the worker's death and after the node's. */
  private static final List<String> FIRST = List.of("ja-tokyo");

  private static final List<String> SECOND = List.of("ja-stop", "ja-dinner");
  private static final List<String> THIRD = List.of("en-stop", "en-learn", "en-hello");

  private final boolean workerDies;

  private Cluster(boolean workerDies, String fault) {
    super(fault, "eight calls", "answers when asked again");
    this.workerDies = workerDies;
  }

  static Cluster losingWorkerAndNode() {
    return new Cluster(
        true, "of two workers and two nodes one worker killed, then one node killed and restarted");
  }

  static Cluster losingNode() {
    return new Cluster(false, "of two workers and two nodes one node killed and restarted");
  }

  @Override
  void prove() throws Exception {
    try (var redis = RedisServer.start();
        var postgres = PostgresServer.start();
        var aws = AwsSimulator.start(SimulatorSettings.defaults());
        var one = node(redis);
        var other = node(redis);
        var microphones = new Microphones()) {
      Program first = worker(environment(one, postgres, aws, CALLS / 2));
      var callers = new ArrayList<PatientCaller>();
      try {
        call(callers, CALLS / 2, List.of(one, other), microphones);
        Program second = worker(environment(other, postgres, aws, 2 * CALLS));
        call(callers, CALLS, List.of(one, other), microphones);
        saw("first reply at most %.1f s".formatted(answered(callers, FIRST)));
        if (workerDies) {
          kill(first, callers);
          remembered(aws, SECOND);
        }
        one.restart();
        saw("after the node's death %.1f s".formatted(answered(callers, THIRD)));
        remembered(aws, THIRD);
        callers.forEach(PatientCaller::hangUp);
        stored(callers, postgres);
        RowFailed.unless(second.isRunning(), "the second worker ended");
        RowFailed.unless(workerDies || first.isRunning(), "the first worker ended");
      } finally {
        callers.forEach(PatientCaller::hangUp);
      }
    }
  }

  /** Kills the worker of the first half of the calls, and lets all ask again. */
  private void kill(Program worker, List<PatientCaller> callers) throws Exception {
    long killed = System.nanoTime();
    worker.kill();
    double back = heardAgain(callers.subList(0, CALLS / 2), killed);
    saw("%.1f s after the worker's death it is heard again".formatted(back));
    saw("the next reply at most %.1f s after".formatted(answered(callers, SECOND)));
  }

  /** Calls until there are so many, over one node and the other in turn. */
  private static void call(
      List<PatientCaller> callers, int count, List<LiveKitServer> nodes, Microphones microphones)
      throws InterruptedException {
    while (callers.size() < count) {
      LiveKitServer node = nodes.get(callers.size() % nodes.size());
      String name = "cluster-" + callers.size();
      callers.add(PatientCaller.call(FaultStack.dialling(node, node.url(), name), microphones));
      greeted(callers.getLast());
    }
  }

  private static LiveKitServer node(RedisServer redis) {
    return LiveKitServer.start(
        LiveKitServer.Settings.defaults().withExtraYaml(redis.livekitYaml()));
  }

  private Map<String, String> environment(
      LiveKitServer node, PostgresServer postgres, AwsSimulator aws, int calls) {
    var all = FaultStack.environment(node, node.url(), postgres, directory().resolve("journal"));
    all.putAll(aws.environment());
    all.put("MAX_SESSIONS", String.valueOf(calls));
    return all;
  }

  private static void greeted(PatientCaller caller) throws InterruptedException {
    RowFailed.unless(caller.awaitGreeted(PATIENCE), "a caller was not greeted");
  }

  /** Waits for the sorry of another agent to each; gives how long the last waited, in s. */
  private static double heardAgain(List<PatientCaller> callers, long since)
      throws InterruptedException {
    for (PatientCaller caller : callers) {
      Duration left = PATIENCE.minusNanos(System.nanoTime() - since);
      RowFailed.unless(caller.awaitVoice(since, left), "a caller was left alone");
    }
    return (System.nanoTime() - since) / 1e9;
  }

  /** All callers ask at once; gives the longest that one waited, in s. */
  private static double answered(List<PatientCaller> callers, List<String> clips) throws Exception {
    return Asking.all(callers, clips, System.nanoTime(), PATIENCE);
  }

  /** Whoever asked for these was answered from a history that holds what was said at first. */
  private static void remembered(AwsSimulator aws, List<String> clips) {
    long without =
        aws.calls(Service.BEDROCK).stream()
            .filter(call -> clips.stream().anyMatch(clip -> Audit.mentions(call, clip)))
            .filter(call -> !Audit.mentions(call, FIRST.getFirst()))
            .count();
    RowFailed.unless(without == 0, without + " requests to the model lacked the history");
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
      Audit audit = Audit.of(caller, sessions, Loss.UNDER_WAY);
      count(audit);
      problems.addAll(audit.problems());
    }
    RowFailed.unless(problems.isEmpty(), String.join("; ", problems));
  }
}
