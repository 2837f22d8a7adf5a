package io.echosphere.application.recording;

import io.echosphere.application.port.out.FactJournal;
import io.echosphere.application.port.out.FactJournal.Backlog;
import io.echosphere.application.port.out.Timers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what processes that died left in their journals, at the start and every few seconds:
 * another worker on this machine may die while this one runs, and what it had told of a call is
 * wanted by whoever goes on with it. Runs on a thread of its own, beside the recorder's: what is
 * told now does not wait for what was left.
 */
final class Adoption implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final FactJournal journal;
  private final FactWriter writer;
  private final Pauses looks;
  private volatile @Nullable Told current;

  Adoption(FactJournal journal, FactWriter writer, Timers timers) {
    this.journal = journal;
    this.writer = writer;
    this.looks = new Pauses(timers, LOOK_AGAIN, LOOK_AGAIN);
  }

  @Override
  public void run() {
    try {
      while (true) {
        for (Backlog left : journal.adopt()) {
          replay(left);
        }
        looks.pause(0);
      }
    } catch (InterruptedException _) {
      // the recorder closes; what is left is for the next process
    }
  }

  private void replay(Backlog left) throws InterruptedException {
    LOG.info("Adopted the journal {}: {} facts wait in it", left.name(), left.size());
    int stored = 0;
    try (left) {
      for (Optional<Told> next = left.peek(); next.isPresent(); next = left.peek()) {
        current = next.get();
        switch (writer.write(next.get().fact(), left::expire)) {
          case STORED -> {
            left.stored();
            stored++;
          }
          case REFUSED -> left.refused();
        }
      }
    } finally {
      current = null;
    }
    LOG.info("The journal {} is stored: {} facts", left.name(), stored);
  }

  /** What is being stored; empty if nothing is. Any thread. */
  Optional<Told> current() {
    return Optional.ofNullable(current);
  }
}
