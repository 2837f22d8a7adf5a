package io.echosphere.worker.faults;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorMain;
import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.simulator.stack.Ports;
import io.echosphere.simulator.stack.PostgresServer;
import io.echosphere.worker.endtoend.Await;
import io.echosphere.worker.endtoend.Program;
import io.echosphere.worker.endtoend.StoredSession;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything dies at once in the middle of a reply, as when a machine loses its power, and is
 * started again: each turn that the caller was shown as theirs, and each clause whose playout had
 * ended, is stored, once.
 */
final class PowerCut extends Proof {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Its first two sentences take some 12 s. */
  private static final Duration STORY = Duration.ofSeconds(30);

  PowerCut() {
    super(
        "worker, PostgreSQL, livekit-server and the services killed at once, started again",
        "mid-reply",
        "everything committed is stored once");
  }

  @Override
  void prove() throws Exception {
    int port = Ports.freeTcp();
    try (var postgres = PostgresServer.start();
        var livekit = LiveKitServer.start();
        var microphones = new Microphones();
        var simulator = new Restartable(() -> simulator(port, directory()))) {
      var environment =
          FaultStack.environment(livekit, livekit.url(), postgres, directory().resolve("journal"));
      environment.putAll(AwsSimulator.environment(URI.create("http://127.0.0.1:" + port)));
      Program killed = worker(environment);
      PatientCaller caller =
          PatientCaller.call(FaultStack.dialling(livekit, livekit.url(), "power"), microphones);
      RowFailed.unless(caller.awaitGreeted(PATIENCE), "the caller was not greeted");
      RowFailed.unless(caller.ask("ja-dinner", PATIENCE).answered(), "no answer");
      Speech story = caller.say("ja-story");
      RowFailed.unless(
          caller.awaitSaid(story, 1, PATIENCE) && caller.awaitVoice(story.voicedUntil(), PATIENCE),
          "no story");
      RowFailed.unless(caller.awaitClauses(2, STORY), "the story is too short");
      killed.kill();
      postgres.kill();
      livekit.kill();
      simulator.kill();
      caller.hangUp();
      postgres.resume();
      livekit.restart();
      simulator.start();
      Program worker = worker(environment);
      List<StoredSession> stored = awaitStory(caller.room(), postgres);
      Audit audit = Audit.of(caller, stored, Loss.UNDER_WAY);
      count(audit);
      RowFailed.unless(audit.isClean(), String.join("; ", audit.problems()));
      RowFailed.unless(worker.isRunning(), "the worker ended");
      stored.forEach(it -> saw(it.messages().size() + " messages, " + it.status()));
    }
  }

  /** Until what the dead worker had kept is stored, and its session is closed. */
  private static List<StoredSession> awaitStory(String room, PostgresServer postgres)
      throws Exception {
    return Await.until(
        () -> {
          List<StoredSession> found = StoredSession.ofRoom(room, postgres.jdbcUrl());
          boolean ended = !found.isEmpty() && found.stream().allMatch(StoredSession::hasEnded);
          return ended ? Optional.of(found) : Optional.<List<StoredSession>>empty();
        },
        () -> "the session of the dead worker is not ended");
  }

  private static ChildProcess simulator(int port, Path directory) {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return ChildProcess.start(
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-classpath",
            System.getProperty("java.class.path"),
            SimulatorMain.class.getName(),
            "--port",
            String.valueOf(port)),
        Map.of(),
        directory.resolve("simulator.log"));
  }
}
