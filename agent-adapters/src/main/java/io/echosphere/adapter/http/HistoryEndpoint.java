package io.echosphere.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.echosphere.application.port.in.BrowseSessions;
import io.echosphere.application.port.out.SessionArchive.Position;
import io.echosphere.application.port.out.SessionArchive.Summary;
import io.echosphere.application.port.out.SessionRepository.RepositoryUnavailable;
import io.echosphere.application.port.out.SessionRepository.StoredSession;
import io.echosphere.application.port.out.Timers;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored sessions, for whoever has the operator's key. Thread-safe. */
final class HistoryEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryEndpoint.class);
  private static final int USUAL_PAGE = 50;
  private static final int LONGEST_USER_ID = 255;

  /** Wrong keys a client may try in a minute. */
  private static final int GUESSES_PER_MINUTE = 10;

  private final String adminKey;
  private final @Nullable BrowseSessions sessions;
  private final RateLimiter guesses;

  /**
   * The endpoint.
   *
   * @param adminKey the operator's key; empty: there is no such endpoint
   * @param sessions null without a database
   */
  HistoryEndpoint(String adminKey, @Nullable BrowseSessions sessions, Timers timers) {
    this.adminKey = adminKey;
    this.sessions = sessions;
    this.guesses = new RateLimiter(timers, GUESSES_PER_MINUTE);
  }

  Answer list(Request request) throws Refusal {
    var history = authorized(request);
    Optional<String> user = request.query("userId");
    if (user.filter(id -> id.isBlank() || id.length() > LONGEST_USER_ID).isPresent()) {
      throw Refusal.of(400, "invalid_user", "userId must have 1 to 255 characters.");
    }
    Position after = after(request.query("cursor"));
    int limit = limit(request.query("limit"));
    var page = asked(() -> history.list(user.orElse(null), after, limit));
    return Answer.json(
        200,
        Json.object(
            out -> {
              out.writeArrayFieldStart("items");
              for (Summary summary : page.items()) {
                out.writeStartObject();
                write(out, summary.session());
                out.writeNumberField("messageCount", summary.messages());
                millis(out, "latencyP50Ms", summary.latencyP50());
                out.writeEndObject();
              }
              out.writeEndArray();
              var next = page.next();
              out.writeStringField("nextCursor", next == null ? null : Cursors.write(next));
            }));
  }

  Answer show(Request request) throws Refusal {
    var history = authorized(request);
    SessionId id = id(request);
    StoredSession found = asked(() -> history.find(id)).orElseThrow(HistoryEndpoint::notFound);
    return Answer.json(
        200,
        Json.object(
            out -> {
              write(out, found.session());
              out.writeNumberField("messageCount", found.messages().size());
              out.writeArrayFieldStart("messages");
              for (Message message : found.messages()) {
                write(out, message);
              }
              out.writeEndArray();
            }));
  }

  Answer delete(Request request) throws Refusal {
    var history = authorized(request);
    SessionId id = id(request);
    if (!asked(() -> history.delete(id))) {
      throw notFound();
    }
    LOG.info("The operator deleted session {}", id);
    return Answer.empty(204);
  }

  Answer deleteUser(Request request) throws Refusal {
    var history = authorized(request);
    String user = request.parameter("id");
    int deleted = asked(() -> history.deleteUser(user));
    if (deleted == 0) {
      throw notFound();
    }
    LOG.info("The operator deleted the {} sessions of a user", deleted);
    return Answer.json(200, Json.object(out -> out.writeNumberField("deleted", deleted)));
  }

  /** Whether there is anything for operators here. */
  boolean exists() {
    return !adminKey.isEmpty();
  }

  /** Without the key the endpoint does not exist; with a wrong one it says so, not too often. */
  private BrowseSessions authorized(Request request) throws Refusal {
    if (!exists()) {
      throw notFound();
    }
    var client = request.client().address();
    Duration wait = guesses.waitFor(client);
    if (wait.isPositive()) {
      throw TokenEndpoint.tooMany(wait);
    }
    if (!Signer.same(adminKey, request.bearer().orElse(""))) {
      guesses.take(client);
      throw Refusal.of(401, "unauthorized", "The operator's key is needed.")
          .with(Map.of("WWW-Authenticate", "Bearer"));
    }
    if (sessions == null) {
      throw Refusal.of(503, "no_database", "Nothing is stored: DATABASE_URL is none.");
    }
    return sessions;
  }

  /** A question to the database. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws RepositoryUnavailable;
  }

  private static <T> T asked(Question<T> question) throws Refusal {
    try {
      return question.ask();
    } catch (RepositoryUnavailable failure) {
      LOG.warn("The history could not be read: {}", failure.getMessage());
      throw Refusal.of(503, "database_unavailable", "The database is away; try again later.")
          .with(Map.of("Retry-After", "5"));
    }
  }

  private static @Nullable Position after(Optional<String> cursor) throws Refusal {
    return cursor.isEmpty()
        ? null
        : Cursors.read(cursor.get())
            .orElseThrow(() -> Refusal.of(400, "invalid_cursor", "This cursor is not valid."));
  }

  private static int limit(Optional<String> text) throws Refusal {
    int limit = USUAL_PAGE;
    try {
      limit = text.isEmpty() ? limit : Integer.parseInt(text.get());
    } catch (NumberFormatException _) {
      limit = 0;
    }
    if (limit < 1 || limit > BrowseSessions.LARGEST_PAGE) {
      throw Refusal.of(
          400, "invalid_limit", "limit must be 1 to " + BrowseSessions.LARGEST_PAGE + ".");
    }
    return limit;
  }

  private static SessionId id(Request request) throws Refusal {
    String text = request.parameter("id");
    try {
      var id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return new SessionId(id);
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw Refusal.of(400, "invalid_id", "A session's id is a UUID.");
  }

  private static Refusal notFound() {
    return Refusal.of(404, "not_found", "There is nothing here.");
  }

  private static void write(JsonGenerator out, Session session) throws IOException {
    out.writeStringField("id", session.id().toString());
    out.writeStringField("roomName", session.roomName());
    out.writeStringField("userId", session.userId());
    out.writeStringField("status", session.status().code());
    out.writeStringField("language", session.language().tag());
    var started = session.started();
    out.writeStringField("startedAt", (started == null ? session.createdAt() : started).toString());
    var ended = session.ended();
    out.writeStringField("endedAt", ended == null ? null : ended.toString());
    Duration lasted = session.duration().orElse(null);
    if (lasted == null) {
      out.writeNullField("durationSeconds");
    } else {
      out.writeNumberField("durationSeconds", lasted.toSeconds());
    }
    out.writeStringField("endReason", session.reason());
  }

  private static void write(JsonGenerator out, Message message) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", message.id().toString());
    out.writeStringField("role", message.role().code());
    out.writeStringField("content", message.content());
    millis(out, "audioDurationMs", message.audio().isPositive() ? message.audio() : null);
    out.writeBooleanField("interrupted", message.interrupted());
    millis(out, "latencyMs", message.latency());
    out.writeStringField("createdAt", message.createdAt().toString());
    out.writeEndObject();
  }

  private static void millis(JsonGenerator out, String name, @Nullable Duration value)
      throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value.toMillis());
    }
  }
}
