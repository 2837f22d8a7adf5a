package io.echosphere.adapter.http;

import io.echosphere.adapter.http.HttpSettings.Protection;
import io.echosphere.application.port.in.IssueToken;
import io.echosphere.application.port.in.IssueToken.Pass;
import io.echosphere.application.port.in.IssueToken.Visitor;
import io.echosphere.application.port.out.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives visitors tokens: {@code POST /api/token}. Thread-safe. */
final class TokenEndpoint {
  static final String METHODS = "POST, OPTIONS";
  static final int LARGEST_BODY = 8 * 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);

  private final @Nullable IssueToken tokens;
  private final Protection protection;
  private final RoomNames roomNames;
  private final Visitors visitors;
  private final @Nullable Invites invites;
  private final Origins origins;
  private final RateLimiter limiter;
  private final Timers timers;
  private final AtomicBoolean toldMisconfigured = new AtomicBoolean();

  /**
   * The endpoint.
   *
   * @param tokens null without LiveKit's keys
   */
  TokenEndpoint(HttpSettings settings, @Nullable IssueToken tokens, Timers timers) {
    this.tokens = tokens;
    this.protection = settings.protection();
    this.roomNames = new RoomNames(settings.roomNames(), settings.signingSecret());
    this.visitors = new Visitors(settings.signingSecret());
    this.invites =
        protection.inviteSecret().isEmpty() ? null : new Invites(protection.inviteSecret());
    this.origins = new Origins(protection.allowedOrigins());
    this.limiter = new RateLimiter(timers, protection.tokensPerMinute());
    this.timers = timers;
  }

  Answer preflight(Request request) throws Refusal {
    return origins.preflight(request, METHODS);
  }

  Answer issue(Request request) throws IOException, Refusal {
    Map<String, String> crossOrigin = origins.check(request);
    try {
      limit(request);
      return issueWithin(request).withDefaults(crossOrigin);
    } catch (Refusal refusal) { // the other site's page may know why, too
      throw refusal.with(crossOrigin);
    }
  }

  private Answer issueWithin(Request request) throws IOException, Refusal {
    requireJson(request);
    byte[] body = request.body().read(LARGEST_BODY);
    boolean ofServer = hasApiKey(request);
    TokenRequest asked = TokenRequest.parse(body);
    String room =
        roomNames
            .real(asked.roomName())
            .orElseThrow(
                () ->
                    Refusal.of(
                        List.of(
                            new Refusal.Fault(
                                "roomName", "invalid_value", "roomName must be a UUID."))));
    if (!ofServer && protection.invitationNeeded()) {
      requireInvitation(asked, room);
    }
    if (tokens == null) {
      if (toldMisconfigured.compareAndSet(false, true)) {
        LOG.error("Tokens are asked for, but LIVEKIT_URL, _API_KEY or _API_SECRET is not set");
      }
      throw Refusal.of(500, "server_misconfigured", "Server misconfigured");
    }
    String vouchedFor = ofServer ? asked.userId() : null;
    if (vouchedFor != null) {
      return answer(tokens.issue(visitor(asked, room, vouchedFor)));
    }
    String visitor = visitors.recognise(request);
    return answer(tokens.issue(visitor(asked, room, Visitors.userId(visitor))))
        .with("Set-Cookie", visitors.cookie(visitor, request.client().secure()));
  }

  private static Visitor visitor(TokenRequest asked, String room, String userId) {
    return new Visitor(room, asked.participantName(), userId, asked.language());
  }

  private static Answer answer(Pass pass) {
    return Answer.json(
        200,
        Json.object(
            out -> {
              out.writeStringField("token", pass.token());
              out.writeStringField("url", pass.url().toString());
              out.writeStringField("roomName", pass.roomName());
              out.writeStringField("identity", pass.identity());
              out.writeStringField("expiresAt", pass.expiresAt().toString());
            }));
  }

  private void limit(Request request) throws Refusal {
    Duration wait = limiter.take(request.client().address());
    if (wait.isPositive()) {
      throw tooMany(wait);
    }
  }

  static Refusal tooMany(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return Refusal.of(429, "too_many_requests", "Too many requests; try again later.")
        .with(Map.of("Retry-After", String.valueOf(seconds)));
  }

  private static void requireJson(Request request) throws Refusal {
    String type =
        request.header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals("application/json")) {
      throw Refusal.of(
          415,
          "unsupported_media_type",
          "The body must be sent as Content-Type: application/json.");
    }
  }

  /** A key that is given must be right, also where none is needed. */
  private boolean hasApiKey(Request request) throws Refusal {
    String given = request.bearer().orElse("");
    if (given.isEmpty()) {
      return false;
    }
    boolean known = false;
    for (String key : protection.apiKeys()) { // all of them: time must not tell which
      known |= Signer.same(key, given);
    }
    if (!known) {
      throw unauthorized("invalid_key", "This API key is not known.");
    }
    return true;
  }

  private void requireInvitation(TokenRequest asked, String room) throws Refusal {
    String given = asked.invite();
    if (given == null || invites == null) {
      throw unauthorized("invite_required", "An invitation or an API key is needed.");
    }
    switch (invites.judge(given, List.of(asked.roomName(), room), timers.now())) {
      case GOOD -> {}
      case FORGED -> throw unauthorized("invite_invalid", "This invitation is not valid.");
      case EXPIRED -> throw unauthorized("invite_expired", "This invitation has expired.");
      case FOR_ANOTHER_ROOM ->
          throw Refusal.of(403, "invite_for_another_room", "This invitation is for another room.");
    }
  }

  private static Refusal unauthorized(String code, String message) {
    return Refusal.of(401, code, message).with(Map.of("WWW-Authenticate", "Bearer"));
  }
}
