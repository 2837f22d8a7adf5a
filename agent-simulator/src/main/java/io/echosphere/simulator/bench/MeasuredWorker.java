package io.echosphere.simulator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.simulator.aws.wire.Json;
import io.echosphere.simulator.demo.DemoStack;
import io.echosphere.simulator.stack.ChildProcess;
import io.echosphere.simulator.stack.LocalStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** A worker of the distribution, looked at from outside. Owned by one thread. */
final class MeasuredWorker implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final ProcessHandle java;
  private final Path log;
  private final double readyMillis;

  private MeasuredWorker(ChildProcess process, ProcessHandle java, Path log, double readyMillis) {
    this.process = process;
    this.java = java;
    this.log = log;
    this.readyMillis = readyMillis;
  }

  /** Starts one, and waits until LiveKit has taken it. */
  static MeasuredWorker start(DemoStack stack, Map<String, String> variables)
      throws InterruptedException {
    try {
      Path log = Files.createTempFile(stack.directory(), "worker-", ".log");
      Instant exec = Instant.now();
      ChildProcess process = stack.startWorker(variables, log);
      Instant ready = Instant.parse(line(log, "registered with LiveKit").path("time").asText());
      ProcessHandle java =
          process
              .program("java")
              .orElseThrow(() -> new LocalStackException("the worker ended: " + process.tail(20)));
      return new MeasuredWorker(process, java, log, Duration.between(exec, ready).toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the launcher's exec to LiveKit's answer, in ms, by the time of the log line. */
  double readyMillis() {
    return readyMillis;
  }

  ProcessFigures figures() {
    return ProcessFigures.of(java.pid());
  }

  /** Processor time used so far, in s. */
  double cpuSeconds() {
    return java.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** Bytes of the heap in use after a full collection, in MB; NaN when jcmd is not there. */
  double liveHeapMegabytes() {
    return LiveHeap.megabytes(java);
  }

  /** The last lines of its log. */
  String tail(int lines) {
    return process.tail(lines);
  }

  /**
   * Ends it as an operator would.
   *
   * @return what its pacer says of its punctuality
   */
  String end() throws InterruptedException {
    process.terminate();
    if (!process.waitFor(END_LIMIT) || process.exitCode() != 0) {
      throw new LocalStackException("the worker did not end with 0:\n" + process.tail(20));
    }
    String paced = line(log, "Paced: ").path("message").asText();
    return paced.replace("Paced: ", "");
  }

  @Override
  public void close() {
    process.close();
  }

  private static JsonNode line(Path log, String words) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(words))
          .findFirst()
          .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
          .orElseGet(Json::object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
