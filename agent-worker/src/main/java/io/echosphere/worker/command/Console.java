package io.echosphere.worker.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command may touch of the outside, so that tests can give it something else.
 *
 * @param out results, always UTF-8: the callers speak Japanese, whatever the locale
 * @param err complaints and logs, likewise
 * @param variables the environment
 * @param directory where {@code .env} is looked for
 * @param terminal whether a person is watching: pretty logs and colours
 */
public record Console(
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    Path directory,
    boolean terminal) {

  /** The process's own. */
  public static Console ofProcess() {
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.getenv(),
        Path.of(""),
        Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false));
  }

  /** Whether to colour: on a terminal, unless {@code NO_COLOR} is set. */
  boolean coloured() {
    return terminal && variables.getOrDefault("NO_COLOR", "").isEmpty();
  }
}
