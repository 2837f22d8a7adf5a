package io.echosphere.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.echosphere.adapter.http.HttpSettings.Protection;
import io.echosphere.application.history.History;
import io.echosphere.application.port.in.IssueToken;
import io.echosphere.application.port.out.InMemorySessionRepository;
import io.echosphere.application.port.out.ManualTimers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A site with everything in reach of a test: time, tokens, sessions and files. */
final class Bench {
  static final String API_KEY = "an-api-key-of-a-server";
  static final String ADMIN_KEY = "the-key-of-the-operator";
  static final String INVITE_SECRET = "what-invitations-are-signed-with";

  final ManualTimers timers = new ManualTimers();
  final InMemorySessionRepository sessions = new InMemorySessionRepository();
  final List<IssueToken.Visitor> visitors = new CopyOnWriteArrayList<>();
  final Map<String, String> files = new HashMap<>();
  final Map<String, Boolean> health = new HashMap<>();
  boolean excused;

  RoomNaming roomNames = RoomNaming.HASHED;
  int tokensPerMinute;
  Set<String> origins = Set.of();
  List<String> apiKeys = List.of();
  String inviteSecret = "";
  String adminKey = ADMIN_KEY;
  TrustedProxies proxies = TrustedProxies.none();
  boolean configured = true;
  boolean broken;
  private @Nullable Site site;

  /** Answers; the first call fixes the settings. */
  Answer answer(Asked asked) {
    if (site == null) {
      site = site();
    }
    return site.answer(asked.request());
  }

  Site site() {
    return new Site(settings(), parts(), this::resource);
  }

  HttpSettings settings() {
    return new HttpSettings(
        new Protection(tokensPerMinute, proxies, origins, apiKeys, inviteSecret, adminKey),
        roomNames,
        "livekits-secret",
        URI.create("wss://live.example"));
  }

  HttpParts parts() {
    return new HttpParts(
        configured ? this::issue : null, new History(sessions), this::health, timers);
  }

  private Health health() {
    return new Health(!health.containsValue(false) || excused, health);
  }

  static JsonNode json(Answer answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String error(Answer answer) {
    return json(answer).path("error").path("code").asText();
  }

  /** A header's value; empty where there is none. */
  static String header(Answer answer, String name) {
    return answer.headers().getOrDefault(name, "");
  }

  private IssueToken.Pass issue(IssueToken.Visitor visitor) {
    if (broken) {
      throw new IllegalStateException("a bug whose words nobody may see");
    }
    visitors.add(visitor);
    return new IssueToken.Pass(
        "header.claims.signature",
        URI.create("wss://live.example"),
        visitor.roomName(),
        "caller-" + visitors.size(),
        timers.now().plus(Duration.ofMinutes(10)));
  }

  private @Nullable ByteArrayInputStream resource(String name) {
    String text = files.get(name);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
