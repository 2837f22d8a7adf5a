package io.echosphere.worker.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what this is, for reports of problems. */
@Command(
    name = "version",
    header = "Prints the version, the commit it was built from, and its pieces' versions.")
final class VersionCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--short", description = "Only the version.")
  private boolean brief;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    var build = BuildInfo.ofThis();
    console.out().println(brief ? build.version() : "echosphere " + build.version());
    if (!brief) {
      build.pieces().forEach((name, value) -> console.out().printf("%-14s %s%n", name, value));
      console
          .out()
          .printf(
              "%-14s %s (%s) on %s %s%n",
              "java",
              Runtime.version(),
              System.getProperty("java.vendor"),
              System.getProperty("os.name"),
              System.getProperty("os.arch"));
    }
    return ExitCode.OK;
  }
}
