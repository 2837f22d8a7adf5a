package io.echosphere.adapter.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whoever holds this owns a directory. The operating system gives it up when its process dies, in
 * whatever way. Thread-safe.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "lock";
  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

  /**
   * Directories that this process holds: on POSIX systems a process would lose its lock by closing
   * another channel to the same file, so it must not even look.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Files are locked between processes; this is for the threads of one. */
  private static final ReentrantLock GUARD = new ReentrantLock();

  private final Path directory;
  private final FileChannel channel;
  private final FileLock lock;

  private DirectoryLock(Path directory, FileChannel channel, FileLock lock) {
    this.directory = directory;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes a directory that exists, if nobody has it. */
  static Optional<DirectoryLock> tryTake(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      return Optional.empty();
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      Path file = real.resolve(FILE);
      channel = FileChannel.open(file, OPTIONS, Disk.owner(file, "rw-------"));
      lock = channel.tryLock();
      return lock == null ? Optional.empty() : Optional.of(new DirectoryLock(real, channel, lock));
    } catch (OverlappingFileLockException e) { // held by this process under another class loader
      return Optional.empty();
    } finally {
      if (lock == null) {
        HELD.remove(real);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Work that must see no directory half made: waits for other processes and threads. */
  static <T> T guarded(Path root, Work<T> work) throws IOException {
    GUARD.lock();
    try (var channel =
            FileChannel.open(root.resolve(FILE), OPTIONS, Disk.owner(root, "rw-------"));
        var _ = channel.lock()) {
      return work.run();
    } finally {
      GUARD.unlock();
    }
  }

  /** Something done with the disk. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  @Override
  public void close() throws IOException {
    try {
      lock.release();
      channel.close();
    } finally {
      HELD.remove(directory);
    }
  }
}
