package io.echosphere.simulator.stack;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Tells whether a Docker engine answers; asked once a process. */
final class Docker {
  private Docker() {}

  static boolean isRunning() {
    return Once.RUNNING;
  }

  private static final class Once {
    static final boolean RUNNING = ask();

    private static boolean ask() {
      if (Platform.onPath("docker").isEmpty()) {
        return false;
      }
      try {
        Process process =
            new ProcessBuilder("docker", "info", "--format", "{{.OSType}}")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return false;
        }
        return process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
