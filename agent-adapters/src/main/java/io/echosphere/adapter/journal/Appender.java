package io.echosphere.adapter.journal;

import io.echosphere.application.port.out.FactJournal.JournalUnavailable;
import io.echosphere.application.recording.Told;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the newest segment of a spool, and begins another when that is full or has failed.
 * Owned by the thread that appends.
 */
final class Appender {
  /** Read at once when its turn comes; a backlog of a day's calls is a few of these. */
  static final long SEGMENT_BYTES = 4 << 20;

  private final Spool spool;
  private final Disk.Maker disk;
  private final Supplier<Instant> clock;
  private @Nullable Segment segment;
  private long files;
  private long number;

  Appender(Spool spool, Disk.Maker disk, Supplier<Instant> clock) {
    this.spool = spool;
    this.disk = disk;
    this.clock = clock;
  }

  void append(List<Told> facts) throws JournalUnavailable {
    var bytes = new ByteArrayOutputStream();
    for (Told told : facts) {
      number++;
      bytes.writeBytes(Frames.frame(number, FactForm.write(told)));
    }
    Segment to = null;
    long written = 0;
    try {
      to = writable();
      var file = to.active;
      OptionalLong at = spool.begin(to);
      if (file == null || at.isEmpty()) {
        throw new IOException("the segment was given up");
      }
      file.write(at.getAsLong(), bytes.toByteArray());
      file.sync();
      written = bytes.size();
    } catch (IOException e) {
      throw new JournalUnavailable(e.toString(), e);
    } finally {
      if (to != null) {
        spool.finish(to, written, number, written > 0 ? facts : List.of());
      }
      if (written == 0) { // what the disk holds now nobody knows: the next try begins a new file
        giveUp();
      }
    }
  }

  private Segment writable() throws IOException {
    var last = segment;
    if (last != null && spool.hasRoom(last, SEGMENT_BYTES)) {
      return last;
    }
    giveUp();
    files++;
    Path path = Segment.path(spool.directory(), files);
    var next = new Segment(path);
    var file = disk.create(path);
    next.active = file;
    try {
      file.write(0, Frames.header(clock.get().toEpochMilli()));
      file.sync();
    } catch (IOException e) {
      next.seal();
      throw e;
    }
    Disk.syncNames(spool.directory());
    spool.add(next);
    segment = next;
    return next;
  }

  private void giveUp() {
    var last = segment;
    segment = null;
    if (last != null) {
      spool.seal(last);
    }
  }
}
