package io.echosphere.worker.faults;

import io.echosphere.application.session.CallSettings;
import io.echosphere.domain.speech.Language;
import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Service;
import io.echosphere.simulator.stack.LiveKitProxy;
import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.simulator.stack.PostgresServer;
import io.echosphere.worker.endtoend.Await;
import io.echosphere.worker.endtoend.Program;
import io.echosphere.worker.endtoend.Stack;
import io.echosphere.worker.endtoend.StoredSession;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a row needs: the servers, a proxy before LiveKit for the workers and one for the
 * callers, and workers of the distribution. Owned by one thread.
 */
final class FaultStack implements AutoCloseable {
  private final PostgresServer postgres;
  private final LiveKitServer livekit;
  private final AwsSimulator aws;
  private final LiveKitProxy workerLine;
  private final LiveKitProxy callerLine;
  private final Microphones microphones = new Microphones();
  private final Optional<PacketFilter> filter = PacketFilter.here();
  private final TempDirectory directory = TempDirectory.create();
  private final List<Program> workers = new ArrayList<>();
  private final List<Runnable> atEnd = new ArrayList<>();
  private Map<String, String> variables = Map.of();
  private int rooms;

  private FaultStack(PostgresServer postgres, LiveKitServer livekit, AwsSimulator aws) {
    this.postgres = postgres;
    this.livekit = livekit;
    this.aws = aws;
    this.workerLine = LiveKitProxy.before(livekit);
    this.callerLine = LiveKitProxy.before(livekit);
  }

  /** Starts servers of its own; no worker yet. */
  static FaultStack start() {
    try {
      return new FaultStack(
          PostgresServer.start(),
          LiveKitServer.start(),
          AwsSimulator.start(SimulatorSettings.defaults()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PostgresServer postgres() {
    return postgres;
  }

  LiveKitServer livekit() {
    return livekit;
  }

  AwsSimulator aws() {
    return aws;
  }

  /** Between the workers and LiveKit. */
  LiveKitProxy workerLine() {
    return workerLine;
  }

  /** Between the callers and LiveKit. */
  LiveKitProxy callerLine() {
    return callerLine;
  }

  Optional<PacketFilter> filter() {
    return filter;
  }

  /** A directory of this stack alone, deleted at its end. */
  Path directory() {
    return directory.path();
  }

  /** The worker that runs, the one started last if there are several. */
  Program worker() {
    return workers.getLast();
  }

  /** All workers since the last change of their environment, those that have ended too. */
  List<Program> workers() {
    return List.copyOf(workers);
  }

  /** Makes sure that one worker runs in this environment and takes calls. */
  void requireWorker(Map<String, String> wanted) throws Exception {
    boolean fits =
        workers.stream().filter(Program::isRunning).count() == 1
            && worker().isRunning()
            && variables.equals(wanted);
    if (!fits) {
      endWorkers();
      variables = Map.copyOf(wanted);
      addWorker();
    }
  }

  /** Starts one more worker in the same environment and waits until it takes calls. */
  Program addWorker() throws Exception {
    return addWorker(Map.of());
  }

  /** Starts one more worker, with some other variables, and waits until it takes calls. */
  Program addWorker(Map<String, String> more) throws Exception {
    aws.clearCalls();
    var all = environment();
    all.putAll(more);
    var worker = Program.start(all, List.of("start"));
    workers.add(worker);
    worker.awaitLine("Ready: registered with LiveKit");
    awaitWarm();
    return worker;
  }

  /** Ends every worker at once, and forgets what they printed. */
  void endWorkers() {
    workers.forEach(Program::close);
    workers.clear();
  }

  /** Repairs whatever a row may have left broken. */
  void heal() {
    aws.faults().clear();
    workerLine.acceptAll();
    callerLine.acceptAll();
    filter.ifPresent(PacketFilter::passAll);
    postgres.resume();
  }

  /** A call of a new room; the agent may not be there yet. */
  PatientCaller call(String who) throws InterruptedException {
    rooms++;
    String name = who + "-" + ProcessHandle.current().pid() + "-" + rooms;
    return PatientCaller.call(dialling(livekit, callerLine.url(), name), microphones);
  }

  /** Something to be undone once no worker runs any more. */
  void atEnd(Runnable undoing) {
    atEnd.add(undoing);
  }

  /** All sessions of a room as they are stored now. */
  List<StoredSession> stored(String room) throws SQLException {
    return StoredSession.ofRoom(room, postgres.jdbcUrl());
  }

  @Override
  public void close() {
    heal();
    endWorkers();
    atEnd.forEach(Runnable::run);
    microphones.close();
    filter.ifPresent(PacketFilter::close);
    workerLine.close();
    callerLine.close();
    livekit.close();
    aws.close();
    postgres.close();
    directory.close();
  }

  /** The environment of its workers. */
  Map<String, String> environment() {
    var all = environment(livekit, workerLine.url(), postgres, directory().resolve("journal"));
    all.putAll(aws.environment());
    all.putAll(variables);
    return all;
  }

  /** An operator's environment but for AWS: a short greeting, and no telemetry. */
  static Map<String, String> environment(
      LiveKitServer livekit, String url, PostgresServer postgres, Path journal) {
    var all = new TreeMap<String, String>();
    all.put("LIVEKIT_URL", url);
    all.put("LIVEKIT_API_KEY", livekit.apiKey());
    all.put("LIVEKIT_API_SECRET", livekit.apiSecret());
    all.put("DATABASE_URL", postgres.databaseUrl());
    all.put("JOURNAL_DIR", journal.toString());
    all.put("STT_LANGUAGES", "ja-JP,en-US");
    all.put("AGENT_GREETING", Stack.GREETING);
    all.put("REJOIN_TIMEOUT", "5s");
    all.put("OTEL_ENABLED", "false");
    all.put("LOG_FORMAT", "json");
    all.put("HTTP_PORT", "0");
    all.put("STUTTER_LIMIT_MS", "0"); // callers, servers and what breaks them share its processors
    all.put("SESSION_EVENT_LOG", System.getProperty("faults.events", ""));
    return all;
  }

  /** Its first calls warm connections and make set phrases: no fault is meant for those. */
  private void awaitWarm() throws Exception {
    for (Service service : Service.values()) {
      aws.awaitCall(call -> call.service() == service && call.ended(), Await.LIMIT);
    }
    String apology = CallSettings.apology(Language.ENGLISH);
    aws.awaitCall(
        call ->
            call.service() == Service.POLLY
                && !call.text().isEmpty()
                && apology.endsWith(call.text())
                && call.ended(),
        Await.LIMIT);
    Await.until(
        () ->
            aws.calls().stream().allMatch(call -> call.ended() || call.fault().isPresent())
                ? Optional.of(true)
                : Optional.<Boolean>empty(),
        () -> "the worker is still warming up");
  }

  /** Where a caller calls; the room is called after them. */
  static PatientCaller.Dialling dialling(LiveKitServer livekit, String url, String who) {
    String room = "faults-" + who;
    return new PatientCaller.Dialling(room, who, url, () -> token(livekit, room, who));
  }

  private static String token(LiveKitServer livekit, String room, String identity) {
    var token = new AccessToken(livekit.apiKey(), livekit.apiSecret());
    token.setIdentity(identity);
    token.addGrants(new RoomJoin(true), new RoomName(room));
    return token.toJwt();
  }
}
