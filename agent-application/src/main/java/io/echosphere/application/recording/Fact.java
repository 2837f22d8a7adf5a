package io.echosphere.application.recording;

import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;

/** Something about a session that is to be kept. */
public sealed interface Fact {
  /** A session began to exist. */
  record SessionCreated(Session session) implements Fact {}

  /** A session moved. */
  record SessionUpdated(Session session) implements Fact {}

  /** Something was said in a session. */
  record MessageAdded(SessionId session, Message message) implements Fact {}
}
