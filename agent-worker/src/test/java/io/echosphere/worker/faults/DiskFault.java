package io.echosphere.worker.faults;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A full disk under the journal: a small file system of its own, filled up and kept full. */
final class DiskFault implements Fault {
  private static final int MEGABYTES = 2;

  /** In bytes; small, so that a few facts need another one. */
  private static final int BLOCK = 1_024;

  private static final String TOLD = "The journal cannot be written, facts are kept in memory only";

  private @Nullable Thread filler;

  @Override
  public String name() {
    return "disk full under the journal for 6 s";
  }

  @Override
  public Optional<String> impossible(FaultStack stack) {
    return mounted(stack)
        ? Optional.empty()
        : Optional.of("needs root, mkfs.ext2 and a loop device, for a small disk");
  }

  @Override
  public Map<String, String> variables(FaultStack stack) {
    return Map.of("JOURNAL_DIR", disk(stack).toString());
  }

  @Override
  public void strike(Scene scene) throws IOException {
    Path file = filling(scene.stack());
    fill(file);
    filler = Thread.ofPlatform().daemon().name("disk-filler").start(() -> fillAgain(file));
  }

  @Override
  public List<String> told() {
    return List.of(TOLD, "The journal works again");
  }

  @Override
  public List<String> mayTell() {
    return List.of(TOLD);
  }

  @Override
  public Duration lasts() {
    return Duration.ofSeconds(6);
  }

  @Override
  public void repair(Scene scene) throws IOException, InterruptedException {
    if (filler != null) {
      filler.interrupt();
      filler.join();
      filler = null;
    }
    Files.deleteIfExists(filling(scene.stack()));
  }

  private static void fill(Path file) throws IOException {
    try (var open = Files.newOutputStream(file, CREATE, APPEND)) {
      byte[] block = new byte[BLOCK];
      for (int count = 0; count <= (MEGABYTES << 20) / BLOCK; count++) {
        open.write(block);
      }
    } catch (FileSystemException e) {
      throw e; // it cannot be opened
    } catch (IOException e) {
      return; // that was the aim
    }
    throw new IOException("the disk did not fill up");
  }

  /** What the journal gives back, having stored it, is taken as well. */
  private static void fillAgain(Path file) {
    try {
      while (true) {
        fill(file);
        Thread.sleep(Duration.ofMillis(20));
      }
    } catch (InterruptedException e) {
      // repaired
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path disk(FaultStack stack) {
    return stack.directory().resolve("small-disk");
  }

  private static Path filling(FaultStack stack) {
    return disk(stack).resolve("filling");
  }

  private static boolean mounted(FaultStack stack) {
    Path disk = disk(stack);
    Path image = stack.directory().resolve("small-disk.img");
    try {
      Files.createDirectories(disk);
      if (run(List.of("mountpoint", "-q", disk.toString()))) {
        return true;
      }
      Files.write(image, new byte[MEGABYTES << 20]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean mounted =
        run(List.of("mkfs.ext2", "-q", "-b", String.valueOf(BLOCK), "-m", "0", image.toString()))
            && run(List.of("mount", "-o", "loop", image.toString(), disk.toString()));
    stack.atEnd(() -> run(List.of("umount", disk.toString())));
    return mounted;
  }

  private static boolean run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
