package io.echosphere.worker.command;

import io.echosphere.worker.config.Environment;
import io.echosphere.worker.config.HttpConfig;
import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.config.WebConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running process whether it is well, for supervisors that can only run a command. */
@Command(
    name = "health",
    header = "Asks a running worker or page whether it is well.",
    description =
        "Without a URL it asks the process that HTTP_HOST and HTTP_PORT describe, on this machine.",
    footer = {"", "Exit code 0 for an answer of 200, else 1; the answer is printed."})
final class HealthCommand implements Callable<Integer> {
  /** Docker's own limit is set beside the check; a process that is well answers in milliseconds. */
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(3).toMillis();

  private static final int LONGEST_ANSWER = 4_096;

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = "What to ask instead, such as http://127.0.0.1:8080/healthz.")
  private @Nullable URI url;

  @Option(
      names = "--ready",
      description = "Ask whether it is of use (/readyz), not only whether it lives (/healthz).")
  private boolean ready;

  HealthCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidConfigException {
    URI asked = url == null ? configured() : url;
    if (asked.getHost() == null || !String.valueOf(asked.getScheme()).matches("https?")) {
      throw new ParameterException(
          spec.commandLine(), asked + " is no http:// or https:// address");
    }
    try {
      return ask(asked);
    } catch (IOException gone) {
      console.err().println("echosphere health: " + asked + " does not answer: " + words(gone));
      return ExitCode.FAILED;
    }
  }

  private int ask(URI asked) throws IOException {
    var connection = (HttpURLConnection) asked.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      int status = connection.getResponseCode();
      boolean well = status == HttpURLConnection.HTTP_OK;
      try (var body = well ? connection.getInputStream() : connection.getErrorStream()) {
        String answer =
            body == null
                ? ""
                : new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
        (well ? console.out() : console.err()).println(status + " " + answer);
      }
      return well ? ExitCode.OK : ExitCode.FAILED;
    } finally {
      connection.disconnect();
    }
  }

  private URI configured() throws InvalidConfigException {
    var variables = Environment.of(console.variables(), console.directory()).variables();
    HttpConfig.Address address = WebConfig.load(variables).config().http().address();
    if (address.port() == 0) {
      throw new ParameterException(
          spec.commandLine(), "HTTP_PORT is 0, so nobody knows the port: give the URL");
    }
    return URI.create(
        "http://"
            + reachable(address.host())
            + ":"
            + address.port()
            + (ready ? "/readyz" : "/healthz"));
  }

  /** Who listens on every address is reached on loopback. */
  private static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::", "[::]" -> "[::1]";
      default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    };
  }

  private static String words(IOException failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
