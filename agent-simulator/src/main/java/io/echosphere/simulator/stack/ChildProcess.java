package io.echosphere.simulator.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that never outlives this JVM, writing its output to a file. A shutdown hook ends it; on
 * Unix a shell also watches a pipe from us, so that it ends even when this JVM is killed outright.
 * Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
  /**
   * Starts the command, and kills it once our end of the pipe (its standard input) is closed. The
   * watcher is ended first on a normal exit, so that a reused process id is never hit. Ctrl-C in a
   * terminal reaches this JVM alone, which then ends its children in order.
   */
  private static final String WATCHED =
      """
      asked=
      exec 3<&0
      trap '' INT
      trap 'asked=yes; kill -TERM "$child" 2>/dev/null' TERM
      "$@" <&- & child=$!
      [ -z "$asked" ] || kill -TERM "$child"
      { while read -r line; do :; done; kill -KILL "$child" 2>/dev/null; } <&3 >&- 2>&- & watcher=$!
      exec 3<&-
      wait "$child"; status=$?
      while kill -0 "$child" 2>/dev/null; do wait "$child"; status=$?; done
      kill "$watcher" 2>/dev/null
      exit "$status"
      """;

  private static final Set<String> NEEDED_TO_RUN =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          "TERM",
          "JAVA_HOME",
          "ECHOSPHERE_JAVA_HOME",
          "ECHOSPHERE_JVM_OPTS",
          "ECHOSPHERE_AOT",
          "LD_LIBRARY_PATH",
          "SystemRoot",
          "TEMP",
          "USERPROFILE");

  private final Process process;
  private final Path log;
  private final Thread hook;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.hook = new Thread(this::endWithJvm, "end-child-" + process.pid());
  }

  /**
   * Starts a process with this one's environment and more.
   *
   * @param command the program and its arguments
   * @param environment added to this process's environment
   * @param log file that its output and errors are appended to
   * @return the running process
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path log) {
    return start(
        command,
        log,
        builder -> {
          builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
          builder.environment().putAll(environment);
        });
  }

  /**
   * Starts a process as an operator would: in a directory of its own, with only the variables given
   * and those that programs need to find things (such as {@code PATH}).
   *
   * @param command the program and its arguments
   * @param environment its variables
   * @param directory its working directory
   * @param log file that its output and errors are appended to; without one they go to this
   *     process's output
   * @return the running process
   */
  public static ChildProcess startAlone(
      List<String> command, Map<String, String> environment, Path directory, Optional<Path> log) {
    return start(
        command,
        log.orElse(directory),
        builder -> {
          builder.directory(directory.toFile());
          builder.redirectOutput(
              log.map(file -> ProcessBuilder.Redirect.appendTo(file.toFile()))
                  .orElse(ProcessBuilder.Redirect.INHERIT));
          builder.environment().keySet().retainAll(NEEDED_TO_RUN);
          builder.environment().putAll(environment);
        });
  }

  private static ChildProcess start(
      List<String> command, Path log, Consumer<ProcessBuilder> settings) {
    var whole = new ArrayList<String>();
    if (!Platform.isWindows()) {
      whole.addAll(List.of("sh", "-c", WATCHED, "sh"));
    }
    whole.addAll(command);
    var builder = new ProcessBuilder(whole).redirectErrorStream(true);
    settings.accept(builder);
    try {
      var child = new ChildProcess(builder.start(), log);
      Runtime.getRuntime().addShutdownHook(child.hook);
      return child;
    } catch (IOException e) {
      throw new LocalStackException("cannot start " + command.getFirst(), e);
    }
  }

  /**
   * Tells whether the process runs.
   *
   * @return false once it has ended
   */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Finds the program itself, which a shell has started here.
   *
   * @param name of its executable, such as {@code java}
   * @return its handle; empty when it has ended, or does not run yet
   */
  public Optional<ProcessHandle> program(String name) {
    return process
        .descendants()
        .filter(handle -> isNamed(name, handle.info().command().orElse("")))
        .findFirst();
  }

  /**
   * Sends the program a signal; POSIX only.
   *
   * @param name of its executable
   * @param signal such as {@code STOP}
   * @throws LocalStackException if it does not run, or the signal cannot be sent
   */
  public void signal(String name, String signal) {
    String pid =
        program(name)
            .map(handle -> String.valueOf(handle.pid()))
            .orElseThrow(() -> new LocalStackException(name + " does not run"));
    try {
      var kill = new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new LocalStackException("kill -" + signal + " of " + name + " failed");
      }
    } catch (IOException e) {
      throw new LocalStackException("kill cannot be run", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isNamed(String name, String command) {
    return !command.isEmpty() && Path.of(command).endsWith(name);
  }

  /**
   * Waits for the end.
   *
   * @param limit how long at most
   * @return true when it has ended
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public boolean waitFor(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Gives the exit code.
   *
   * @return the code, 128 + signal when a signal ended it
   * @throws IllegalThreadStateException while it runs
   */
  public int exitCode() {
    return process.exitValue();
  }

  /** Asks the process to end (SIGTERM on Unix); returns at once. */
  public void terminate() {
    // Process.destroy() would also close the pipe, and the watcher would kill at once
    process.toHandle().destroy();
  }

  /** Ends the process at once (SIGKILL on Unix) and waits until it is gone. */
  public void kill() {
    killTree();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    release();
  }

  /** Asks the process to end, and kills it when it has not within five seconds. Idempotent. */
  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  /**
   * Asks the process to end, and kills it when it has not within a time. Idempotent.
   *
   * @param grace how long it may take
   */
  public void close(Duration grace) {
    terminate();
    try {
      if (!waitFor(grace)) {
        kill();
      }
    } catch (InterruptedException e) {
      killTree();
      Thread.currentThread().interrupt();
    }
    release();
  }

  /**
   * Reads the last lines that the process wrote.
   *
   * @param lines how many at most
   * @return the lines joined, or a word on why there are none
   */
  public String tail(int lines) {
    try {
      List<String> all = Files.readAllLines(log);
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      return "(no log at " + log + ")";
    }
  }

  private void endWithJvm() {
    terminate();
    try {
      process.waitFor(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    killTree();
  }

  private void killTree() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The process is gone, and with it the reading end of the pipe.
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook runs by itself.
    }
  }
}
