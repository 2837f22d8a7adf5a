package io.echosphere.simulator.aws;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.echosphere.simulator.aws.bedrock.Script;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the simulator and stays until it is killed. Each option can be given by an environment
 * variable, too: {@code SIMULATOR_} and the option's name, such as {@code
 * SIMULATOR_FINAL_DELAY_MS}.
 */
@Command(
    name = "simulator",
    description = "Simulates Transcribe Streaming, Bedrock Runtime and Polly on 127.0.0.1.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class SimulatorMain implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "${env:SIMULATOR_PORT:-0}",
      description = "Where to listen; 0 takes any free port.")
  private int port;

  @Option(
      names = "--final-delay-ms",
      defaultValue = "${env:SIMULATOR_FINAL_DELAY_MS:-200}",
      description = "How long Transcribe holds a final back.")
  private long finalDelayMs;

  @Option(
      names = "--first-token-ms",
      defaultValue = "${env:SIMULATOR_FIRST_TOKEN_MS:-300}",
      description = "Bedrock's time to the first token.")
  private long firstTokenMs;

  @Option(
      names = "--token-interval-ms",
      defaultValue = "${env:SIMULATOR_TOKEN_INTERVAL_MS:-15}",
      description = "Bedrock's time from token to token.")
  private long tokenIntervalMs;

  @Option(
      names = "--first-byte-ms",
      defaultValue = "${env:SIMULATOR_FIRST_BYTE_MS:-100}",
      description = "Polly's time to the first byte.")
  private long firstByteMs;

  @Option(
      names = "--idle-timeout-ms",
      defaultValue = "${env:SIMULATOR_IDLE_TIMEOUT_MS:-15000}",
      description = "How long a Transcribe stream may bring no audio.")
  private long idleTimeoutMs;

  @Option(
      names = "--lexicons",
      defaultValue = "${env:SIMULATOR_LEXICONS:-" + Option.NULL_VALUE + "}",
      description = "Names of the pronunciation lexicons that Polly has, with commas.")
  private @Nullable String lexicons;

  @Option(
      names = "--tls",
      defaultValue = "${env:SIMULATOR_TLS:-false}",
      description = "Encrypt, with a self-signed certificate.")
  private boolean tls;

  @Option(
      names = "--script",
      defaultValue = "${env:SIMULATOR_SCRIPT:-" + Option.NULL_VALUE + "}",
      description = "A JSON file of what the model answers; see README.md.")
  private @Nullable Path script;

  @Option(
      names = "--print-env",
      description = "Print the environment that leads the AWS SDK here, as lines to export.")
  private boolean printEnvironment;

  /** Runs the command; ends with 2 when an option is wrong, 1 when the port is taken. */
  public static void main(String... arguments) {
    // Standard output is for those who wait for the one line; Netty says a lot by default.
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new SimulatorMain())
        .setExecutionExceptionHandler(
            (failure, command, _) -> {
              command.getErr().println(failure.getMessage());
              return failure instanceof IOException ? 1 : 70;
            });
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (AwsSimulator simulator = AwsSimulator.start(settings())) {
      announce(simulator);
      new CountDownLatch(1).await();
    }
    return 0;
  }

  SimulatorSettings settings() throws IOException {
    return SimulatorSettings.defaults()
        .withPort(port)
        .withTls(tls)
        .withFinalDelay(Duration.ofMillis(finalDelayMs))
        .withTokens(Duration.ofMillis(firstTokenMs), Duration.ofMillis(tokenIntervalMs))
        .withFirstByte(Duration.ofMillis(firstByteMs))
        .withIdleTimeout(Duration.ofMillis(idleTimeoutMs))
        .withLexicons(lexicons == null ? Set.of() : Set.of(lexicons.split(",", -1)))
        .withScript(script == null ? Script.bundled() : Script.read(script));
  }

  private void announce(AwsSimulator simulator) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (printEnvironment) {
      simulator.environment().forEach((name, value) -> out.println("export " + name + "=" + value));
    }
    out.println("simulator listening on " + simulator.endpoint());
    out.flush();
  }
}
