package io.echosphere.worker.command;

import io.echosphere.worker.config.Environment;
import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.config.WorkerConfig;
import io.echosphere.worker.logging.Logging;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Runs a worker until it is told to end. */
@Command(
    name = "start",
    header = "Runs a worker: registers with LiveKit and answers calls until SIGTERM.",
    footer = {
      "",
      "Configured by environment variables; see docs/configuration.md. A .env file in the current"
          + " directory is read for development and never wins over the environment."
    })
final class StartCommand implements Callable<Integer> {
  private final Console console;
  private final ToIntFunction<WorkerConfig> worker;

  StartCommand(Console console, ToIntFunction<WorkerConfig> worker) {
    this.console = console;
    this.worker = worker;
  }

  @Override
  public Integer call() throws InvalidConfigException {
    Environment environment = Environment.of(console.variables(), console.directory());
    WorkerConfig.Loaded loaded = WorkerConfig.load(environment.variables());
    environment.exportTo(System.getProperties());
    Logging.install(
        loaded.config().telemetry().logging(), console.out(), console.terminal(), false);
    Logger log = LoggerFactory.getLogger(StartCommand.class);
    loaded.warnings().forEach(log::warn);
    return worker.applyAsInt(loaded.config());
  }
}
