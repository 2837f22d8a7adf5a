package io.echosphere.application.recording;

import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;

/** Something of a conversation that is to be kept. Its text form holds none of the words. */
public sealed interface Fact {
  /** Whose conversation it is. */
  SessionId sessionId();

  /**
   * The caller became known.
   *
   * @param session as it is now
   */
  record SessionCreated(Session session) implements Fact {
    @Override
    public SessionId sessionId() {
      return session.id();
    }

    @Override
    public String toString() {
      return "creation of session " + sessionId();
    }
  }

  /**
   * The session moved on.
   *
   * @param session as it is now
   */
  record SessionUpdated(Session session) implements Fact {
    @Override
    public SessionId sessionId() {
      return session.id();
    }

    @Override
    public String toString() {
      return "update of session " + sessionId() + " to " + session.status().code();
    }
  }

  /**
   * Something was said, or more of it than was told before.
   *
   * @param sessionId in which conversation
   * @param message what was heard; a reply that may still go on is told as interrupted, so that it
   *     is if nothing more comes
   * @param place where it stands, and how far it was told
   */
  record MessageAdded(SessionId sessionId, Message message, Place place) implements Fact {
    @Override
    public String toString() {
      return "message %s (%d.%d) of session %s"
          .formatted(message.id(), place.sequence(), place.revision(), sessionId);
    }
  }
}
