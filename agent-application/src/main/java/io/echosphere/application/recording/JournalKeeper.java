package io.echosphere.application.recording;

import io.echosphere.application.port.out.FactJournal;
import io.echosphere.application.port.out.FactJournal.JournalUnavailable;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves facts from memory to the journal, as many as wait at once. While the journal is broken they
 * stay in memory and are stored from there, and the journal is tried again with growing pauses.
 * Runs on a thread of its own, which is never interrupted: that would close files under it.
 */
final class JournalKeeper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);

  /** One wait for the disk for all of these; some hundred KB at most. */
  private static final int BATCH = 256;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final FactJournal journal;
  private final FactQueue queue;
  private final Gaps gaps;
  private final Pauses pauses;
  private volatile boolean broken;
  private volatile boolean done;

  JournalKeeper(FactJournal journal, FactQueue queue, Gaps gaps, Timers timers) {
    this.journal = journal;
    this.queue = queue;
    this.gaps = gaps;
    this.pauses = new Pauses(timers, FIRST_PAUSE, LONGEST_PAUSE);
  }

  @Override
  public void run() {
    try {
      int failures = 0;
      List<Told> batch = next();
      while (!batch.isEmpty() && !(failures > 0 && queue.isClosed())) {
        failures = moved(batch) ? 0 : failures + 1;
        if (failures > 0 && !queue.isClosed()) {
          pauses.pause(failures - 1);
        }
        batch = next();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody of ours does
    } finally {
      done = true;
      queue.signal();
    }
  }

  private List<Told> next() throws InterruptedException {
    queue.await(() -> queue.size() > 0 || queue.isClosed());
    return queue.first(BATCH);
  }

  private boolean moved(List<Told> batch) {
    try {
      journal.append(
          batch.stream().map(told -> new Told(gaps.marked(told.fact()), told.at())).toList());
      if (broken) {
        broken = false;
        LOG.info("The journal works again");
      }
      queue.remove(batch);
      return true;
    } catch (JournalUnavailable failure) {
      report(String.valueOf(failure.getMessage()));
    } catch (RuntimeException bug) { // whose message may hold words
      report("failed with " + bug.getClass().getSimpleName());
    }
    return false;
  }

  private void report(String problem) {
    if (!broken) {
      broken = true;
      LOG.error("The journal cannot be written, facts are kept in memory only: {}", problem);
      queue.signal();
    }
  }

  /** Ends its pauses: the queue has been closed. */
  void hurry() {
    pauses.hurry();
  }

  /** Whether facts are to be stored from memory. Any thread. */
  boolean isBroken() {
    return broken;
  }

  /** Whether it moves no more facts. Any thread. */
  boolean isDone() {
    return done;
  }

  /** Whether the journal has room for a fact like this. Any thread; does not wait. */
  boolean hasRoom(Fact fact) {
    if (broken) {
      return true; // memory has a bound of its own
    }
    var standing = journal.standing();
    long bound = standing.capacity() - reserve(fact, standing.capacity());
    return standing.bytes() < bound;
  }

  /** The last tenth is for the rows of sessions. */
  private static long reserve(Fact fact, long capacity) {
    return fact instanceof Fact.MessageAdded ? capacity / 10 : 0;
  }
}
