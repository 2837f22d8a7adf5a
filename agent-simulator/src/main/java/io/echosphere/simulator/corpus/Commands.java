package io.echosphere.simulator.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end. Keeps no state. */
final class Commands {
  private static final long LIMIT_SECONDS = 60;

  private Commands() {}

  /**
   * What the program wrote.
   *
   * @param input what it reads; may be empty
   * @throws IOException when it fails or takes longer than a minute
   */
  static String run(List<String> command, String input) throws IOException, InterruptedException {
    Path out = Files.createTempFile("corpus", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try (var in = process.getOutputStream()) {
        if (!input.isEmpty()) {
          in.write((input + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command.getFirst() + " failed: " + Files.readString(out).strip());
      }
      return Files.readString(out);
    } finally {
      Files.deleteIfExists(out);
    }
  }
}
