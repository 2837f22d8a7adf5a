package io.echosphere.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real signals to a real process. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals to send")
@Timeout(60)
class ShutdownTest {
  private final List<Process> children = new ArrayList<>();

  @AfterEach
  void endChildren() {
    children.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @CsvSource({"TERM", "INT"})
  void theFirstSignalDrainsFlushesAndExitsWithZero(String signal) throws Exception {
    var child = start("quick");
    send(signal, child);

    assertThat(remaining(child)).contains("draining", "drained", "flushed");
    assertThat(exitCode(child)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void theSecondSignalEndsAtOnce(String signal, int code) throws Exception {
    var child = start("endless");
    send("TERM", child);
    awaitLine(child, "draining");
    send(signal, child);

    assertThat(remaining(child)).contains("last words").doesNotContain("drained", "flushed");
    assertThat(exitCode(child)).isEqualTo(code);
  }

  @Test
  void aDrainThatTakesTooLongIsGivenUpAndStillExitsWithZero() throws Exception {
    var child = start("slow");
    send("TERM", child);

    assertThat(remaining(child)).contains("draining", "flushed");
    assertThat(exitCode(child)).isZero();
  }

  @Test
  void aDrainThatFailsExitsWithOne() throws Exception {
    var child = start("failing");
    send("TERM", child);

    assertThat(remaining(child)).contains("flushed");
    assertThat(exitCode(child)).isEqualTo(1);
  }

  @Test
  void aHookThatHangsDoesNotKeepTheProcess() throws Exception {
    var child = start("stuck");
    send("TERM", child);

    assertThat(remaining(child)).contains("drained", "flushed");
    assertThat(exitCode(child)).isZero();
  }

  @Test
  void aProcessThatAsksForItsOwnEndExitsWithItsOwnCode() throws Exception {
    var child = start("asked");

    assertThat(remaining(child)).contains("draining", "drained", "flushed");
    assertThat(exitCode(child)).isEqualTo(75);
  }

  /** An operator who stops a worker that is draining already must not cut its calls off. */
  @Test
  void theFirstSignalAfterTheProcessAskedJoinsTheDrainAndTheCodeIsTheSignals() throws Exception {
    var child = start("asked-once");
    awaitLine(child, "draining");
    send("TERM", child);
    awaitSignal(child);
    child.getOutputStream().write('\n');
    child.getOutputStream().flush();

    assertThat(remaining(child)).contains("drained", "flushed").doesNotContain("last words");
    assertThat(exitCode(child)).isZero();
  }

  @Test
  void theSecondSignalAfterTheProcessAskedEndsAtOnce() throws Exception {
    var child = start("asked-endless");
    awaitLine(child, "draining");
    send("TERM", child);
    awaitSignal(child);
    send("TERM", child);

    assertThat(remaining(child)).contains("last words").doesNotContain("drained", "flushed");
    assertThat(exitCode(child)).isEqualTo(143);
  }

  private Process start(String mode) throws IOException {
    List<String> command = new ArrayList<>();
    if (OS.LINUX.isCurrentOs()) {
      // A build run in the background ignores SIGINT, and children inherit that.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            ShutdownProbe.class.getName(),
            mode));
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    children.add(child);
    awaitLine(child, "ready");
    return child;
  }

  private static void send(String signal, Process child) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start().waitFor();
    assertThat(code).isZero();
  }

  private static void awaitLine(Process child, String wanted) throws IOException {
    BufferedReader output = child.inputReader();
    String line = output.readLine();
    while (line != null && !line.equals(wanted)) {
      line = output.readLine();
    }
    assertThat(line).isEqualTo(wanted);
  }

  /** The log says when a signal was taken; two that are sent at once may be one. */
  private static void awaitSignal(Process child) throws IOException {
    BufferedReader output = child.inputReader();
    String line = output.readLine();
    while (line != null && !line.contains("draining already")) {
      line = output.readLine();
    }
    assertThat(line).contains("draining already");
  }

  private static List<String> remaining(Process child) {
    return child.inputReader().lines().toList();
  }

  private static int exitCode(Process child) throws InterruptedException {
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return child.exitValue();
  }
}
