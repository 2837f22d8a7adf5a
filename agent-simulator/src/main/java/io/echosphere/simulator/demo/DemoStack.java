package io.echosphere.simulator.demo;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.hearing.ClipLibrary;
import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LiveKitServer;
import io.echosphere.simulator.stack.LocalStackException;
import io.echosphere.simulator.stack.NativeLibraries;
import io.echosphere.simulator.stack.Ports;
import io.echosphere.simulator.stack.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * PostgreSQL, AWS's simulator and LiveKit, with the environment an operator would write for them,
 * and processes of the distribution in it. Owned by one thread; Ctrl-C closes it by a shutdown
 * hook.
 */
public final class DemoStack implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration WORKER_GRACE = Duration.ofSeconds(10);

  private final DemoSettings settings;
  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();
  private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();
  private final Thread hook = new Thread(this::closeAll, "end-demo");
  private final String jdbcUrl;

  /** The simulator, unless the real services are used. */
  private final List<AwsSimulator> aws = new ArrayList<>();

  private DemoStack(DemoSettings settings) throws IOException {
    this.settings = settings;
    directory = Files.createTempDirectory("echosphere-demo-");
    Runtime.getRuntime().addShutdownHook(hook);
    PostgresServer postgres = started(PostgresServer.start());
    jdbcUrl = postgres.jdbcUrl();
    environment.put("DATABASE_URL", postgres.databaseUrl());
    environment.put("JOURNAL_DIR", directory.resolve("journal").toString());
    if (settings.realAws()) {
      environment.putAll(settings.aws());
    } else {
      AwsSimulator simulator = started(AwsSimulator.start(SimulatorSettings.defaults()));
      aws.add(simulator);
      environment.putAll(simulator.environment());
    }
    if (settings.livekit().isEmpty()) {
      LiveKitServer livekit = started(LiveKitServer.start());
      environment.put("LIVEKIT_URL", livekit.url());
      environment.put("LIVEKIT_API_KEY", livekit.apiKey());
      environment.put("LIVEKIT_API_SECRET", livekit.apiSecret());
    } else {
      environment.putAll(settings.livekit());
    }
    environment.put("STT_LANGUAGES", "ja-JP,en-US");
    environment.put("HTTP_PORT", String.valueOf(Ports.freeTcp()));
    environment.put("OTEL_ENABLED", "false");
    environment.put("LOG_FORMAT", "json");
  }

  /** Starts all but the worker; closes what was started when one part fails. */
  static DemoStack start(DemoSettings settings) {
    NativeLibraries.require();
    try {
      return new DemoStack(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts all but the worker, with simulated services and whatever the environment says.
   *
   * @param properties {@code demo.launcher} names the distribution's launcher
   */
  public static DemoStack simulated(Properties properties) {
    return start(DemoSettings.simulated(properties));
  }

  /** A directory for files that go with this stack. */
  public Path directory() {
    return directory;
  }

  /** A variable of the operator's environment. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** The simulator; empty when the real services are used. */
  Optional<AwsSimulator> aws() {
    return aws.stream().findFirst();
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  /** Where a worker of this stack serves its page, without a slash at the end. */
  public String pageUrl() {
    return "http://127.0.0.1:" + variable("HTTP_PORT");
  }

  Path workerLog() {
    return directory.resolve("worker.log");
  }

  /**
   * Starts the worker and waits until LiveKit has taken it.
   *
   * @param jvmOptions further options of its JVM, or empty
   */
  ChildProcess startWorker(String jvmOptions) throws InterruptedException {
    var variables = new TreeMap<>(environment);
    if (!jvmOptions.isEmpty()) {
      variables.put("ECHOSPHERE_JVM_OPTS", jvmOptions);
      variables.put("ECHOSPHERE_AOT", "off");
    }
    return startWorker(variables, workerLog());
  }

  /**
   * Starts the worker and waits until LiveKit has taken it.
   *
   * @param more variables that win over the stack's
   * @param log file for its output
   */
  public ChildProcess startWorker(Map<String, String> more, Path log) throws InterruptedException {
    var variables = new TreeMap<>(environment);
    variables.putAll(more);
    ChildProcess worker =
        ChildProcess.startAlone(
            List.of(settings.launcher().toString(), "start"),
            variables,
            directory,
            Optional.of(log));
    running.push(() -> worker.close(WORKER_GRACE));
    long deadline = System.nanoTime() + READY_LIMIT.toNanos();
    while (!worker.tail(200).contains("registered with LiveKit")) {
      if (worker.waitFor(Duration.ofMillis(20)) || System.nanoTime() > deadline) {
        throw new LocalStackException(
            "the worker did not register; the end of its log:\n" + worker.tail(20));
      }
    }
    return worker;
  }

  /**
   * Makes a scripted call, shown on this process's output.
   *
   * @param clips the caller's lines, by the names of the simulator's clips
   * @return the command's exit code
   */
  int call(String room, List<String> clips, List<String> options) throws InterruptedException {
    return call(room, clips, options, Optional.empty());
  }

  /** The file of one of the simulator's clips, such as {@code ja-un}. */
  public Path clip(String name) {
    return clips().resolve(name + ".wav");
  }

  private Path clips() {
    Path audio = directory.resolve("clips");
    if (!Files.exists(audio)) {
      try {
        ClipLibrary library = ClipLibrary.load();
        library.exportTo(Files.createDirectory(audio));
        Replies.write(library, audio.resolve("replies"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return audio;
  }

  /** Makes a scripted call that nobody sees. */
  int callQuietly(String room, List<String> clips) throws InterruptedException {
    return call(room, clips, List.of(), Optional.of(directory.resolve("call.log")));
  }

  private int call(String room, List<String> clips, List<String> options, Optional<Path> log)
      throws InterruptedException {
    try (var call = startCall(room, clips, options, log)) {
      if (!call.waitFor(Duration.ofMinutes(10))) {
        throw new LocalStackException("the call did not end within ten minutes");
      }
      return call.exitCode();
    }
  }

  /**
   * Begins a scripted call.
   *
   * @param clips the caller's lines, by the names of the simulator's clips
   * @param options further options of the command
   * @param log file for its output; this process's output when there is none
   * @return the caller's process, to be closed
   */
  public ChildProcess startCall(
      String room, List<String> clips, List<String> options, Optional<Path> log) {
    var command = new ArrayList<>(List.of(settings.launcher().toString(), "call", "--room", room));
    for (String clip : clips) {
      command.addAll(List.of("--wav", clip(clip).toString()));
    }
    if (!settings.realAws()) {
      command.addAll(List.of("--replies", clips().resolve("replies").toString()));
    }
    command.addAll(options);
    return ChildProcess.startAlone(command, environment, directory, log);
  }

  /** Ends everything, the worker first, and removes the files. Ctrl-C does the same. */
  @Override
  public void close() {
    closeAll();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private synchronized void closeAll() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) { // the others must end all the same
        System.err.println("while ending the demo: " + e);
      }
    }
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + directory);
    }
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }
}
