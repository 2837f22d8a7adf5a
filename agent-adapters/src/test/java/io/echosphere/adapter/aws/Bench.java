package io.echosphere.adapter.aws;

import io.echosphere.simulator.aws.AwsSimulator;
import io.echosphere.simulator.aws.SimulatorSettings;
import io.echosphere.simulator.aws.call.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A simulator, clients that lead to it, and real time. */
public final class Bench implements AutoCloseable {
  /** Far beyond what a loaded machine needs. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final AwsBasicCredentials NOBODY =
      AwsBasicCredentials.create("simulator", "simulator");

  private final AwsSimulator simulator;
  private final AwsClients clients;
  private final WallTimers timers = new WallTimers();

  /** Starts all of it. */
  public Bench(SimulatorSettings settings) {
    this(settings, () -> StaticCredentialsProvider.create(NOBODY));
  }

  /** Starts all of it, with clients that are found to be somebody else. */
  public Bench(SimulatorSettings settings, Supplier<AwsCredentialsProvider> credentials) {
    try {
      simulator = AwsSimulator.start(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clients =
        new AwsClients(
            new AwsSettings(
                "ap-northeast-1", Optional.of(simulator.endpoint()), Optional.of(credentials)));
  }

  /** The services. */
  public AwsSimulator simulator() {
    return simulator;
  }

  /** The way to them. */
  public AwsClients clients() {
    return clients;
  }

  /** A breaker as workers have it. */
  public Breaker breaker() {
    return new Breaker("bench", Breaker.Settings.DEFAULT, timers, () -> {});
  }

  /** Real time. */
  public WallTimers timers() {
    return timers;
  }

  /** Waits for a call that is as wanted. */
  public Call await(Predicate<Call> wanted) {
    try {
      return simulator.awaitCall(wanted, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    clients.close();
    simulator.close();
    timers.close();
  }
}
