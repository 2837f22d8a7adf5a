package io.echosphere.application.session;

import io.echosphere.application.recording.Fact;
import io.echosphere.application.recovery.Custody;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What of a call is kept: the session's moves and what was said. Owned by the session's thread. */
final class Chronicle {
  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

  /** The width of the stored columns. */
  private static final int MAX_NAME = 255;

  private final CallParts parts;
  private final String roomName;
  private final Instant start;
  private @Nullable Session session;

  Chronicle(CallParts parts, String roomName, Mailbox mailbox) {
    this.parts = parts;
    this.roomName = roomName;
    this.start = parts.timers().now().minusMillis(mailbox.millis());
  }

  /** The caller is known. */
  SessionId begin(String userId, Language language) {
    var now = parts.timers().now();
    var id = new SessionId(parts.ids().next());
    var pending = Session.pending(id, fit(roomName), fit(userId), language, now);
    var active = pending.start(now);
    session = active;
    MDC.put("session", id.toString());
    LOG.info("Session started");
    parts.recorder().accept(new Fact.SessionCreated(pending));
    parts.recorder().accept(new Fact.SessionUpdated(active));
    return id;
  }

  /** The caller is known, and a session of theirs goes on that another agent has left. */
  SessionId resume(Session earlier) {
    session = earlier.status() == SessionStatus.PENDING ? earlier.start(start) : earlier;
    MDC.put("session", earlier.id().toString());
    LOG.info("Session goes on");
    if (!session.equals(earlier)) {
      parts.recorder().accept(new Fact.SessionUpdated(session));
    }
    return earlier.id();
  }

  void callerSaid(String text, long atMillis, long audioMillis) {
    add(new Said(Role.USER, text, atMillis, audioMillis), false, null);
  }

  /**
   * Keeps what was heard of a reply.
   *
   * @param latencyMillis from the end of the caller's voice to the reply's; null if it answers none
   */
  void agentSaid(
      String heard,
      long atMillis,
      long audioMillis,
      boolean interrupted,
      @Nullable Long latencyMillis) {
    var latency = latencyMillis == null ? null : Duration.ofMillis(Math.max(0, latencyMillis));
    add(new Said(Role.ASSISTANT, heard, atMillis, audioMillis), interrupted, latency);
  }

  /** The session is over; nothing is kept of a call that never began, nor of a second end. */
  void end(boolean success, String reason) {
    var last = session;
    if (last == null || last.status().isEnded()) {
      return;
    }
    var now = parts.timers().now();
    var ended = success ? last.complete(now, fit(reason)) : last.fail(now, fit(reason));
    session = ended;
    parts.custody().left(last.id());
    if (!reason.equals(Custody.TAKEN_OVER)) { // else its end is for another worker to store
      parts.recorder().accept(new Fact.SessionUpdated(ended));
    }
  }

  private record Said(Role role, String text, long atMillis, long audioMillis) {}

  private void add(Said said, boolean interrupted, @Nullable Duration latency) {
    var known = session;
    if (known == null || said.text().isBlank()) {
      return;
    }
    var message =
        new Message(
            parts.ids().next(),
            said.role(),
            said.text().strip(),
            Duration.ofMillis(said.audioMillis()),
            interrupted,
            start.plusMillis(said.atMillis()),
            latency);
    parts.recorder().accept(new Fact.MessageAdded(known.id(), message));
  }

  /** As it is stored. */
  static String fit(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
