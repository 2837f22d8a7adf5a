package io.echosphere.simulator.aws;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A simulator with the SDK's clients; the tests of a class share it, one after the other. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class Bench {
  final AwsSimulator simulator;
  final Clients clients;

  Bench(SimulatorSettings settings) {
    try {
      simulator = AwsSimulator.start(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clients = new Clients(simulator);
  }

  @BeforeEach
  void forget() {
    simulator.faults().clear();
    simulator.clearCalls();
  }

  @AfterAll
  void close() {
    clients.close();
    simulator.close();
  }

  /** What the call answers. */
  static <T> T answer(CompletableFuture<T> call) throws Exception {
    return call.get(Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** What the call fails with. */
  static Throwable failure(CompletableFuture<?> call) {
    Throwable thrown = catchThrowable(() -> answer(call));
    while (thrown instanceof ExecutionException || thrown instanceof CompletionException) {
      thrown = thrown.getCause();
    }
    return java.util.Objects.requireNonNull(thrown, "the call did not fail");
  }
}
