package io.echosphere.simulator.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real livekit-server on the loopback interface. Its ports stay the same over {@link #restart()}.
 * Owned by the thread that started it; the addresses may be read from any thread.
 */
public final class LiveKitServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  /** A port found free may be taken before the server binds it, so the start is tried again. */
  private static final int ATTEMPTS = 3;

  private final Settings settings;
  private final Path directory;
  private int httpPort;
  private int udpPort;
  private int tcpPort;
  private @Nullable ChildProcess process;

  private LiveKitServer(Settings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /**
   * What a server is started with.
   *
   * @param apiKey the key of its only tenant
   * @param apiSecret the secret, 32 characters or more
   * @param logLevel of the server: debug, info, warn or error
   * @param extraYaml further top-level keys of its configuration; not port, bind_addresses, rtc,
   *     keys or logging
   */
  public record Settings(String apiKey, String apiSecret, String logLevel, String extraYaml) {
    /**
     * A key and a secret that are good for nothing else.
     *
     * @return settings for most tests
     */
    public static Settings defaults() {
      return new Settings("devkey", "echosphere-development-secret-0001", "info", "");
    }

    /**
     * Settings for load: quiet, and a room that everybody left is gone within a second.
     *
     * @return the defaults with short room time-outs
     */
    public static Settings manyRooms() {
      return defaults()
          .withLogLevel("warn")
          .withExtraYaml(
              "room:\n  auto_create: true\n  empty_timeout: 10\n  departure_timeout: 1\n");
    }

    /**
     * Changes the log level.
     *
     * @param level debug, info, warn or error
     * @return a copy
     */
    public Settings withLogLevel(String level) {
      return new Settings(apiKey, apiSecret, level, extraYaml);
    }

    /**
     * Changes the key and its secret.
     *
     * @param key the API key
     * @param secret the secret, 32 characters or more
     * @return a copy
     */
    public Settings withKey(String key, String secret) {
      return new Settings(key, secret, logLevel, extraYaml);
    }

    /**
     * Changes the extra configuration.
     *
     * @param yaml top-level keys of the server's configuration
     * @return a copy
     */
    public Settings withExtraYaml(String yaml) {
      return new Settings(apiKey, apiSecret, logLevel, yaml);
    }
  }

  /**
   * Starts a server with the defaults and waits until it answers.
   *
   * @return the running server
   * @throws LocalStackException when none can be found, built or started
   */
  public static LiveKitServer start() {
    return start(Settings.defaults());
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param settings key, log level and extra configuration
   * @return the running server
   * @throws LocalStackException when none can be found, built or started
   */
  public static LiveKitServer start(Settings settings) {
    try {
      var server = new LiveKitServer(settings, Files.createTempDirectory("echosphere-livekit-"));
      server.startOnFreePorts();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds or builds a livekit-server without starting it.
   *
   * @throws LocalStackException naming the command that gets one
   */
  public static void prepare() {
    LiveKitBinary.prepare();
  }

  /**
   * The address for clients and workers.
   *
   * @return {@code ws://127.0.0.1:PORT}
   */
  public String url() {
    return "ws://127.0.0.1:" + httpPort;
  }

  /**
   * The address for the server API (rooms, dispatches).
   *
   * @return {@code http://127.0.0.1:PORT}
   */
  public String httpUrl() {
    return "http://127.0.0.1:" + httpPort;
  }

  /**
   * The ports over which media goes.
   *
   * @return the UDP port and the TCP port that stands in for it
   */
  public List<Integer> mediaPorts() {
    return List.of(udpPort, tcpPort);
  }

  /**
   * The API key.
   *
   * @return the key of the settings
   */
  public String apiKey() {
    return settings.apiKey();
  }

  /**
   * The API secret.
   *
   * @return the secret of the settings
   */
  public String apiSecret() {
    return settings.apiSecret();
  }

  /**
   * Where the server logs.
   *
   * @return a file that grows over restarts and goes with {@link #close()}
   */
  public Path log() {
    return directory.resolve("livekit.log");
  }

  /** Kills the server as a crash would (SIGKILL); its sockets close at once. Idempotent. */
  public void kill() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }

  /** Lets the server stand still (SIGSTOP): it answers nothing, and its sockets stay open. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a server that stands still go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    var running = process;
    if (running == null) {
      throw new LocalStackException("livekit-server does not run");
    }
    running.signal(Path.of(command().getFirst()).getFileName().toString(), name);
  }

  /** Starts the server again on its ports, killing it first when it runs. */
  public void restart() {
    kill();
    if (!launch()) {
      throw failure();
    }
  }

  /** Ends the server and removes its files. Idempotent. */
  @Override
  public void close() {
    if (process != null) {
      process.close();
      process = null;
    }
    for (String file : new String[] {"livekit.yaml", "livekit.log", ""}) {
      try {
        Files.deleteIfExists(directory.resolve(file));
      } catch (IOException e) {
        Notice.say("left behind: " + directory.resolve(file));
      }
    }
  }

  private void startOnFreePorts() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      httpPort = Ports.freeTcp();
      udpPort = Ports.freeUdp();
      tcpPort = Ports.freeTcp();
      writeConfig();
      if (launch()) {
        return;
      }
    }
    LocalStackException failure = failure();
    close();
    throw failure;
  }

  private void writeConfig() {
    String yaml =
        """
        port: %d
        bind_addresses: ["127.0.0.1"]
        rtc:
          udp_port: %d
          tcp_port: %d
          use_external_ip: false
          node_ip: 127.0.0.1
          enable_loopback_candidate: true
        keys:
          "%s": "%s"
        logging:
          level: %s
        %s"""
            .formatted(
                httpPort,
                udpPort,
                tcpPort,
                settings.apiKey(),
                settings.apiSecret(),
                settings.logLevel(),
                settings.extraYaml());
    try {
      Files.writeString(directory.resolve("livekit.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean launch() {
    var started = ChildProcess.start(command(), java.util.Map.of(), log());
    process = started;
    return answers(started);
  }

  private List<String> command() {
    return LiveKitBinary.command(directory.resolve("livekit.yaml"));
  }

  private boolean answers(ChildProcess started) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    var request = HttpRequest.newBuilder(URI.create(httpUrl())).timeout(Duration.ofSeconds(2));
    try (var http = HttpClient.newHttpClient()) {
      while (started.isAlive() && System.nanoTime() < deadline) {
        try {
          var answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
          // our own server, not one that took the port meanwhile: that one would have ended ours
          if (answer.statusCode() == 200 && !started.waitFor(Duration.ofMillis(20))) {
            return true;
          }
        } catch (IOException e) {
          if (started.waitFor(Duration.ofMillis(20))) {
            return false;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private LocalStackException failure() {
    String tail = process == null ? "" : process.tail(20);
    return new LocalStackException(
        "livekit-server did not answer at " + httpUrl() + "; the end of its log:\n" + tail);
  }
}
