package io.echosphere.adapter.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The number of the last entry that was dealt with, in a file. Not waited for: after a power cut it
 * may be behind, and then entries are stored again, which changes nothing. Owned by one thread.
 */
final class Cursor implements AutoCloseable {
  static final String FILE = "stored";
  private static final int LENGTH = 12;

  private final Path path;
  private @Nullable RandomAccessFile file;

  Cursor(Path directory) {
    this.path = directory.resolve(FILE);
  }

  /** What the file says; 0 if it says nothing. */
  long read() {
    try {
      var in = ByteBuffer.wrap(Disk.read(path));
      return in.limit() == LENGTH && in.getInt(8) == crc(in.getLong(0)) ? in.getLong(0) : 0;
    } catch (IOException _) {
      return 0;
    }
  }

  void write(long number) {
    try {
      if (file == null) {
        Disk.createIfAbsent(path);
        file = new RandomAccessFile(path.toFile(), "rw");
      }
      file.seek(0);
      file.write(ByteBuffer.allocate(LENGTH).putLong(number).putInt(crc(number)).array());
    } catch (IOException _) {
      // a full disk: more is stored again, if the process dies
    }
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException _) {
        // nothing depends on it
      }
      file = null;
    }
  }

  private static int crc(long number) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putLong(number).array());
    return (int) crc.getValue();
  }
}
