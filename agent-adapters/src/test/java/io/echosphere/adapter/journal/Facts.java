package io.echosphere.adapter.journal;

import io.echosphere.application.recording.Fact;
import io.echosphere.application.recording.Told;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Facts to keep. */
final class Facts {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private Facts() {}

  static Session session(UUID id) {
    return Session.pending(new SessionId(id), "部屋 1", "user", Language.JAPANESE, NOON);
  }

  static Told created(Session session) {
    return new Told(new Fact.SessionCreated(session), NOON);
  }

  static Told updated(Session session) {
    return new Told(new Fact.SessionUpdated(session), NOON.plusSeconds(1));
  }

  static Told said(Session session, int sequence, String words) {
    return said(
        session,
        new UUID(session.id().value().getMostSignificantBits(), sequence),
        sequence,
        words);
  }

  static Told said(Session session, UUID id, int sequence, String words) {
    var message =
        new Message(
            id,
            Role.ASSISTANT,
            words,
            Duration.ofMillis(1_230),
            true,
            NOON,
            Duration.ofMillis(640));
    return new Told(
        new Fact.MessageAdded(session.id(), message, new Place(sequence, 2)),
        NOON.plusSeconds(sequence));
  }
}
