package io.echosphere.adapter.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The real disk, failing when told to, as a full one does: after a part of what was written. */
final class FailingDisk implements Disk.Maker {
  /** How many bytes of a write still fit. */
  volatile int failsAfter = Integer.MAX_VALUE;

  volatile boolean syncFails;
  volatile boolean truncateFails;
  int created;

  @Override
  public Disk.GrowingFile create(Path path) throws IOException {
    created++;
    var real = Disk.create(path);
    return new Disk.GrowingFile() {
      @Override
      public void write(long position, byte[] bytes) throws IOException {
        if (bytes.length > failsAfter) {
          real.write(position, Arrays.copyOf(bytes, failsAfter));
          throw new IOException("No space left on device");
        }
        real.write(position, bytes);
      }

      @Override
      public void sync() throws IOException {
        if (syncFails) {
          throw new IOException("Input/output error");
        }
        real.sync();
      }

      @Override
      public void truncate(long length) throws IOException {
        if (truncateFails) {
          throw new IOException("Input/output error");
        }
        real.truncate(length);
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }
}
