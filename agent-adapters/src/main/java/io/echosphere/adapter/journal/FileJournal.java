package io.echosphere.adapter.journal;

import io.echosphere.application.port.out.FactJournal;
import io.echosphere.application.recording.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal in files: a directory for each process, which it holds by a lock of the operating
 * system, with segments that are appended to and waited for. The files hold what callers said, and
 * only their owner may read them. Nothing is touched before the first fact comes. Thread-safe as
 * its port says.
 */
public final class FileJournal implements FactJournal {
  private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

  private final Settings settings;
  private final Supplier<Instant> clock;
  private final Aside aside;
  private final Spool own;
  private final Appender appender;
  private final AtomicLong lost = new AtomicLong();

  /** Directories that this process holds: its own, and those it adopted and has not emptied. */
  private final Map<Spool, DirectoryLock> held = new ConcurrentHashMap<>();

  /** Directories of others that could not be removed, and of which that was said. */
  private final Set<Path> unremovable = ConcurrentHashMap.newKeySet();

  private final Spool.Parts parts;

  /**
   * Where and how much.
   *
   * @param root the directory that all workers of this machine share; made when needed
   * @param maxBytes from how many bytes on the journal is full
   * @param maxAge what could not be stored for so long is given up
   */
  public record Settings(Path root, long maxBytes, Duration maxAge) {}

  /**
   * A journal that is not on the disk yet.
   *
   * @param instance names this process among all that ever were; a file name
   * @param clock the time of day
   */
  public FileJournal(Settings settings, String instance, Supplier<Instant> clock) {
    this(settings, instance, clock, Disk::create);
  }

  FileJournal(Settings settings, String instance, Supplier<Instant> clock, Disk.Maker disk) {
    this.settings = settings;
    this.clock = clock;
    this.aside = new Aside(settings.root(), settings.maxBytes());
    this.parts = new Spool.Parts(aside, clock, settings.maxAge(), lost::addAndGet, this::released);
    this.own = new Spool(settings.root().resolve(instance), parts);
    this.appender = new Appender(own, disk, clock);
  }

  @Override
  public void append(List<Told> facts) throws JournalUnavailable {
    if (!held.containsKey(own)) {
      try {
        open();
      } catch (IOException e) {
        throw new JournalUnavailable(e.toString(), e);
      }
    }
    appender.append(facts);
  }

  /** Other processes look for free directories: none must see ours before it is locked. */
  private void open() throws IOException {
    Disk.makeDirectory(settings.root());
    var lock =
        DirectoryLock.guarded(
            settings.root(),
            () -> {
              Disk.makeDirectory(own.directory());
              return DirectoryLock.tryTake(own.directory());
            });
    held.put(own, lock.orElseThrow(() -> new IOException(own.directory() + " is held by another")));
    Disk.syncNames(settings.root());
  }

  @Override
  public Backlog own() {
    return own;
  }

  @Override
  public List<Backlog> adopt() {
    aside.expire(clock.get().minus(settings.maxAge()));
    var adopted = new ArrayList<Backlog>();
    try {
      for (Spool left : Files.isDirectory(settings.root()) ? locked() : List.<Spool>of()) {
        left.take(segments(left.directory()));
        if (left.peek().isPresent()) {
          adopted.add(left);
        } else {
          left.close();
        }
      }
    } catch (IOException e) {
      LOG.warn("Journals of other processes cannot be adopted: {}", e.toString());
    }
    return adopted;
  }

  private List<Spool> locked() throws IOException {
    return DirectoryLock.guarded(
        settings.root(),
        () -> {
          var free = new ArrayList<Spool>();
          for (Path directory : directories()) {
            Optional<DirectoryLock> lock = DirectoryLock.tryTake(directory);
            if (lock.isPresent()) {
              var spool = new Spool(directory, parts);
              held.put(spool, lock.get());
              free.add(spool);
            }
          }
          return free;
        });
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> entries = Files.list(settings.root())) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !entry.endsWith(Aside.DIRECTORY) && !entry.equals(own.directory()))
          .sorted()
          .toList();
    }
  }

  private static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(Segment.SUFFIX)).sorted().toList();
    }
  }

  @Override
  public Standing standing() {
    long entries = 0;
    long bytes = 0;
    for (Spool spool : held.keySet()) {
      entries += spool.size();
      bytes += spool.bytes();
    }
    return new Standing(entries, bytes, settings.maxBytes(), aside.kept(), lost.get());
  }

  @Override
  public void close() {
    List.copyOf(held.keySet()).forEach(Spool::close);
  }

  /** A spool was closed: what it held is free for others, or gone if nothing is left of it. */
  private void released(Spool spool, boolean empty) {
    var lock = held.remove(spool);
    try (lock) {
      if (empty && lock != null) {
        delete(spool.directory());
      }
    } catch (IOException e) {
      if (unremovable.add(spool.directory())) { // it is adopted again and again
        LOG.warn("{} cannot be removed: {}", spool.directory(), e.toString());
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    for (Path segment : segments(directory)) {
      Files.delete(segment);
    }
    Files.deleteIfExists(directory.resolve(Cursor.FILE));
    Files.deleteIfExists(directory.resolve(DirectoryLock.FILE));
    Files.deleteIfExists(directory);
  }
}
