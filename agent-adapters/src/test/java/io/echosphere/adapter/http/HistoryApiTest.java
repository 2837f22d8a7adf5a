package io.echosphere.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.echosphere.domain.conversation.Message;
import io.echosphere.domain.conversation.Place;
import io.echosphere.domain.conversation.Role;
import io.echosphere.domain.session.Session;
import io.echosphere.domain.session.SessionId;
import io.echosphere.domain.speech.Language;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's view of the past, status by status. */
class HistoryApiTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";

  private final Bench bench = new Bench();

  @ParameterizedTest
  @CsvSource({
    "GET, /api/sessions",
    "GET, /api/sessions/" + UNKNOWN,
    "DELETE, /api/sessions/" + UNKNOWN,
    "DELETE, /api/users/u-1"
  })
  void withoutTheRightKeyNothingIsToldAndWithoutAnyKeyThereIsNothing(String method, String target) {
    var none = bench.answer(Asked.to(method, target));
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.headers()).containsEntry("WWW-Authenticate", "Bearer");
    assertThat(Bench.error(none)).isEqualTo("unauthorized");
    assertThat(bench.answer(Asked.to(method, target).bearer(Bench.ADMIN_KEY + "x")).status())
        .isEqualTo(401);
    assertThat(
            bench
                .answer(
                    Asked.to(method, target).header("Authorization", "Basic " + Bench.ADMIN_KEY))
                .status())
        .isEqualTo(401);

    var closed = new Bench();
    closed.adminKey = "";
    assertThat(closed.answer(Asked.to(method, target)).status()).isEqualTo(404);
    assertThat(closed.answer(Asked.to(method, target).bearer("")).status()).isEqualTo(404);
    assertThat(closed.answer(Asked.to("GET", "/admin")).status()).isEqualTo(404);
  }

  @Test
  void guessingTheKeyIsStoppedForThatClientAlone() {
    for (int i = 0; i < 10; i++) {
      assertThat(bench.answer(Asked.to("GET", "/api/sessions").bearer("guess" + i)).status())
          .isEqualTo(401);
    }
    var stopped = bench.answer(Asked.to("GET", "/api/sessions").bearer(Bench.ADMIN_KEY));
    assertThat(stopped.status()).isEqualTo(429);
    assertThat(stopped.headers()).containsEntry("Retry-After", "6");
    assertThat(
            bench
                .answer(
                    Asked.to("GET", "/api/sessions").bearer(Bench.ADMIN_KEY).from("203.0.113.9"))
                .status())
        .isEqualTo(200);

    bench.timers.advance(Duration.ofSeconds(6));
    assertThat(get("/api/sessions").status()).isEqualTo(200);
  }

  @Test
  void aSessionIsListedWithWhatAnOperatorWantsToKnow() throws Exception {
    var session = ended("u-1", NOON);
    say(session, Role.ASSISTANT, "こんにちは", null);
    say(session, Role.USER, "天気は？", null);
    say(session, Role.ASSISTANT, "晴れです", Duration.ofMillis(640));

    var answer = get("/api/sessions");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    JsonNode item = Bench.json(answer).path("items").path(0);
    assertThat(item.toString())
        .isEqualTo(
            """
            {"id":"%s","roomName":"room","userId":"u-1","status":"completed","language":"ja-JP",\
            "startedAt":"2026-11-23T12:00:01.123456Z","endedAt":"2026-11-23T12:01:02.123456Z",\
            "durationSeconds":61,"endReason":"caller left","messageCount":3,"latencyP50Ms":640}\
            """
                .formatted(session.id()));
    assertThat(Bench.json(answer).path("nextCursor").isNull()).isTrue();
  }

  @Test
  void aSessionIsShownWithItsMessagesInOrder() throws Exception {
    var session = ended("u-1", NOON);
    say(session, Role.USER, "天気は？", null);
    say(session, Role.ASSISTANT, "晴れです", Duration.ofMillis(640));

    JsonNode shown = Bench.json(get("/api/sessions/" + session.id()));

    assertThat(shown.path("id").asText()).isEqualTo(session.id().toString());
    assertThat(shown.path("messages").findValuesAsText("content")).containsExactly("天気は？", "晴れです");
    JsonNode reply = shown.path("messages").path(1);
    assertThat(reply.fieldNames())
        .toIterable()
        .containsExactly(
            "id", "role", "content", "audioDurationMs", "interrupted", "latencyMs", "createdAt");
    assertThat(reply.path("role").asText()).isEqualTo("assistant");
    assertThat(reply.path("latencyMs").asInt()).isEqualTo(640);
    assertThat(reply.path("audioDurationMs").asInt()).isEqualTo(800);
    assertThat(shown.path("messages").path(0).path("latencyMs").isNull()).isTrue();
  }

  @Test
  void pagesFollowEachOtherByTheirCursorsAndHoldEverySessionOnce() throws Exception {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      ids.addFirst(ended("u-1", NOON.plusSeconds(i)).id().toString());
      ended("u-2", NOON.plusSeconds(i));
    }
    var seen = new ArrayList<String>();
    String cursor = "";
    int pages = 0;
    do {
      var page = Bench.json(get("/api/sessions?userId=u-1&limit=3" + cursor));
      seen.addAll(page.path("items").findValuesAsText("id"));
      cursor =
          page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
      pages++;
    } while (!cursor.isEmpty());

    assertThat(seen).containsExactlyElementsOf(ids);
    assertThat(pages).isEqualTo(3);
    assertThat(Bench.json(get("/api/sessions?limit=200")).path("items")).hasSize(14);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/sessions?limit=0",
        "/api/sessions?limit=201",
        "/api/sessions?limit=many",
        "/api/sessions?limit=",
        "/api/sessions?cursor=",
        "/api/sessions?cursor=x",
        "/api/sessions?cursor=________________________________",
        "/api/sessions?userId=",
        "/api/sessions?userId=%zz",
        "/api/sessions/7",
        "/api/sessions/1-1-1-1-1",
        "/api/sessions/..%41"
      })
  void whatIsNoQuestionIsRefused(String target) {
    var answer = get(target);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(Bench.error(answer)).startsWith("invalid_");
  }

  @Test
  void aDeletedSessionIsGoneAndASecondTimeThereIsNone() throws Exception {
    var session = ended("u-1", NOON);
    assertThat(delete("/api/sessions/" + session.id()).status()).isEqualTo(204);
    assertThat(delete("/api/sessions/" + session.id()).status()).isEqualTo(404);
    assertThat(get("/api/sessions/" + session.id()).status()).isEqualTo(404);
    assertThat(get("/api/sessions/" + UNKNOWN).status()).isEqualTo(404);
  }

  @Test
  void aUserIsForgottenWithAllTheirSessionsAndNobodyElse() throws Exception {
    ended("山田 1", NOON);
    ended("山田 1", NOON.plusSeconds(1));
    ended("u-2", NOON);

    var answer = delete("/api/users/%E5%B1%B1%E7%94%B0%201");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Bench.json(answer).path("deleted").asInt()).isEqualTo(2);
    assertThat(delete("/api/users/%E5%B1%B1%E7%94%B0%201").status()).isEqualTo(404);
    assertThat(Bench.json(get("/api/sessions")).path("items")).hasSize(1);
  }

  @Test
  void otherMethodsAreRefused() {
    assertThat(bench.answer(Asked.to("POST", "/api/sessions")).headers())
        .containsEntry("Allow", "GET, HEAD");
    assertThat(bench.answer(Asked.to("PUT", "/api/sessions/" + UNKNOWN)).headers())
        .containsEntry("Allow", "GET, HEAD, DELETE");
    assertThat(bench.answer(Asked.to("GET", "/api/users/u")).status()).isEqualTo(405);
  }

  @Test
  void whileTheDatabaseIsAwayTheClientIsToldToComeBack() {
    bench.sessions.beAway(10);
    for (String target : List.of("/api/sessions", "/api/sessions/" + UNKNOWN)) {
      var answer = get(target);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers()).containsEntry("Retry-After", "5");
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("scripted");
    }
  }

  private Answer get(String target) {
    return bench.answer(Asked.to("GET", target).bearer(Bench.ADMIN_KEY));
  }

  private Answer delete(String target) {
    return bench.answer(Asked.to("DELETE", target).bearer(Bench.ADMIN_KEY));
  }

  private Session ended(String user, Instant at) throws Exception {
    var pending =
        Session.pending(new SessionId(UUID.randomUUID()), "room", user, Language.JAPANESE, at);
    bench.sessions.create(pending);
    var ended = pending.start(at.plusSeconds(1)).complete(at.plusSeconds(62), "caller left");
    bench.sessions.update(ended);
    return ended;
  }

  private void say(
      Session session, Role role, String words, @org.jspecify.annotations.Nullable Duration latency)
      throws Exception {
    int earlier = bench.sessions.added(session.id()).size();
    bench.sessions.add(
        session.id(),
        new Message(
            UUID.randomUUID(),
            role,
            words,
            Duration.ofMillis(800),
            false,
            NOON.plusSeconds(earlier),
            latency),
        new Place(earlier + 1, 1));
  }
}
