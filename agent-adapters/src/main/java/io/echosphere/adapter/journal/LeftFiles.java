package io.echosphere.adapter.journal;

import io.echosphere.adapter.journal.FactForm.Undecodable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through what another process left. */
final class LeftFiles {
  private static final Logger LOG = LoggerFactory.getLogger(LeftFiles.class);

  private final String journal;
  private final Spool.Parts parts;

  LeftFiles(String journal, Spool.Parts parts) {
    this.journal = journal;
    this.parts = parts;
  }

  /** The segments that can be read, with what they hold beyond a number. */
  List<Segment> look(List<Path> left, long dealt) {
    var segments = new ArrayList<Segment>();
    for (Path path : left) {
      try {
        byte[] file = Disk.read(path);
        if (Frames.isReadable(file)) {
          segments.add(holding(path, file, dealt));
        } else {
          unreadable(path, file);
        }
      } catch (IOException e) {
        LOG.error("{} cannot be read, it is set aside: {}", path, e.toString());
        parts.aside().keepFile(journal, path);
      }
    }
    return segments;
  }

  private Segment holding(Path path, byte[] file, long dealt) {
    var segment = new Segment(path);
    segment.end = file.length;
    var frames = new Frames(Arrays.copyOfRange(file, Frames.HEADER, file.length));
    for (var next = frames.next(); next.isPresent(); next = frames.next()) {
      if (next.get().number() > dealt) {
        segment.holds(next.get().number(), told(next.get().body()));
      }
    }
    return segment;
  }

  private Instant told(byte[] body) {
    try {
      return FactForm.read(body).at();
    } catch (Undecodable _) { // set aside when it is its turn
      return parts.clock().get();
    }
  }

  /** A file that was just being made when its process died, or one of another version. */
  private void unreadable(Path path, byte[] file) throws IOException {
    if (file.length > Frames.HEADER) {
      LOG.error("{} is no segment that this version can read: set aside", path);
      parts.aside().keepDamaged(journal, path, 0, file);
    }
    Files.delete(path);
  }
}
