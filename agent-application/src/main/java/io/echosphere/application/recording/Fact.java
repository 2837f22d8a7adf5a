package io.echosphere.application.recording;

import io.echosphere.domain.conversation.Message;
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
   * Something was said.
   *
   * @param sessionId in which conversation
   * @param message what was heard
   */
  record MessageAdded(SessionId sessionId, Message message) implements Fact {
    @Override
    public String toString() {
      return "message " + message.id() + " of session " + sessionId;
    }
  }
}
