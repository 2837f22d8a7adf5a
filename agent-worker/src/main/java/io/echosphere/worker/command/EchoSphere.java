package io.echosphere.worker.command;

import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.config.WebConfig;
import io.echosphere.worker.config.WorkerConfig;
import io.echosphere.worker.doctor.Examination;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code echosphere} and what its commands have in common. */
@Command(
    name = "echosphere",
    description = "A self-hosted voice agent for LiveKit.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = EchoSphere.Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 it worked, 1 it failed, 2 the configuration or the command line is wrong.",
      "Configured by environment variables: see .env.example and docs/configuration.md."
    })
public final class EchoSphere implements Runnable {
  @Spec private CommandSpec spec;

  private EchoSphere() {
    this.spec = CommandSpec.create();
  }

  /**
   * Runs one command line.
   *
   * @param programs what {@code start} and {@code web} run
   * @return exit code: 0 it worked, 1 it failed, 2 configuration or usage is wrong
   */
  public static int run(Console console, Programs programs, String... args) {
    var line =
        new CommandLine(new EchoSphere())
            .addSubcommand(new StartCommand(console, programs.worker()))
            .addSubcommand(new WebCommand(console, programs.page()))
            .addSubcommand(new HealthCommand(console))
            .addSubcommand(new CheckCommand(console, Examination::of))
            .addSubcommand(new CallCommand(console))
            .addSubcommand(new InviteCommand(console))
            .addSubcommand(new ReplayCommand(console))
            .addSubcommand(new VersionCommand(console))
            .addSubcommand(new SettingsCommand(console))
            .addSubcommand(new CommandLine.HelpCommand());
    line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.coloured() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(98)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, arguments) -> misused(console, wrong))
        .setExecutionExceptionHandler((failure, at, parsed) -> failed(console, failure));
    return line.execute(args);
  }

  /**
   * What runs once the configuration is known to be good; each returns the exit code.
   *
   * @param worker what {@code start} runs
   * @param page what {@code web} runs
   */
  public record Programs(ToIntFunction<WorkerConfig> worker, ToIntFunction<WebConfig> page) {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  private static int misused(Console console, ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    console.err().println(command + ": " + wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, wrong.getCommandLine().getErr())) {
      console.err().println("See: " + command + " --help");
    }
    return ExitCode.UNUSABLE;
  }

  private static int failed(Console console, Exception failure) {
    if (failure instanceof InvalidConfigException invalid) {
      console.err().println("echosphere: the configuration has " + count(invalid));
      String.valueOf(invalid.getMessage())
          .lines()
          .forEach(text -> console.err().println("  " + text));
      return ExitCode.UNUSABLE;
    }
    String words = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    console.err().println("echosphere: " + words);
    if (console.variables().getOrDefault("DEBUG", "").equalsIgnoreCase("true")) {
      failure.printStackTrace(console.err());
    }
    return ExitCode.FAILED;
  }

  private static String count(InvalidConfigException invalid) {
    int problems = invalid.problems().size();
    return problems == 1 ? "one problem:" : problems + " problems:";
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"echosphere " + BuildInfo.ofThis().version()};
    }
  }
}
