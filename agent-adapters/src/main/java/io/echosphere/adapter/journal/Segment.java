package io.echosphere.adapter.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One file of a journal, and how far it is written and read. Guarded by its spool's lock. */
final class Segment {
  static final String SUFFIX = ".seg";

  final Path path;

  /** Where the next entry goes: what is before it is on the disk. */
  long end = Frames.HEADER;

  /** Up to where it has been loaded. */
  long read = Frames.HEADER;

  /** The number of its newest entry. */
  long last;

  private long first = Long.MAX_VALUE;
  private long entries;

  /** When its newest fact was told. */
  Instant newest = Instant.EPOCH;

  /** To append to; null when nothing is appended any more. */
  Disk.@Nullable GrowingFile active;

  /** Whether a write is under way. */
  boolean writing;

  Segment(Path path) {
    this.path = path;
  }

  static Path path(Path directory, long number) {
    return directory.resolve("%010d%s".formatted(number, SUFFIX));
  }

  /** An entry is in it. */
  void holds(long number, Instant at) {
    first = Math.min(first, number);
    last = number;
    entries++;
    newest = at.isAfter(newest) ? at : newest;
  }

  /** How many entries it holds beyond a number. */
  long beyond(long number) {
    return number < first ? entries : Math.clamp(last - number, 0, entries);
  }

  long bytes() {
    return end - Frames.HEADER;
  }

  /** Everything in it is dealt with: begins anew. */
  void empty() throws IOException {
    var file = active;
    if (file != null) {
      file.truncate(Frames.HEADER);
    }
    end = Frames.HEADER;
    read = Frames.HEADER;
    first = Long.MAX_VALUE;
    last = 0;
    entries = 0;
  }

  /** Nothing is appended any more; what a failed write left behind goes, if it can. */
  void seal() {
    var file = active;
    active = null;
    if (file == null) {
      return;
    }
    try (file) {
      file.truncate(end);
    } catch (IOException _) {
      // a reader takes it for damage, and skips it
    }
  }
}
