package io.echosphere.application.recording;

import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.Timers;
import io.echosphere.application.recording.FactQueue.Gap;
import io.echosphere.domain.session.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Keeps what conversations say without ever making one wait. Facts are stored in the order in which
 * they were told, on one thread. While the database is away they wait in memory and are tried again
 * with growing pauses until it is back. When too many wait the newest is refused and counted, and
 * its session ends with {@value #INCOMPLETE} in its stored reason. Thread-safe.
 */
public final class Recorder {
  /** Said in the stored reason of a session that lost something of its recording. */
  static final String INCOMPLETE = "recording incomplete";

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Messages: about an hour of outage with a hundred calls under way; some MB. */
  private static final int CAPACITY = 10_000;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final SessionRepository repository;
  private final Timers timers;
  private final FactQueue queue;
  private final Thread thread;
  private final AtomicBoolean overflowing = new AtomicBoolean();
  private final int capacity;

  /**
   * A recorder that still stands.
   *
   * @param threads gives the one thread that writes; it blocks on the database
   */
  public Recorder(SessionRepository repository, Timers timers, ThreadFactory threads) {
    this(repository, timers, threads, CAPACITY);
  }

  Recorder(SessionRepository repository, Timers timers, ThreadFactory threads, int capacity) {
    this.repository = repository;
    this.timers = timers;
    this.capacity = capacity;
    this.queue = new FactQueue(capacity, capacity + Math.max(1, capacity / 10));
    this.thread = threads.newThread(this::run);
  }

  /** Begins to write; once. Facts told before wait. */
  public void start() {
    thread.start();
  }

  /** Keeps a fact. Never blocks and never throws. */
  public void record(Fact fact) {
    if (queue.offer(fact)) {
      if (overflowing.get() && queue.depth() < capacity / 2) {
        overflowing.set(false);
      }
    } else if (!queue.isClosed() && overflowing.compareAndSet(false, true)) {
      LOG.warn(
          "{} facts wait for the database: further ones are not recorded until it is back",
          queue.depth());
    }
  }

  /** How many facts wait, the one being written among them. */
  public int depth() {
    return queue.depth();
  }

  /** How many facts were never stored: no room, refused by the database, or told after close. */
  public long dropped() {
    return queue.dropped();
  }

  /** Waits until everything told so far is stored or given up; false when time ran out first. */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    return queue.awaitEmpty(timeout);
  }

  /**
   * Takes no more facts and stores those that wait, trying again at once if the database is away.
   * Close the recorder before the timers and the repository. Idempotent.
   *
   * @return false if some were left when time ran out; they are lost
   */
  public boolean close(Duration timeout) throws InterruptedException {
    queue.close();
    boolean flushed = queue.awaitEmpty(timeout);
    if (!flushed) {
      LOG.error("{} facts are lost: the database was away until the end", queue.depth());
      thread.interrupt();
    }
    return flushed;
  }

  private void run() {
    try {
      for (Optional<Fact> fact = queue.head(); fact.isPresent(); fact = queue.head()) {
        write(fact.get());
      }
    } catch (InterruptedException _) {
      // close has run out of patience and has said what is lost
    }
  }

  private void write(Fact fact) throws InterruptedException {
    try (var _ = MDC.putCloseable("session", fact.sessionId().toString())) {
      writeOrGiveUp(fact);
    }
  }

  private void writeOrGiveUp(Fact fact) throws InterruptedException {
    if (queue.gap(fact.sessionId()).filter(Gap.SESSION::equals).isPresent()) {
      queue.giveUp(); // said once, when its row was lost
      return;
    }
    for (int attempt = 0; !attempt(fact, attempt); attempt++) {
      pause(attempt);
    }
  }

  /** True when the fact is dealt with, false when it is to be tried again. */
  private boolean attempt(Fact fact, int earlier) {
    try {
      store(fact);
      queue.stored();
      if (earlier > 0) {
        LOG.info("The database is back; {} facts wait", queue.depth());
      }
      return true;
    } catch (RepositoryUnavailable failure) {
      if (failure.isTransient()) {
        if (earlier == 0) {
          LOG.warn("The database is away, facts wait in memory: {}", failure.getMessage());
        }
        return false;
      }
      LOG.error("Not recorded: {}: {}", fact, failure.getMessage());
    } catch (RuntimeException | Error bug) { // one broken fact must not end all recording
      LOG.error("Not recorded: {}", fact, bug);
    }
    queue.giveUp();
    return true;
  }

  private void store(Fact fact) throws RepositoryUnavailable {
    switch (fact) {
      case Fact.SessionCreated(var session) -> repository.create(session);
      case Fact.SessionUpdated(var session) -> repository.update(marked(session));
      case Fact.MessageAdded(var session, var message) -> repository.add(session, message);
    }
  }

  /** An ended session that lost messages says so where operators look. */
  private Session marked(Session session) {
    String reason = session.reason();
    if (reason == null || queue.gap(session.id()).isEmpty()) {
      return session;
    }
    return new Session(
        session.id(),
        session.roomName(),
        session.userId(),
        session.status(),
        session.language(),
        session.createdAt(),
        session.started(),
        session.ended(),
        reason + "; " + INCOMPLETE);
  }

  private void pause(int attempt) throws InterruptedException {
    queue.forgetWake();
    var growing = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt, 10));
    var length = queue.isClosed() ? FIRST_PAUSE : growing;
    var timer =
        timers.after(length.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : length, queue::wake);
    try {
      queue.nap();
    } finally {
      timer.cancel();
    }
  }
}
