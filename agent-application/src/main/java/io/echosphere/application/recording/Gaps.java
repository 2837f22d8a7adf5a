package io.echosphere.application.recording;

import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** What is missing of whose recording. Thread-safe. */
final class Gaps {
  /** Said in the stored reason of a session that lost something of its recording. */
  static final String INCOMPLETE = "recording incomplete";

  /** What is missing of a session's recording. */
  enum Gap {
    /** Something said in it. */
    MESSAGES,
    /** Its row; nothing of it can be stored any more. */
    SESSION
  }

  private final ReentrantLock lock = new ReentrantLock();

  /** Sessions under way that have lost something; an entry goes when its session ends. */
  private final Map<SessionId, Gap> gaps = new HashMap<>();

  private long dropped;

  /** A fact will never be stored. */
  void lose(Fact fact) {
    lock.lock();
    try {
      dropped++;
      switch (fact) {
        case Fact.SessionCreated(var session) -> gaps.put(session.id(), Gap.SESSION);
        case Fact.MessageAdded(var session, _, _) -> gaps.putIfAbsent(session, Gap.MESSAGES);
        case Fact.SessionUpdated _ -> {}
      }
    } finally {
      lock.unlock();
    }
    forget(fact);
  }

  /** A fact is dealt with: of a session that has ended nothing more comes. */
  void forget(Fact fact) {
    if (fact instanceof Fact.SessionUpdated(var session) && session.status().isEnded()) {
      lock.lock();
      try {
        gaps.remove(session.id());
      } finally {
        lock.unlock();
      }
    }
  }

  /** What is missing of a session so far; empty if nothing is. */
  Optional<Gap> of(SessionId session) {
    lock.lock();
    try {
      return Optional.ofNullable(gaps.get(session));
    } finally {
      lock.unlock();
    }
  }

  /** How many facts were lost. */
  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  /** The fact as it is to be kept: an ended session that lost something says so. */
  Fact marked(Fact fact) {
    return fact instanceof Fact.SessionUpdated(var session)
            && session.reason() != null
            && !session.reason().endsWith(INCOMPLETE)
            && of(session.id()).isPresent()
        ? new Fact.SessionUpdated(marked(session, session.reason()))
        : fact;
  }

  private static Session marked(Session session, String reason) {
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
}
