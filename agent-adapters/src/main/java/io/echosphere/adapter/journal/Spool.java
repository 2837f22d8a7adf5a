package io.echosphere.adapter.journal;

import io.echosphere.adapter.journal.FactForm.Undecodable;
import io.echosphere.adapter.journal.Frames.Frame;
import io.echosphere.application.port.out.FactJournal;
import io.echosphere.application.recording.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of one journal, read in order: those of this process while it appends to them, or
 * those that another one left. Whole entries that were dealt with leave the disk as soon as nothing
 * else waits. Thread-safe; the lock is held for reading a segment, never for an append's wait.
 */
final class Spool implements FactJournal.Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path directory;
  private final Parts parts;
  private final Cursor cursor;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private volatile long waiting;
  private volatile long bytes;
  private long dealt;
  private @Nullable Frames loaded;
  private @Nullable Frame frame;
  private @Nullable Told head;
  private boolean closed;

  /**
   * An empty spool; touches no disk.
   *
   * @param directory where its segments are
   */
  Spool(Path directory, Parts parts) {
    this.directory = directory;
    this.parts = parts;
    this.cursor = new Cursor(directory);
  }

  /**
   * What spools share.
   *
   * @param lost hears of entries that are given up
   * @param closed hears of a spool that was closed, and whether nothing waits in it
   */
  record Parts(
      Aside aside,
      Supplier<Instant> clock,
      Duration maxAge,
      LongConsumer lost,
      BiConsumer<Spool, Boolean> closed) {}

  /** The spool holds the segments that another process left, oldest first. */
  void take(List<Path> left) {
    lock.lock();
    try {
      dealt = cursor.read();
      segments.addAll(new LeftFiles(name(), parts).look(left, dealt));
      waiting = segments.stream().mapToLong(segment -> segment.beyond(dealt)).sum();
      measure();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String name() {
    return String.valueOf(directory.getFileName());
  }

  @Override
  public long size() {
    return waiting;
  }

  /** What its entries take on the disk. Any thread, without waiting. */
  long bytes() {
    return bytes;
  }

  @Override
  public Optional<Told> peek() {
    lock.lock();
    try {
      while (head == null && !closed && advance()) {
        // until there is one
      }
      return closed ? Optional.empty() : Optional.ofNullable(head);
    } finally {
      lock.unlock();
    }
  }

  /** One step towards the next entry; false if there is none. */
  private boolean advance() {
    var segment = segments.peekFirst();
    if (segment == null) {
      waiting = 0;
      return false;
    }
    var frames = loaded;
    if (frames == null) {
      if (segment.read < segment.end) {
        loaded = load(segment);
        return true;
      }
      if (segment.active != null) {
        return false;
      }
      remove(segment);
      return true;
    }
    long from = segment.read;
    int before = frames.position();
    var next = frames.next();
    if (frames.damaged() > 0) {
      damaged(segment, from + before, frames.damaged(), next.isEmpty());
    }
    if (next.isEmpty()) {
      segment.read = from + frames.position();
      loaded = null;
    } else if (next.get().number() > dealt) {
      decode(next.get());
    }
    return true;
  }

  private @Nullable Frames load(Segment segment) {
    try {
      return new Frames(Disk.read(segment.path, segment.read, segment.end));
    } catch (IOException e) {
      long unread = segment.beyond(dealt);
      LOG.error("{} facts cannot be read: {}", unread, e.toString());
      lose(unread);
      segment.seal();
      segment.read = segment.end;
      parts.aside().keepFile(name(), segment.path);
      return null;
    }
  }

  private void decode(Frame next) {
    frame = next;
    try {
      head = FactForm.read(next.body());
    } catch (Undecodable e) {
      LOG.error("Entry {} of journal {} is set aside: {}", next.number(), name(), e.getMessage());
      parts.lost().accept(1);
      refused();
    }
  }

  /** The end of the last segment is what was being written when the process died: nobody's. */
  private void damaged(Segment segment, long at, int length, boolean atEnd) {
    if (atEnd && segment == segments.peekLast()) {
      LOG.info("The last entry of journal {} was not finished", name());
      return;
    }
    LOG.error("{} is damaged at byte {}: {} bytes are set aside", segment.path, at, length);
    parts.lost().accept(1);
    try {
      byte[] bytes = Disk.read(segment.path, at, at + length);
      parts.aside().keepDamaged(name(), segment.path, at, bytes);
    } catch (IOException e) {
      LOG.error("They cannot be read: {}", e.toString());
    }
  }

  @Override
  public void stored() {
    dealtWith(false);
  }

  @Override
  public void refused() {
    dealtWith(true);
  }

  private void dealtWith(boolean setAside) {
    lock.lock();
    try {
      var was = frame;
      if (was == null || closed) {
        return; // given up meanwhile
      }
      if (setAside) {
        parts.aside().keep(name(), was, parts.clock().get());
      }
      frame = null;
      head = null;
      dealt = was.number();
      cursor.write(dealt);
      long left = Math.max(0, waiting - 1);
      if (left == 0) {
        emptyActive();
      }
      measure();
      waiting = left; // whoever sees that nothing waits finds nothing on the disk
    } finally {
      lock.unlock();
    }
  }

  /** Words leave the disk once they are stored. */
  private void emptyActive() {
    var segment = segments.peekLast();
    if (segment == null || segment.active == null || segment.writing) {
      return;
    }
    while (segments.peekFirst() != segment) {
      remove(segments.getFirst());
    }
    loaded = null;
    try {
      segment.empty();
    } catch (IOException e) {
      LOG.warn("{} cannot be emptied: {}", segment.path, e.toString());
      segment.seal();
      segment.read = segment.end;
    }
  }

  @Override
  public void expire() {
    var cutoff = parts.clock().get().minus(parts.maxAge());
    lock.lock();
    try {
      for (var segment = segments.peekFirst();
          segment != null
              && !segment.writing
              && segment.beyond(dealt) > 0
              && segment.newest.isBefore(cutoff);
          segment = segments.peekFirst()) {
        long unread = segment.beyond(dealt);
        LOG.error("{} facts of journal {} are given up: too old", unread, name());
        lose(unread);
        dealt = Math.max(dealt, segment.last);
        cursor.write(dealt);
        segment.seal();
        remove(segment);
        frame = null;
        head = null;
      }
      measure();
    } finally {
      lock.unlock();
    }
  }

  private void lose(long entries) {
    parts.lost().accept(entries);
    waiting = Math.max(0, waiting - entries);
  }

  /** Another segment to append to. */
  void add(Segment segment) {
    lock.lock();
    try {
      segments.addLast(segment);
    } finally {
      lock.unlock();
    }
  }

  /** Whether more may be appended to a segment. */
  boolean hasRoom(Segment segment, long most) {
    lock.lock();
    try {
      return segment.active != null && segment.end < most;
    } finally {
      lock.unlock();
    }
  }

  /** A write to a segment begins; gives where it is to go, if anything may be appended to it. */
  OptionalLong begin(Segment segment) {
    lock.lock();
    try {
      if (segment.active == null) {
        return OptionalLong.empty();
      }
      segment.writing = true;
      return OptionalLong.of(segment.end);
    } finally {
      lock.unlock();
    }
  }

  /** A write is over; what it wrote, if anything, is on the disk. */
  void finish(Segment segment, long length, long lastNumber, List<Told> written) {
    lock.lock();
    try {
      segment.writing = false;
      segment.end += length;
      long number = lastNumber - written.size();
      long more = waiting;
      for (Told told : written) {
        number++;
        more++;
        segment.holds(number, told.at());
      }
      waiting = more;
      measure();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is appended to a segment any more. */
  void seal(Segment segment) {
    lock.lock();
    try {
      segment.seal();
    } finally {
      lock.unlock();
    }
  }

  private void remove(Segment segment) {
    segments.remove(segment);
    loaded = null;
    try {
      Files.deleteIfExists(segment.path);
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", segment.path, e.toString());
    }
  }

  private void measure() {
    bytes = segments.stream().mapToLong(Segment::bytes).sum();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      boolean empty = waiting == 0 && peek().isEmpty();
      closed = true;
      segments.forEach(Segment::seal);
      cursor.close();
      parts.closed().accept(this, empty);
    } finally {
      lock.unlock();
    }
  }

  Path directory() {
    return directory;
  }
}
