package io.echosphere.simulator.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real Redis on the loopback interface, through which several LiveKit nodes know each other;
 * Debian's package of it is installed where that is allowed. Keeps nothing on disk. Owned by the
 * thread that started it.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ChildProcess process;
  private final Path directory;
  private final int port;

  private RedisServer(ChildProcess process, Path directory, int port) {
    this.process = process;
    this.directory = directory;
    this.port = port;
  }

  /**
   * Starts a server on a free port and waits until it answers.
   *
   * @return the running server
   * @throws LocalStackException when there is none and none may be installed, or it does not start
   */
  public static RedisServer start() {
    if (Platform.onPath("redis-server").isEmpty()) {
      DebianPackages.require(
          "a cluster of LiveKit", Map.of("redis-server", "/usr/bin/redis-server"));
    }
    try {
      Path directory = Files.createTempDirectory("echosphere-redis-");
      int port = Ports.freeTcp();
      var command =
          List.of(
              "redis-server",
              "--port",
              String.valueOf(port),
              "--bind",
              "127.0.0.1",
              "--save",
              "",
              "--appendonly",
              "no",
              "--dir",
              directory.toString());
      var process = ChildProcess.start(command, Map.of(), directory.resolve("redis.log"));
      var server = new RedisServer(process, directory, port);
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The configuration that lets a LiveKit server join the others of this Redis.
   *
   * @return top-level YAML
   */
  public String livekitYaml() {
    return "redis:\n  address: 127.0.0.1:" + port + "\n";
  }

  /** Ends the server and removes its files. Idempotent. */
  @Override
  public void close() {
    process.close();
    for (String file : new String[] {"redis.log", ""}) {
      try {
        Files.deleteIfExists(directory.resolve(file));
      } catch (IOException e) {
        Notice.say("left behind: " + directory.resolve(file));
      }
    }
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try {
      while (System.nanoTime() < deadline && !process.waitFor(Duration.ofMillis(20))) {
        if (answers()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String tail = process.tail(10);
    close();
    throw new LocalStackException("redis-server did not answer on port " + port + ":\n" + tail);
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(PING);
      byte[] answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
