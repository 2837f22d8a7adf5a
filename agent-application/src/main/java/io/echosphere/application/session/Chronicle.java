package io.echosphere.application.session;

import io.echosphere.application.recording.Fact;
import io.echosphere.application.recovery.Custody;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.session.SessionStatus;
import io.echosphere.domain.speech.Language;
import io.echosphere.domain.turn.ReplyId;
import io.echosphere.domain.turn.TurnEffect.RecordReply;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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
  private final Map<ReplyId, Entry> replies = new HashMap<>();
  private @Nullable Session session;
  private @Nullable Entry newest;
  private long newestTurn;
  private int sequence;

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
    sequence = beyond(Duration.between(earlier.createdAt(), start));
    MDC.put("session", earlier.id().toString());
    LOG.info("Session goes on");
    if (!session.equals(earlier)) {
      parts.recorder().accept(new Fact.SessionUpdated(session));
    }
    return earlier.id();
  }

  /** Keeps what the caller said in a turn; told again when it is corrected. */
  void callerSaid(long turn, String text, long atMillis, long audioMillis) {
    var latest = newest;
    if (latest == null || newestTurn != turn) {
      latest = next();
      newest = latest;
      newestTurn = turn;
    }
    add(new Said(Role.USER, text, atMillis, audioMillis), latest, false, null);
  }

  /** A reply begins to be heard: this is its place in the conversation. */
  void agentBegan(ReplyId reply) {
    replies.computeIfAbsent(reply, _ -> next());
  }

  /**
   * Keeps what was heard of a reply; told again when more of it was.
   *
   * @param atMillis when it began to be heard, on the session's timeline
   * @param latencyMillis from the end of the caller's voice to the reply's; null if it answers none
   */
  void agentSaid(RecordReply heard, long atMillis, @Nullable Long latencyMillis) {
    var latency = latencyMillis == null ? null : Duration.ofMillis(Math.max(0, latencyMillis));
    var said = new Said(Role.ASSISTANT, heard.heard(), atMillis, heard.audioMillis());
    var entry = replies.computeIfAbsent(heard.reply(), _ -> next());
    add(said, entry, heard.interrupted(), latency);
  }

  /** Nothing more comes of a reply. */
  void agentEnded(ReplyId reply) {
    replies.remove(reply);
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

  /** A message under way: its identity and how often it was told. */
  private static final class Entry {
    private final UUID id;
    private final int sequence;
    private int revisions;

    Entry(UUID id, int sequence) {
      this.id = id;
      this.sequence = sequence;
    }
  }

  /**
   * A number beyond all of the agents before us, also what a dead worker's journal still holds:
   * nobody says more than ten things a second.
   */
  private static int beyond(Duration age) {
    return Math.clamp(10 * age.toSeconds(), 0, Integer.MAX_VALUE / 2);
  }

  private Entry next() {
    sequence++;
    return new Entry(parts.ids().next(), sequence);
  }

  private void add(Said said, Entry entry, boolean interrupted, @Nullable Duration latency) {
    var known = session;
    if (known == null || said.text().isBlank()) {
      return;
    }
    var message =
        new Message(
            entry.id,
            said.role(),
            said.text().strip(),
            Duration.ofMillis(said.audioMillis()),
            interrupted,
            start.plusMillis(said.atMillis()),
            latency);
    entry.revisions++;
    var place = new Place(entry.sequence, entry.revisions);
    parts.recorder().accept(new Fact.MessageAdded(known.id(), message, place));
  }

  /** As it is stored. */
  static String fit(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }
}
