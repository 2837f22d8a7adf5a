package io.echosphere.adapter.postgres;

import io.echosphere.simulator.stack.PostgresServer;

/** One server for all tests of this JVM that do not stop it; its child dies with the JVM. */
final class TestPostgres {
  private static final PostgresServer SERVER = PostgresServer.start();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "test-postgres-close"));
  }

  private TestPostgres() {}

  /** An empty database of the caller's own. */
  static DatabaseUrl emptyDatabase() {
    return DatabaseUrl.parse(SERVER.newDatabaseUrl());
  }
}
