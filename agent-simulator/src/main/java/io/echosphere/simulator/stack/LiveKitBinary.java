package io.echosphere.simulator.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds a livekit-server, in this order: {@code LIVEKIT_SERVER_BIN}, the {@code PATH}, the cache
 * directory, a running Docker engine, and at last a build with Go into the cache directory.
 */
final class LiveKitBinary {
  static final String VERSION = "1.13.5";
  static final String IMAGE = "livekit/livekit-server:v" + VERSION;
  private static final String MODULE = "github.com/livekit/livekit-server/cmd/server@v" + VERSION;
  private static final String REMEDY =
      """
      no livekit-server found; do one of these:
        - put livekit-server %s on the PATH, or its path into LIVEKIT_SERVER_BIN
        - start a Docker engine
        - install Go 1.24 or newer, and run: GOBIN=%s go install %s""";

  private LiveKitBinary() {}

  /** Gives the command that runs the server with a configuration file; may build it first. */
  static List<String> command(Path config) {
    Optional<Path> binary = installed();
    if (binary.isEmpty() && Docker.isRunning()) {
      return List.of(
          "docker",
          "run",
          "--rm",
          "--init",
          "--network",
          "host",
          "--name",
          "echosphere-livekit-" + ProcessHandle.current().pid() + "-" + System.nanoTime(),
          "-v",
          config.getParent() + ":" + config.getParent() + ":ro",
          IMAGE,
          "--config",
          config.toString());
    }
    return List.of(
        binary.orElseGet(LiveKitBinary::build).toString(), "--config", config.toString());
  }

  /** Makes sure that a server can be started, building it when that is the only way. */
  static void prepare() {
    if (installed().isEmpty() && !Docker.isRunning()) {
      build();
    }
  }

  private static Optional<Path> installed() {
    String named = System.getenv("LIVEKIT_SERVER_BIN");
    if (named != null && !named.isBlank()) {
      if (!Files.isExecutable(Path.of(named))) {
        throw new LocalStackException(
            "LIVEKIT_SERVER_BIN=" + named + " is not an executable file; correct or unset it");
      }
      return Optional.of(Path.of(named));
    }
    return Platform.onPath("livekit-server")
        .or(() -> Optional.of(cached()).filter(Files::isExecutable));
  }

  private static Path cacheDirectory() {
    return Platform.cacheDirectory().resolve("livekit-server-" + VERSION);
  }

  private static Path cached() {
    return cacheDirectory().resolve(Platform.isWindows() ? "server.exe" : "server");
  }

  /** Builds under a file lock, so that processes starting at once build it once. */
  private static Path build() {
    Path go = go();
    Path directory = cacheDirectory();
    try {
      Files.createDirectories(directory);
      try (var channel =
              FileChannel.open(
                  directory.resolve("build.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (!Files.isExecutable(cached()) && lock.isValid()) {
          compile(go, directory);
        }
      }
    } catch (IOException e) {
      throw new LocalStackException("cannot build livekit-server in " + directory, e);
    }
    return cached();
  }

  private static Path go() {
    return Platform.onPath("go")
        .or(() -> Optional.of(Path.of("/usr/local/go/bin/go")).filter(Files::isExecutable))
        .orElseThrow(
            () -> new LocalStackException(REMEDY.formatted(VERSION, cacheDirectory(), MODULE)));
  }

  private static void compile(Path go, Path directory) throws IOException {
    Notice.say(
        "no livekit-server found: building "
            + VERSION
            + " with Go into "
            + directory
            + " (once, about two minutes)");
    Path log = directory.resolve("build.log");
    var builder = new ProcessBuilder(go.toString(), "install", MODULE).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().putAll(Map.of("GOBIN", directory.toString(), "GOFLAGS", "-mod=mod"));
    // go install refuses GOBIN when it compiles for another system
    builder.environment().keySet().removeAll(List.of("GOOS", "GOARCH"));
    Process process = builder.start();
    var hook = new Thread(process::destroyForcibly, "end-go-build");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int seconds = 0;
      while (!process.waitFor(15, TimeUnit.SECONDS)) {
        seconds += 15;
        Notice.say("still building livekit-server (" + seconds + " s)");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LocalStackException("building livekit-server was interrupted", e);
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    if (process.exitValue() != 0 || !Files.isExecutable(cached())) {
      throw new LocalStackException(
          "building livekit-server failed (see "
              + log
              + ")\n"
              + REMEDY.formatted(VERSION, directory, MODULE));
    }
  }
}
