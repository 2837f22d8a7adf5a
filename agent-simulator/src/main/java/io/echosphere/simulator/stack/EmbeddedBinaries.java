package io.echosphere.simulator.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL from the embedded binaries of this operating system. */
final class EmbeddedBinaries implements PostgresServer.Engine {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path data = Files.createTempDirectory("echosphere-postgres-");
  private final int port;
  private @Nullable EmbeddedPostgres server;

  EmbeddedBinaries() throws IOException {
    server = launch(0);
    port = server.getPort();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop() throws IOException {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** The postmaster first, so that it starts nothing in place of what dies after it. */
  @Override
  public void kill() throws IOException {
    Path file = data.resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    ProcessHandle.of(pid)
        .ifPresent(
            postmaster -> {
              var children = postmaster.descendants().toList();
              postmaster.destroyForcibly();
              children.forEach(ProcessHandle::destroyForcibly);
              postmaster.onExit().join();
            });
    stop(); // nothing is left to stop; the library lets go of the directory
  }

  @Override
  public void resume() throws IOException {
    if (server == null) {
      server = launch(port);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Port 0 takes a free one. The JVM's end stops the server: the library adds its own hook. */
  private EmbeddedPostgres launch(int onPort) throws IOException {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(START_LIMIT)
            .setLocaleConfig("locale", "C")
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "off")
            // The library's default is off: a killed server would forget what it had committed.
            .setServerConfig("synchronous_commit", "on");
    if (onPort != 0) {
      builder.setPort(onPort);
    }
    return builder.start();
  }
}
