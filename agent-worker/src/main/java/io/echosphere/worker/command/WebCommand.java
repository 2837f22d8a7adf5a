package io.echosphere.worker.command;

import io.echosphere.worker.config.Environment;
import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.config.WebConfig;
import io.echosphere.worker.logging.Logging;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Serves the page and the token API until it is told to end. */
@Command(
    name = "web",
    header = "Serves the voice room page and the token API alone, until SIGTERM.",
    description =
        "For deployments where pages and workers scale apart; set HTTP_ENABLED=false for the"
            + " workers. Needs no AWS, and starts without LiveKit's keys too: then the page is"
            + " there and tokens are not.",
    footer = {"", "Configured by environment variables; see docs/configuration.md."})
final class WebCommand implements Callable<Integer> {
  private final Console console;
  private final ToIntFunction<WebConfig> page;

  WebCommand(Console console, ToIntFunction<WebConfig> page) {
    this.console = console;
    this.page = page;
  }

  @Override
  public Integer call() throws InvalidConfigException {
    Environment environment = Environment.of(console.variables(), console.directory());
    WebConfig.Loaded loaded = WebConfig.load(environment.variables());
    Logging.install(loaded.config().logging(), console.out(), console.terminal(), false);
    Logger log = LoggerFactory.getLogger(WebCommand.class);
    loaded.warnings().forEach(log::warn);
    return page.applyAsInt(loaded.config());
  }
}
