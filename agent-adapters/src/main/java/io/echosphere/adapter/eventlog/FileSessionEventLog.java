package io.echosphere.adapter.eventlog;

import io.echosphere.application.port.out.SessionEventLog;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.turn.Step;
import io.echosphere.domain.turn.TurnEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of JSON lines a call, in one directory: a header, a line for each event with what it led
 * to, and an end. Sessions only put what they took, which is immutable, into a queue; one thread
 * makes the lines and writes them.
 *
 * <p>At most 10,000 events of all calls wait for the disk. A call that finds no room loses that
 * event and all later ones, since nothing can be replayed beyond a gap; its last line says how
 * many. Thread-safe.
 */
public final class FileSessionEventLog implements SessionEventLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileSessionEventLog.class);

  /** Some minutes of twenty busy calls; some MB, since conversations are shared. */
  static final int CAPACITY = 10_000;

  private static final int LONGEST_NAME = 64;
  private static final DateTimeFormatter NAMED =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final String version;
  private final Timers timers;
  private final LogFile.Disk disk;
  private final Thread thread;

  /** Steps are bounded by {@code waiting}; besides them each call adds three entries at most. */
  private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();

  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Logs that are not written yet.
   *
   * @param directory exists, and can be written to
   * @param version of the product
   * @param threads gives the one thread that writes; it waits for the disk
   */
  public FileSessionEventLog(Path directory, String version, Timers timers, ThreadFactory threads) {
    this(directory, version, timers, threads, LogFile::owned);
  }

  FileSessionEventLog(
      Path directory, String version, Timers timers, ThreadFactory threads, LogFile.Disk disk) {
    this.directory = directory;
    this.version = version;
    this.timers = timers;
    this.disk = disk;
    this.thread = threads.newThread(this::run);
  }

  private sealed interface Entry {}

  private record Opened(LogFile file, Beginning call, Instant at) implements Entry {}

  private record Identified(LogFile file, SessionId session) implements Entry {}

  private record Taken(LogFile file, TurnEvent event, long atMillis, Step step) implements Entry {}

  private record Ended(LogFile file, long lost) implements Entry {}

  private record Stop() implements Entry {}

  /** Begins to write; once. What is logged before waits. */
  public void start() {
    thread.start();
  }

  @Override
  public Entries open(Beginning beginning) {
    var now = timers.now();
    var file = new LogFile(directory.resolve(NAMED.format(now) + "-" + name(beginning) + ".jsonl"));
    tell(new Opened(file, beginning, now));
    return new CallEntries(file);
  }

  /**
   * Writes what waits and ends; what is logged later is lost. Logs of calls that go on stay without
   * an end. Idempotent.
   *
   * @return false if time ran out first
   */
  public boolean close(Duration timeout) throws InterruptedException {
    close();
    return thread.join(timeout);
  }

  /** The same without waiting. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      queue.add(new Stop());
    }
  }

  /** A job's id is LiveKit's, and could hold anything. */
  private static String name(Beginning call) {
    String safe = call.jobId().replaceAll("[^A-Za-z0-9_-]", "_");
    return safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }

  private void tell(Entry entry) {
    if (!closed) {
      queue.add(entry);
    }
  }

  /** Room for one more step; the caller must then tell it. */
  private boolean reserve() {
    if (waiting.incrementAndGet() > CAPACITY) {
      waiting.decrementAndGet();
      return false;
    }
    return true;
  }

  private void run() {
    try {
      for (Entry entry = queue.take(); !(entry instanceof Stop); entry = queue.take()) {
        write(entry);
      }
    } catch (InterruptedException _) {
      // only the end of the process interrupts
    }
  }

  private void write(Entry entry) {
    switch (entry) {
      case Opened(var file, var call, var at) -> {
        file.create(disk);
        guarded(file, () -> file.append(LogLine.header(call, version, at)));
      }
      case Identified(var file, var session) ->
          guarded(file, () -> file.append(LogLine.identified(session)));
      case Taken(var file, var event, var at, var step) -> {
        waiting.decrementAndGet();
        guarded(file, () -> file.appendStep(LogLine.taken(event, at, step)));
      }
      case Ended(var file, var lost) -> file.end(lost);
      case Stop() -> {}
    }
  }

  private static void guarded(LogFile file, Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException bug) {
      file.giveUp(bug);
    }
  }

  /** Owned by the session's thread. */
  private final class CallEntries implements Entries {
    private final LogFile file;
    private long lost;
    private boolean ended;

    CallEntries(LogFile file) {
      this.file = file;
    }

    @Override
    public void identified(SessionId session) {
      if (!ended) {
        tell(new Identified(file, session));
      }
    }

    @Override
    public void took(TurnEvent event, long atMillis, Step step) {
      if (ended) {
        return;
      }
      if (lost == 0 && reserve()) {
        tell(new Taken(file, event, atMillis, step));
        return;
      }
      if (lost == 0) {
        LOG.warn("This call's event log is incomplete: {} events wait for the disk", CAPACITY);
      }
      lost++;
    }

    @Override
    public void close() {
      if (!ended) {
        ended = true;
        tell(new Ended(file, lost));
      }
    }
  }
}
