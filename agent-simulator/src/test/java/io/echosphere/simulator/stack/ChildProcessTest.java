package io.echosphere.simulator.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs used here are Unix's")
class ChildProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory;

  @Test
  void theExitCodeAndOutputOfTheProgramAreKept() throws Exception {
    try (var child = start("echo $GREETING; exit 7")) {
      assertThat(child.waitFor(LIMIT)).isTrue();
      assertThat(child.exitCode()).isEqualTo(7);
      assertThat(child.tail(5)).isEqualTo("hello");
    }
  }

  @Test
  void aTerminatedProgramMayEndInItsOwnTimeAndWithItsOwnCode() throws Exception {
    try (var child = start("trap 'exit 3' TERM; echo up; while :; do sleep 0.05; done")) {
      awaitLine(child, "up");
      child.terminate();
      assertThat(child.waitFor(LIMIT)).isTrue();
      assertThat(child.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void aKilledProgramTakesItsOwnChildrenWithIt() throws Exception {
    var child = start("sleep 600 & echo $!; wait");
    long grandchild = awaitNumber(child);
    child.kill();

    assertThat(child.isAlive()).isFalse();
    ProcessHandle.of(grandchild).ifPresent(left -> left.onExit().join());
    assertThat(ProcessHandle.of(grandchild)).isEmpty();
  }

  /** A test JVM that is killed outright leaves no server behind. */
  @Test
  void aProgramEndsWhenTheJvmThatStartedItIsKilled() throws Exception {
    Path log = directory.resolve("log");
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                log.toString())
            .redirectErrorStream(true)
            .start();
    long child;
    try (var lines = parent.inputReader()) {
      child = Long.parseLong(lines.readLine());
      parent.destroyForcibly().waitFor();
    }

    ProcessHandle.of(child)
        .ifPresent(
            left -> left.onExit().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(child)).isEmpty();
  }

  /** A JVM with one child, which prints the child's process id. */
  static final class Parent {
    private Parent() {}

    /** Starts the child and stays. */
    public static void main(String[] arguments) throws Exception {
      var child =
          ChildProcess.start(
              List.of("sh", "-c", "echo $$; exec sleep 600"), Map.of(), Path.of(arguments[0]));
      System.out.println(awaitNumber(child));
      child.waitFor(Duration.ofMinutes(10));
    }
  }

  private ChildProcess start(String script) {
    return ChildProcess.start(
        List.of("sh", "-c", script), Map.of("GREETING", "hello"), directory.resolve("log"));
  }

  private static long awaitNumber(ChildProcess child) {
    while (!child.tail(1).matches("\\d+")) {
      assertThat(child.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    return Long.parseLong(child.tail(1));
  }

  private static void awaitLine(ChildProcess child, String line) {
    while (!child.tail(1).equals(line)) {
      assertThat(child.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }
}
