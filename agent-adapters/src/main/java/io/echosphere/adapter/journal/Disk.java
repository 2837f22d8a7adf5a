package io.echosphere.adapter.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files that hold words of callers: for the owner's eyes alone, where the file system can say so.
 * Written without interruptible channels, which an interrupted thread would close for all others.
 */
final class Disk {
  private Disk() {}

  /** Makes new files to append to. */
  @FunctionalInterface
  interface Maker {
    /** A new, empty file. */
    GrowingFile create(Path path) throws IOException;
  }

  /** A file that grows at its end. Owned by one thread at a time. */
  interface GrowingFile extends AutoCloseable {
    /** Writes at a position, which becomes the end with these bytes. */
    void write(long position, byte[] bytes) throws IOException;

    /** Waits until all that was written is on the disk. */
    void sync() throws IOException;

    /** Cuts off what is beyond a length. */
    void truncate(long length) throws IOException;

    @Override
    void close() throws IOException;
  }

  static GrowingFile create(Path path) throws IOException {
    Files.createFile(path, owner(path, "rw-------"));
    return new OnDisk(path);
  }

  static void createIfAbsent(Path path) throws IOException {
    if (Files.notExists(path)) {
      Files.createFile(path, owner(path, "rw-------"));
    }
  }

  /** A part of a file. */
  static byte[] read(Path path, long from, long to) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      var bytes = new byte[Math.toIntExact(to - from)];
      file.seek(from);
      file.readFully(bytes);
      return bytes;
    }
  }

  /** A whole file. */
  static byte[] read(Path path) throws IOException {
    return read(path, 0, Files.size(path));
  }

  /** Adds to a file, which is made if it is not there, and waits for the disk. */
  static void append(Path path, byte[] bytes) throws IOException {
    createIfAbsent(path);
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(file.length());
      file.write(bytes);
      file.getFD().sync();
    }
  }

  /** Makes a directory, and those above it, if they are not there. */
  static void makeDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, owner(directory, "rwx------"));
  }

  /** Waits until the names in a directory are on the disk, where a directory can be asked to. */
  static void syncNames(Path directory) {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // Windows opens no directories; its file system keeps names by itself
    }
  }

  static FileAttribute<?>[] owner(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static final class OnDisk implements GrowingFile {
    private final RandomAccessFile file;

    OnDisk(Path path) throws IOException {
      file = new RandomAccessFile(path.toFile(), "rw");
    }

    @Override
    public void write(long position, byte[] bytes) throws IOException {
      file.seek(position);
      file.write(bytes);
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void truncate(long length) throws IOException {
      file.setLength(length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
