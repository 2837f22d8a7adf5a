package io.echosphere.worker.command;

import io.echosphere.worker.config.Environment;
import io.echosphere.worker.config.InvalidConfigException;
import io.echosphere.worker.config.WorkerConfig;
import io.echosphere.worker.doctor.Finding;
import io.echosphere.worker.doctor.Finding.Status;
import io.echosphere.worker.logging.Logging;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** Finds out whether a worker would work here. */
@Command(
    name = "check",
    header = "Checks whether a worker would work here.",
    description =
        "Looks at the configuration, the native libraries, LiveKit, the database, the AWS"
            + " credentials, the voices and the model. Changes nothing; the model is asked for one"
            + " token.",
    footer = {"", "Exit code 0 if nothing failed, else 1."})
final class CheckCommand implements Callable<Integer> {
  private static final int NAME_WIDTH = 16;

  private final Console console;
  private final Function<WorkerConfig, Map<String, Finding>> examination;

  CheckCommand(Console console, Function<WorkerConfig, Map<String, Finding>> examination) {
    this.console = console;
    this.examination = examination;
  }

  @Override
  public Integer call() {
    Map<String, Finding> findings = new LinkedHashMap<>();
    try {
      Environment environment = Environment.of(console.variables(), console.directory());
      WorkerConfig.Loaded loaded = WorkerConfig.load(environment.variables());
      environment.exportTo(System.getProperties());
      Logging.install(
          loaded.config().telemetry().logging(), console.err(), console.terminal(), true);
      row("configuration", Finding.ok(summary(loaded.config())));
      loaded.warnings().forEach(text -> row("", Finding.ok("but " + text)));
      findings.putAll(examination.apply(loaded.config()));
    } catch (InvalidConfigException invalid) {
      invalid
          .problems()
          .forEach(problem -> findings.put(problem.variable(), Finding.failed(problem.toString())));
      findings.put("all else", Finding.skipped("cannot be checked without a configuration"));
      invalid.warnings().forEach(text -> row("configuration", Finding.ok("but " + text)));
    }
    findings.forEach(this::row);
    boolean failed = findings.values().stream().anyMatch(it -> it.status() == Status.FAILED);
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  private static String summary(WorkerConfig config) {
    return "%s, region %s, %s"
        .formatted(
            config.livekit().agentName().isEmpty()
                ? "joins every new room"
                : "joins rooms that ask for " + config.livekit().agentName(),
            config.aws().region(),
            config.speech().hearing().languages());
  }

  private void row(String name, Finding finding) {
    Ansi ansi = console.coloured() ? Ansi.ON : Ansi.OFF;
    String style =
        switch (finding.status()) {
          case OK -> "green";
          case FAILED -> "bold,red";
          case SKIPPED -> "faint";
        };
    String status = "%-7s".formatted(finding.status().name().toLowerCase(Locale.ROOT));
    String padded = ("%-" + NAME_WIDTH + "s").formatted(name);
    console
        .out()
        .println(
            ansi.string("@|" + style + " " + status + "|@  ") + padded + "  " + finding.words());
  }
}
