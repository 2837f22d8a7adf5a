package io.echosphere.application.recording;

import io.echosphere.application.port.out.FactJournal;
import io.echosphere.application.port.out.FactJournal.Backlog;
import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what conversations say without ever making one wait. Facts are stored in the order in which
 * they were told, on one thread. With a journal they are first written to this machine's disk, on
 * another thread, and survive the process; without one, or while it is broken, they wait in memory.
 * While the database is away they are tried again with growing pauses until it is back. When too
 * many wait the newest is refused and counted, and its session ends with {@value Gaps#INCOMPLETE}
 * in its stored reason. Thread-safe.
 */
public final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Messages: about an hour of outage with a hundred calls under way; some MB. */
  private static final int CAPACITY = 10_000;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** For the disk, once nothing more is told. */
  private static final Duration LAST_FACTS = Duration.ofSeconds(5);

  private final Timers timers;
  private final FactQueue queue;
  private final Gaps gaps = new Gaps();
  private final Outage outage;
  private final Pauses pauses;
  private final FactWriter writer;
  private final Thread thread;
  private final @Nullable Keeping keeping;
  private final AtomicBoolean overflowing = new AtomicBoolean();
  private final int capacity;
  private volatile @Nullable Told current;

  /** What there is with a journal only. */
  private record Keeping(
      FactJournal journal,
      Backlog own,
      JournalKeeper keeper,
      Thread keeps,
      Adoption adoption,
      Thread adopts) {}

  /**
   * A recorder that still stands, and keeps in memory what waits.
   *
   * @param threads gives the one thread that writes; it blocks on the database
   */
  public Recorder(SessionRepository repository, Timers timers, ThreadFactory threads) {
    this(repository, Optional.empty(), timers, threads, CAPACITY);
  }

  /**
   * A recorder that still stands, and keeps on the disk what waits.
   *
   * @param threads gives three threads; they block on the database and the disk
   */
  public Recorder(
      SessionRepository repository, FactJournal journal, Timers timers, ThreadFactory threads) {
    this(repository, Optional.of(journal), timers, threads, CAPACITY);
  }

  Recorder(
      SessionRepository repository,
      Optional<FactJournal> journal,
      Timers timers,
      ThreadFactory threads,
      int capacity) {
    this.timers = timers;
    this.capacity = capacity;
    this.queue = new FactQueue(capacity, capacity + Math.max(1, capacity / 10));
    this.outage = new Outage(timers, this::depth);
    this.pauses = new Pauses(timers, FIRST_PAUSE, LONGEST_PAUSE);
    this.writer = new FactWriter(repository, gaps, outage, pauses);
    this.thread = named("recorder", threads.newThread(this::run));
    this.keeping = journal.map(it -> keeping(it, repository, threads)).orElse(null);
  }

  private Keeping keeping(
      FactJournal journal, SessionRepository repository, ThreadFactory threads) {
    var keeper = new JournalKeeper(journal, queue, gaps, timers);
    var naps = new Pauses(timers, FIRST_PAUSE, LONGEST_PAUSE);
    var adoption =
        new Adoption(journal, new FactWriter(repository, new Gaps(), outage, naps), timers);
    return new Keeping(
        journal,
        journal.own(),
        keeper,
        named("journal", threads.newThread(keeper)),
        adoption,
        named("journal-adoption", threads.newThread(adoption)));
  }

  private static Thread named(String name, Thread thread) {
    thread.setName(name);
    return thread;
  }

  /** Begins to write; once. Facts told before wait. */
  public void start() {
    thread.start();
    if (keeping != null) {
      keeping.keeps().start();
      keeping.adopts().start();
    }
  }

  /** Keeps a fact. Never blocks and never throws. */
  public void record(Fact fact) {
    boolean hasRoom = keeping == null || keeping.keeper().hasRoom(fact);
    if (hasRoom && queue.offer(new Told(fact, timers.now()))) {
      if (overflowing.get() && depth() < capacity / 2) {
        overflowing.set(false);
      }
      return;
    }
    gaps.lose(fact);
    if (!queue.isClosed() && overflowing.compareAndSet(false, true)) {
      LOG.warn(
          "{} facts wait for the database: further ones are not recorded until it is back",
          depth());
    }
  }

  /** How many facts wait, the one being written among them, and what was adopted. */
  public int depth() {
    long journaled = keeping == null ? 0 : keeping.journal().standing().entries();
    return Math.clamp(queue.size() + journaled, 0, Integer.MAX_VALUE);
  }

  /** How many facts were never stored: no room, refused by the database, or told after close. */
  public long dropped() {
    return gaps.dropped() + (keeping == null ? 0 : keeping.journal().standing().lost());
  }

  /** How recording stands. Any thread; does not wait. */
  public RecorderHealth health() {
    int depth = depth();
    var oldest = Stream.of(Optional.ofNullable(current), adopted()).flatMap(Optional::stream);
    var since = oldest.map(Told::at).min(Instant::compareTo);
    var waited = since.map(at -> Duration.between(at, timers.now())).orElse(Duration.ZERO);
    if (keeping == null) {
      return health(
          depth, waited, new FactJournal.Standing(0, 0, 0, 0, 0), RecorderHealth.Journal.NONE);
    }
    return health(
        depth,
        waited,
        keeping.journal().standing(),
        keeping.keeper().isBroken()
            ? RecorderHealth.Journal.BROKEN
            : RecorderHealth.Journal.WORKING);
  }

  private RecorderHealth health(
      int depth, Duration waited, FactJournal.Standing standing, RecorderHealth.Journal journal) {
    return new RecorderHealth(
        depth,
        depth == 0 || waited.isNegative() ? Duration.ZERO : waited,
        standing.bytes(),
        dropped(),
        standing.setAside(),
        journal,
        outage.lasts());
  }

  private Optional<Told> adopted() {
    return keeping == null ? Optional.empty() : keeping.adoption().current();
  }

  /** Waits until everything told so far is stored or given up; false when time ran out first. */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    return queue.await(timeout, this::isIdle);
  }

  /**
   * Takes no more facts and stores those that wait, trying again at once if the database is away.
   * Close the recorder before the timers and the repository. Idempotent.
   *
   * @return false if some were left when time ran out; those in the journal are stored by the next
   *     worker, those in memory are lost
   */
  public boolean close(Duration timeout) throws InterruptedException {
    queue.close();
    pauses.hurry();
    if (keeping != null) {
      keeping.keeper().hurry();
      queue.await(LAST_FACTS, keeping.keeper()::isDone);
    }
    boolean flushed = awaitIdle(timeout);
    if (queue.size() > 0) {
      LOG.error("{} facts are lost: the database was away until the end", queue.size());
    }
    if (!flushed) {
      thread.interrupt();
    }
    if (keeping != null) {
      if (keeping.own().size() > 0) {
        LOG.warn("{} facts stay in the journal for the next worker", keeping.own().size());
      }
      keeping.adopts().interrupt();
      keeping.journal().close();
    }
    return flushed;
  }

  private void run() {
    try {
      while (!isFinished()) {
        boolean worked = storeJournaled() || storeRemembered();
        if (!worked) {
          queue.await(() -> hasJournaled() || hasRemembered() || isFinished());
        }
      }
    } catch (InterruptedException _) {
      // close has run out of patience and has said what is left
    }
  }

  private boolean storeJournaled() throws InterruptedException {
    if (keeping == null) {
      return false;
    }
    var own = keeping.own();
    var next = own.peek();
    if (next.isEmpty()) {
      return false;
    }
    current = next.get();
    switch (writer.write(next.get().fact(), own::expire)) {
      case STORED -> own.stored();
      case REFUSED -> own.refused();
    }
    current = null;
    queue.signal();
    return true;
  }

  /** Facts in memory come after all that the journal holds. */
  private boolean storeRemembered() throws InterruptedException {
    if (!hasRemembered()) {
      return false;
    }
    List<Told> oldest = queue.first(1);
    for (Told told : oldest) {
      current = told;
      var _ = writer.write(told.fact(), () -> {});
      current = null;
    }
    queue.remove(oldest);
    return !oldest.isEmpty();
  }

  private boolean hasJournaled() {
    return keeping != null && keeping.own().size() > 0;
  }

  private boolean hasRemembered() {
    return (keeping == null || keeping.keeper().isBroken()) && queue.size() > 0;
  }

  private boolean isIdle() {
    return queue.size() == 0 && !hasJournaled();
  }

  private boolean isFinished() {
    return queue.isClosed() && isIdle() && (keeping == null || keeping.keeper().isDone());
  }
}
