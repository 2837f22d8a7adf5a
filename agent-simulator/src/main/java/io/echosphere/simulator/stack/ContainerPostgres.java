package io.echosphere.simulator.stack;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container, on a host port that stays the same over a stop. */
final class ContainerPostgres implements PostgresServer.Engine {
  private static final int INSIDE = 5432;

  private final int port = Ports.freeTcp();
  private final GenericContainer<?> container;

  ContainerPostgres() {
    container =
        new GenericContainer<>(DockerImageName.parse("postgres:17"))
            .withEnv("POSTGRES_PASSWORD", PostgresServer.PASSWORD)
            .waitingFor(Wait.forLogMessage(".*ready to accept connections.*\\n", 2));
    container.setPortBindings(List.of("127.0.0.1:" + port + ":" + INSIDE));
    container.start();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop() {
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() throws IOException {
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    awaitConnections();
  }

  private void awaitConnections() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String url =
        PostgresServer.toJdbcUrl("postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres");
    while (true) {
      try {
        DriverManager.getConnection(url).close();
        return;
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException("PostgreSQL did not come back on port " + port, e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  @Override
  public void close() {
    container.close();
  }
}
