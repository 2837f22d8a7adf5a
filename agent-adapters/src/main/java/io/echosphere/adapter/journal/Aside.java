package io.echosphere.adapter.journal;

import io.echosphere.adapter.journal.Frames.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where entries go that cannot be stored: a file for each journal, of the form of its segments, so
 * that it can be adopted again once what was wrong is repaired. Bytes that are no entry go to files
 * of their own. Bounded: beyond the bound they are counted and gone. Thread-safe.
 */
final class Aside {
  static final String DIRECTORY = "poison";
  private static final String DAMAGED = ".damaged";
  private static final Logger LOG = LoggerFactory.getLogger(Aside.class);

  private final Path directory;
  private final long maxBytes;
  private final AtomicLong kept = new AtomicLong();
  private final AtomicBoolean said = new AtomicBoolean();

  Aside(Path root, long maxBytes) {
    this.directory = root.resolve(DIRECTORY);
    this.maxBytes = maxBytes;
  }

  /** An entry that the database refuses, or that this version cannot read. */
  void keep(String journal, Frame entry, Instant now) {
    Path file = directory.resolve(journal + Segment.SUFFIX);
    var bytes = new ByteArrayOutputStream();
    if (Files.notExists(file)) {
      bytes.writeBytes(Frames.header(now.toEpochMilli()));
    }
    bytes.writeBytes(Frames.frame(entry.number(), entry.body()));
    if (append(file, bytes.toByteArray())) {
      kept.incrementAndGet();
    }
  }

  /** Bytes between entries that are no entry. */
  void keepDamaged(String journal, Path segment, long at, byte[] bytes) {
    var name = "%s-%s-%d%s".formatted(journal, segment.getFileName(), at, DAMAGED);
    append(directory.resolve(name), bytes);
  }

  /** A whole segment that cannot be read now. */
  void keepFile(String journal, Path segment) {
    try {
      Disk.makeDirectory(directory);
      Files.move(segment, directory.resolve(journal + "-" + segment.getFileName() + DAMAGED));
    } catch (IOException e) {
      LOG.error("{} cannot be set aside: {}", segment, e.toString());
    }
  }

  /** How many entries were kept, since the start. */
  long kept() {
    return kept.get();
  }

  /** Removes what has been kept for longer than words may be. */
  void expire(Instant cutoff) {
    try {
      for (Path file : files()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(cutoff)) {
          Files.deleteIfExists(file);
          LOG.warn("Removed {}: it is older than JOURNAL_MAX_DAYS", file);
        }
      }
    } catch (IOException e) {
      LOG.warn("What was set aside cannot be looked at: {}", e.toString());
    }
  }

  private boolean append(Path file, byte[] bytes) {
    try {
      Disk.makeDirectory(directory);
      long taken = 0;
      for (Path other : files()) {
        taken += Files.size(other);
      }
      if (taken + bytes.length > maxBytes) {
        LOG.error("{} is full: what is refused is lost", directory);
        return false;
      }
      Disk.append(file, bytes);
      if (said.compareAndSet(false, true)) {
        LOG.error("Set aside in {}: see docs/reliability.md", file);
      }
      return true;
    } catch (IOException e) {
      LOG.error("Nothing can be set aside, it is lost: {}", e.toString());
      return false;
    }
  }

  private List<Path> files() throws IOException {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
