package io.echosphere.worker.command;

import io.echosphere.worker.config.SettingsDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes {@code .env.example} and the page of the docs; for whoever adds a setting. */
@Command(
    name = "settings",
    description = "Prints every setting with its default and description.",
    hidden = true)
final class SettingsCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--markdown", description = "As docs/configuration.md instead of .env.example.")
  private boolean markdown;

  @Option(names = "--env", description = "As .env.example (the default).")
  private boolean env;

  SettingsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console
        .out()
        .print(markdown && !env ? SettingsDocument.markdown() : SettingsDocument.envExample());
    console.out().flush();
    return ExitCode.OK;
  }
}
