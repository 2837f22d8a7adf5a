package io.echosphere.application.recording;

import io.echosphere.application.port.out.SessionRepository;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.recording.Gaps.Gap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes facts to the repository, one at a time, trying again until it answers. Owned by the thread
 * that writes; blocks on the database.
 */
final class FactWriter {
  private static final Logger LOG = LoggerFactory.getLogger(FactWriter.class);

  private final SessionRepository repository;
  private final Gaps gaps;
  private final Outage outage;
  private final Pauses pauses;

  FactWriter(SessionRepository repository, Gaps gaps, Outage outage, Pauses pauses) {
    this.repository = repository;
    this.gaps = gaps;
    this.outage = outage;
    this.pauses = pauses;
  }

  /** What became of a fact. */
  enum Outcome {
    STORED,
    /** Refused for good: it, or the row it belongs to. */
    REFUSED
  }

  /**
   * Writes a fact, however long that takes.
   *
   * @param onFailure run after each attempt that found the database away
   * @throws InterruptedException when it is to give up; the fact may be stored or not
   */
  Outcome write(Fact fact, Runnable onFailure) throws InterruptedException {
    // What is logged of it, and its statements' spans, belong to its call.
    try (var _ = MDC.putCloseable("session", fact.sessionId().toString())) {
      return writeOrGiveUp(fact, onFailure);
    }
  }

  private Outcome writeOrGiveUp(Fact fact, Runnable onFailure) throws InterruptedException {
    if (gaps.of(fact.sessionId()).filter(Gap.SESSION::equals).isPresent()) {
      gaps.lose(fact); // said once, when its row was lost
      return Outcome.REFUSED;
    }
    for (int earlier = 0; true; earlier++) {
      try {
        store(gaps.marked(fact));
        outage.answered();
        gaps.forget(fact);
        return Outcome.STORED;
      } catch (RepositoryUnavailable failure) {
        if (!failure.isTransient()) {
          outage.answered();
          LOG.error("Not recorded: {}: {}", fact, failure.getMessage());
          gaps.lose(fact);
          return Outcome.REFUSED;
        }
        outage.failed(failure);
      } catch (RuntimeException | Error bug) { // one broken fact must not end all recording
        LOG.error("Not recorded: {}", fact, bug);
        gaps.lose(fact);
        return Outcome.REFUSED;
      }
      onFailure.run();
      pauses.pause(earlier);
    }
  }

  private void store(Fact fact) throws RepositoryUnavailable {
    switch (fact) {
      case Fact.SessionCreated(var session) -> repository.create(session);
      case Fact.SessionUpdated(var session) -> repository.update(session);
      case Fact.MessageAdded(var session, var message, var place) ->
          repository.add(session, message, place);
    }
  }
}
