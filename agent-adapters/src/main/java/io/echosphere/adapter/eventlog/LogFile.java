package io.echosphere.adapter.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of one call. Each line is handed to the operating system at once, so that a process that
 * dies takes at most the end of its last line with it. After the first failure nothing more is
 * written: the log then ends without its last line. Owned by the writing thread.
 */
final class LogFile {
  private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);

  private final Path path;
  private @Nullable WritableByteChannel channel;
  private long steps;

  LogFile(Path path) {
    this.path = path;
  }

  /** Where files are made. */
  @FunctionalInterface
  interface Disk {
    /** Makes a new file to write to. */
    WritableByteChannel create(Path path) throws IOException;
  }

  /** Makes files for the owner's eyes alone, where the file system can say so. */
  static WritableByteChannel owned(Path path) throws IOException {
    FileAttribute<?>[] owner =
        path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return FileChannel.open(path, options, owner);
  }

  void create(Disk disk) {
    try {
      channel = disk.create(path);
    } catch (IOException e) {
      LOG.warn("A call's events are not logged: {}", e.toString());
    }
  }

  /** Appends a line, if the file can still be written. */
  void append(String line) {
    var open = channel;
    if (open == null) {
      return;
    }
    var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        open.write(bytes);
      }
    } catch (IOException e) {
      LOG.warn("The event log {} ends before its call: {}", path, e.toString());
      close();
    }
  }

  void appendStep(String line) {
    append(line);
    steps++;
  }

  /** Appends the last line and closes the file. */
  void end(long lost) {
    append(LogLine.end(steps, lost));
    close();
  }

  /** A bug of ours costs this log only. */
  void giveUp(RuntimeException bug) { // whose message may hold words of the caller
    LOG.error("The event log {} ends before its call: {}", path, bug.getClass().getSimpleName());
    close();
  }

  /** Closes the file as it is. */
  void close() {
    var open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.warn("The event log {} may lack its end: {}", path, e.toString());
      }
    }
  }
}
