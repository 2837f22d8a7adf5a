package io.echosphere.worker.endtoend;

import io.echosphere.simulator.stack.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A process of the packaged distribution, and what it has printed so far. Owned by one thread. */
public final class Program implements AutoCloseable {
  /** The distribution's command. */
  private static final Path LAUNCHER = Path.of("target/echosphere/bin/echosphere").toAbsolutePath();

  private final ChildProcess process;
  private final Path output;

  private Program(ChildProcess process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a command as an operator would, with these variables and no others. */
  public static Program start(Map<String, String> environment, List<String> arguments) {
    try {
      Path directory = Files.createTempDirectory("echosphere-e2e-");
      Path output = Files.createFile(directory.resolve("output"));
      var command = new java.util.ArrayList<>(List.of(LAUNCHER.toString()));
      command.addAll(arguments);
      var process = ChildProcess.startAlone(command, environment, directory, Optional.of(output));
      return new Program(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole lines printed so far, by the program and by its errors. */
  public List<String> lines() {
    try {
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it prints, as a file. */
  Path outputFile() {
    return output;
  }

  /** All that was printed so far. */
  public String output() {
    return String.join("\n", lines());
  }

  /** Waits for a line that holds these words. */
  public String awaitLine(String words) throws Exception {
    return awaitLines(words, 1).getFirst();
  }

  /** Waits until so many lines hold these words; gives all of them. */
  public List<String> awaitLines(String words, int count) throws Exception {
    Predicate<String> wanted = line -> line.contains(words);
    return Await.until(
        () -> {
          boolean ended = !process.isAlive();
          List<String> found = lines().stream().filter(wanted).toList();
          if (found.size() < count && ended) {
            throw new AssertionError(
                "ended before it printed '" + words + "' " + count + " times:\n" + output());
          }
          return found.size() < count ? Optional.<List<String>>empty() : Optional.of(found);
        },
        () -> output());
  }

  /** Waits for the end; gives the exit code. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(Await.LIMIT)) {
      throw new AssertionError("does not end:\n" + output());
    }
    return process.exitCode();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** SIGTERM. */
  public void terminate() {
    process.terminate();
  }

  /** SIGKILL, and waits until it is gone; what it printed stays until it is closed. */
  public void kill() {
    process.kill();
  }

  /** Its JVM, which the launcher has become or started; empty once it has ended. */
  public Optional<ProcessHandle> java() {
    return process.program("java");
  }

  /** Kills it if it still runs, and removes what it wrote. */
  @Override
  public void close() {
    process.kill();
    try (Stream<Path> written = Files.walk(output.getParent())) {
      for (Path file : written.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + output.getParent());
    }
  }
}
