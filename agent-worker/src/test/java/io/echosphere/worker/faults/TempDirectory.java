package io.echosphere.worker.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory that goes with all that is in it.
 *
 * @param path the directory
 */
record TempDirectory(Path path) implements AutoCloseable {
  static TempDirectory create() {
    try {
      return new TempDirectory(Files.createTempDirectory("echosphere-faults-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes it; what cannot be deleted is named and left. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("left behind: " + path + ": " + e.getMessage());
    }
  }
}
