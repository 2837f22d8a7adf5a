package io.echosphere.adapter.journal;

import java.io.IOException;
import java.nio.file.Files;
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

  /** The numbers of the entries in it; none while {@code last} is smaller. */
  long first;

  long last = -1;

  /** When its newest fact was told. */
  Instant newest = Instant.EPOCH;

  /** To append to; null when nothing is appended any more. */
  Disk.@Nullable Appendable active;

  /** Whether a write is under way. */
  boolean writing;

  Segment(Path path) {
    this.path = path;
  }

  static Path path(Path directory, long number) {
    return directory.resolve("%010d%s".formatted(number, SUFFIX));
  }

  /** A file that another process left. */
  static Segment left(Path path) throws IOException {
    var segment = new Segment(path);
    segment.end = Math.max(Frames.HEADER, Files.size(path));
    return segment;
  }

  /** An entry is in it. */
  void holds(long number, Instant at) {
    if (last < first) {
      first = number;
    }
    last = number;
    newest = at.isAfter(newest) ? at : newest;
  }

  /** How many entries it holds beyond a number. */
  long beyond(long number) {
    return Math.max(0, last - Math.max(number, first - 1));
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
    first = 0;
    last = -1;
  }

  /** Nothing is appended any more. */
  void seal() {
    var file = active;
    active = null;
    if (file != null) {
      try {
        file.close();
      } catch (IOException _) {
        // what was acknowledged is on the disk already
      }
    }
  }
}
