package io.echosphere.worker.endtoend;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.bedrock.Script;
import io.echosphere.simulator.hearing.ClipLibrary;
import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.simulator.stack.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * LiveKit, PostgreSQL and the simulator of AWS, started once for all tests, and processes of the
 * distribution in the environment that an operator would write for them. Owned by the thread that
 * runs the tests.
 */
public final class Stack implements AutoCloseable {
  /** The greeting of these workers: short, because every call waits for it. */
  public static final String GREETING = "こんにちは！";

  private final PostgresServer postgres = PostgresServer.start();
  private final LiveKitServer livekit = LiveKitServer.start();
  private final AwsSimulator aws;
  private final Path clips;
  private int rooms;

  private Stack() throws IOException {
    aws = AwsSimulator.start(SimulatorSettings.defaults());
    clips = Files.createTempDirectory("echosphere-e2e-clips-");
    ClipLibrary.load().exportTo(clips);
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public LiveKitServer livekit() {
    return livekit;
  }

  public AwsSimulator aws() {
    return aws;
  }

  /** What the model answers to a clip. */
  public static String replyTo(String clip) {
    return Script.bundled().reply(ClipLibrary.load().clip(clip).text());
  }

  /** The words of a clip. */
  public static String words(String clip) {
    return ClipLibrary.load().clip(clip).text();
  }

  /** The file of a clip. */
  public Path clip(String name) {
    return clips.resolve(name + ".wav");
  }

  /** A name that no other room of this run has. */
  String newRoom() {
    rooms++;
    return "e2e-" + rooms + "-room";
  }

  /** An operator's environment for a worker, with the given variables instead of the usual ones. */
  Map<String, String> environment(Map<String, String> others) {
    var variables = new TreeMap<>(aws.environment());
    variables.put("LIVEKIT_URL", livekit.url());
    variables.put("LIVEKIT_API_KEY", livekit.apiKey());
    variables.put("LIVEKIT_API_SECRET", livekit.apiSecret());
    variables.put("DATABASE_URL", postgres.databaseUrl());
    variables.put("STT_LANGUAGES", "ja-JP,en-US");
    variables.put("AGENT_GREETING", GREETING);
    variables.put("REJOIN_TIMEOUT", "0s");
    variables.put("OTEL_ENABLED", "false");
    variables.put("LOG_FORMAT", "json");
    variables.put("HTTP_PORT", "0"); // several workers run at once
    variables.putAll(others);
    return variables;
  }

  /** Starts a worker; it may not be registered yet. */
  Program startWorker(Map<String, String> others) {
    return Program.start(environment(others), List.of("start"));
  }

  /** Starts a worker and waits until it takes calls. */
  Program worker(Map<String, String> others) throws Exception {
    Program worker = startWorker(others);
    try {
      worker.awaitLine("Ready: registered with LiveKit");
    } catch (Exception | AssertionError e) {
      worker.close();
      throw e;
    }
    return worker;
  }

  /** Begins a call that says these clips, one a turn; further options may follow. */
  Caller call(String room, List<String> said, String... options) {
    var arguments = new ArrayList<>(List.of("call", "--json", "--room", room));
    said.forEach(
        clip -> arguments.addAll(List.of("--wav", clips.resolve(clip + ".wav").toString())));
    arguments.addAll(List.of(options));
    return new Caller(Program.start(environment(Map.of()), arguments));
  }

  /** All sessions of a room as they are stored now. */
  List<StoredSession> stored(String room) throws Exception {
    return StoredSession.ofRoom(room, postgres.jdbcUrl());
  }

  /** Waits until the only session of a room has ended. */
  StoredSession awaitStored(String room) throws Exception {
    return Await.until(
        () -> stored(room).stream().filter(StoredSession::hasEnded).findFirst(),
        () -> {
          try {
            return "stored: " + stored(room);
          } catch (Exception e) {
            return "no database: " + e.getMessage();
          }
        });
  }

  /** Waits until the simulator has answered all that was asked, or seen it broken off. */
  void awaitNoCallUpstream() throws Exception {
    Await.until(
        () ->
            aws.calls().stream().allMatch(call -> call.ended())
                ? Optional.of(true)
                : Optional.<Boolean>empty(),
        () -> "still running: " + aws.calls().stream().filter(call -> !call.ended()).toList());
  }

  /** Forgets what earlier tests asked of AWS, and what was to fail. */
  void calmAws() {
    aws.faults().clear();
    aws.clearCalls();
  }

  @Override
  public void close() throws IOException {
    livekit.close();
    aws.close();
    postgres.close();
    try (Stream<Path> files = Files.walk(clips)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Hands the one stack of this JVM to the tests that ask for it. */
  public static final class Shared implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE =
        ExtensionContext.Namespace.create(Stack.class);

    /** Closed by JUnit with the root of all tests. */
    private record Kept(Stack stack) implements AutoCloseable {
      @Override
      public void close() throws IOException {
        stack.close();
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test.getRoot()
          .getStore(HERE)
          .getOrComputeIfAbsent(Stack.class, _ -> new Kept(started()), Kept.class)
          .stack();
    }

    private static Stack started() {
      try {
        return new Stack();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
