package io.echosphere.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.echosphere.application.port.in.IssueToken.SpokenLanguage;
import io.echosphere.application.port.in.IssueToken.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token API status by status. */
class TokenApiTest {
  private static final String ROOM = "3f2b8a52-8d0e-4c7e-9a55-0f4f5a0b7c11";
  private static final String GOOD =
      "{\"roomName\":\"" + ROOM + "\",\"participantName\":\"Aoi\",\"language\":\"ja\"}";

  private final Bench bench = new Bench();

  @Test
  void aGoodRequestGetsATokenThatNobodyMayKeep() {
    var answer = bench.answer(Asked.forToken(GOOD));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff");
    var json = Bench.json(answer);
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("token", "url", "roomName", "identity", "expiresAt");
    assertThat(json.path("token").asText()).isEqualTo("header.claims.signature");
    assertThat(json.path("url").asText()).isEqualTo("wss://live.example");
    assertThat(json.path("roomName").asText()).isEqualTo(ROOM);
    assertThat(json.path("identity").asText()).isEqualTo("caller-1");
    assertThat(json.path("expiresAt").asText()).isEqualTo("2026-01-01T00:10:00Z");
    assertThat(bench.visitors)
        .extracting(Visitor::roomName, Visitor::displayName, Visitor::language)
        .containsExactly(org.assertj.core.api.Assertions.tuple(ROOM, "Aoi", SpokenLanguage.JA));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "|invalid_json|",
        "nonsense|invalid_json|",
        "[]|invalid_json|",
        "\"text\"|invalid_json|",
        "{\"roomName\":\"a\",\"participantName\":\"b\"|invalid_json|",
        "{\"roomName\":\"a\",\"participantName\":\"b\"} {}|invalid_json|",
        "{\"roomName\":\"a\",\"roomName\":\"b\",\"participantName\":\"c\"}|invalid_json|",
        "{}|missing_field|roomName",
        "{\"roomName\":\"a\"}|missing_field|participantName",
        "{\"participantName\":\"b\"}|missing_field|roomName",
        "{\"roomName\":null,\"participantName\":\"b\"}|missing_field|roomName",
        "{\"roomName\":7,\"participantName\":\"b\"}|invalid_type|roomName",
        "{\"roomName\":{\"a\":[1]},\"participantName\":\"b\"}|invalid_type|roomName",
        "{\"roomName\":\"a\",\"participantName\":true}|invalid_type|participantName",
        "{\"roomName\":\"\",\"participantName\":\"b\"}|invalid_length|roomName",
        "{\"roomName\":\"  \",\"participantName\":\"b\"}|invalid_length|roomName",
        "{\"roomName\":\"a\",\"participantName\":\"\"}|invalid_length|participantName",
        "{\"roomName\":\"a/b\",\"participantName\":\"b\"}|invalid_characters|roomName",
        "{\"roomName\":\"<a>\",\"participantName\":\"b\"}|invalid_characters|roomName",
        "{\"roomName\":\"a\\u0000b\",\"participantName\":\"b\"}|invalid_characters|roomName",
        "{\"roomName\":\"a\",\"participantName\":\"b\\nc\"}|invalid_characters|participantName",
        "{\"roomName\":\"a\",\"participantName\":\"b\\u202Ec\"}|invalid_characters|participantName",
        "{\"roomName\":\"a\",\"participantName\":\"b\\uD800c\"}|invalid_characters|participantName",
        "{\"roomName\":\"a\",\"participantName\":\"b\",\"language\":\"fr\"}|invalid_value|language",
        "{\"roomName\":\"a\",\"participantName\":\"b\",\"language\":1}|invalid_type|language",
        "{\"roomName\":\"a\",\"participantName\":\"b\",\"invite\":\"x"
            + " y\"}|invalid_characters|invite",
      })
  void aBadBodyIsRefusedWithItsReason(String body, String code, String field) {
    var answer = bench.answer(Asked.forToken(body == null ? "" : body));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(Bench.error(answer)).isEqualTo(code);
    assertThat(Bench.json(answer).at("/error/field").asText())
        .isEqualTo(field == null ? "" : field);
    assertThat(Bench.json(answer).at("/error/message").asText()).isNotBlank();
    assertThat(bench.visitors).isEmpty();
  }

  @Test
  void everyFaultIsToldAtOnce() {
    var answer = bench.answer(Asked.forToken("{\"participantName\":\"\",\"language\":\"xx\"}"));

    assertThat(Bench.json(answer).at("/error/details").findValuesAsText("field"))
        .containsExactly("roomName", "participantName", "language");
  }

  @Test
  void namesHaveAnEndThatIsCountedInCharacters() {
    assertThat(named("r".repeat(128), "😀".repeat(64)).status()).isEqualTo(200);
    assertThat(Bench.error(named("r".repeat(129), "n"))).isEqualTo("invalid_length");
    assertThat(Bench.error(named("r", "😀".repeat(65)))).isEqualTo("invalid_length");
  }

  @Test
  void namesOfAllScriptsAreTaken() {
    assertThat(named("朝の会議 ①", "葵 👩‍🏫").status()).isEqualTo(200);
    assertThat(named("Café_é.2-b", "O'Neill, Seán").status()).isEqualTo(200);
    assertThat(bench.visitors.getFirst().displayName()).isEqualTo("葵 👩‍🏫");
  }

  @Test
  void aBodyThatIsNoUtf8IsRefused() {
    byte[] latin = GOOD.replace("Aoi", "Zoë").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Bench.error(bench.answer(Asked.forToken("").body(latin)))).isEqualTo("invalid_json");
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() {
    String deep = "{\"x\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
    assertThat(Bench.error(bench.answer(Asked.forToken(deep)))).isEqualTo("invalid_json");
  }

  @Test
  void moreThanEightKibibytesAreTooMuch() {
    String padding = GOOD + " ".repeat(TokenEndpoint.LARGEST_BODY - GOOD.length());
    assertThat(bench.answer(Asked.forToken(padding)).status()).isEqualTo(200);
    assertThat(bench.answer(Asked.forToken(padding + " ")).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "", "application"})
  void anotherMediaTypeIsRefused(String type) {
    var answer = bench.answer(Asked.forToken(GOOD).header("Content-Type", type));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(Bench.error(answer)).isEqualTo("unsupported_media_type");
  }

  @Test
  void theMediaTypeMayNameItsCharset() {
    assertThat(
            bench
                .answer(
                    Asked.forToken(GOOD).header("Content-Type", "Application/JSON; charset=utf-8"))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "post"})
  void anotherMethodIsRefusedWithThoseThatAreAllowed(String method) {
    var answer = bench.answer(Asked.to(method, "/api/token"));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", "POST, OPTIONS");
  }

  @Test
  void withoutKeysTheServerSaysThatItIsMisconfiguredAndNoMore() {
    bench.configured = false;
    var answer = bench.answer(Asked.forToken(GOOD));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(Bench.json(answer).at("/error/message").asText()).isEqualTo("Server misconfigured");
  }

  @Test
  void aBugIsToldAsOneAndNotShown() {
    bench.broken = true;
    var answer = bench.answer(Asked.forToken(GOOD));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .doesNotContain("words", "IllegalState", "at io.");
  }

  @Test
  void tooManyOfOneClientAreRefusedForAWhileAndOthersAreServed() {
    bench.tokensPerMinute = 3;
    for (int i = 0; i < 3; i++) {
      assertThat(bench.answer(Asked.forToken(GOOD)).status()).isEqualTo(200);
    }

    var refused = bench.answer(Asked.forToken(GOOD));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "20");
    assertThat(Bench.error(refused)).isEqualTo("too_many_requests");
    assertThat(bench.answer(Asked.forToken(GOOD).from("203.0.113.8")).status()).isEqualTo(200);

    bench.timers.advance(Duration.ofSeconds(20));
    assertThat(bench.answer(Asked.forToken(GOOD)).status()).isEqualTo(200);
    assertThat(bench.answer(Asked.forToken(GOOD)).status()).isEqualTo(429);
  }

  @Test
  void aVisitorIsKnownAgainByACookieThatNoScriptReads() {
    var first = bench.answer(Asked.forToken(GOOD));
    String cookie = Bench.header(first, "Set-Cookie");
    assertThat(cookie)
        .matches(
            "echosphere_uid=[\\w-]{22}\\.[\\w-]{43}; Path=/; Max-Age=31536000; HttpOnly;"
                + " SameSite=Lax");
    String value = cookie.substring(0, cookie.indexOf(';'));

    bench.answer(Asked.forToken(GOOD).header("Cookie", "theme=dark; " + value));
    bench.answer(Asked.forToken(GOOD));
    bench.answer(Asked.forToken(GOOD).header("Cookie", value.substring(0, value.length() - 1)));

    var users = bench.visitors.stream().map(Visitor::userId).toList();
    assertThat(users.get(1)).isEqualTo(users.get(0)).startsWith("u-");
    assertThat(Set.copyOf(users)).as("the others are new to us").hasSize(3);
  }

  @Test
  void behindTlsTheCookieTravelsByTlsAloneAndBrowsersKeepToTls() {
    var answer = bench.answer(Asked.forToken(GOOD).byTls());
    assertThat(Bench.header(answer, "Set-Cookie")).endsWith("; Secure");
    assertThat(answer.headers()).containsKey("Strict-Transport-Security");
    assertThat(bench.answer(Asked.forToken(GOOD)).headers())
        .doesNotContainKey("Strict-Transport-Security");
  }

  @Test
  void hashedNamesAreAlwaysTheSameUuidAndUuidsStay() {
    named("standup", "a");
    named("standup", "b");
    named("standdown", "c");
    named(ROOM.toUpperCase(java.util.Locale.ROOT), "d");

    var rooms = bench.visitors.stream().map(Visitor::roomName).toList();
    assertThat(rooms.get(0)).isEqualTo(rooms.get(1)).isNotEqualTo(rooms.get(2));
    assertThat(UUID.fromString(rooms.get(0)).version()).isEqualTo(8);
    assertThat(UUID.fromString(rooms.get(0)).variant()).isEqualTo(2);
    assertThat(rooms.get(3)).isEqualTo(ROOM);
    named(rooms.get(0), "by the link");
    assertThat(bench.visitors.getLast().roomName()).isEqualTo(rooms.get(0));
  }

  @Test
  void onlyUuidsOrAnyNameIfTheOperatorWantsItSo() {
    bench.roomNames = RoomNaming.UUID;
    var refused = named("standup", "a");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(Bench.json(refused).at("/error/field").asText()).isEqualTo("roomName");
    assertThat(named(ROOM, "a").status()).isEqualTo(200);

    var open = new Bench();
    open.roomNames = RoomNaming.ANY;
    open.answer(Asked.forToken("{\"roomName\":\"standup\",\"participantName\":\"a\"}"));
    assertThat(open.visitors.getFirst().roomName()).isEqualTo("standup");
  }

  @Test
  void withApiKeysOnlyServersThatHaveOneGetTokensAndTheyNameTheirUsers() {
    bench.apiKeys = List.of("another-key-of-a-server", Bench.API_KEY);
    String body = GOOD.replace("}", ",\"userId\":\"customer 12\"}");

    var without = bench.answer(Asked.forToken(body));
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.headers()).containsEntry("WWW-Authenticate", "Bearer");
    assertThat(Bench.error(without)).isEqualTo("invite_required");
    assertThat(Bench.error(bench.answer(Asked.forToken(body).bearer("wrong"))))
        .isEqualTo("invalid_key");

    var with = bench.answer(Asked.forToken(body).bearer(Bench.API_KEY));
    assertThat(with.status()).isEqualTo(200);
    assertThat(with.headers()).doesNotContainKey("Set-Cookie");
    assertThat(bench.visitors).extracting(Visitor::userId).containsExactly("customer 12");
  }

  @Test
  void aVisitorCannotNameTheirUser() {
    bench.answer(Asked.forToken(GOOD.replace("}", ",\"userId\":\"somebody else\"}")));
    assertThat(bench.visitors.getFirst().userId()).startsWith("u-");
  }

  @Test
  void invitationsLetInUntilTheyExpireAndOnlyWhereTheyLead() {
    bench.inviteSecret = Bench.INVITE_SECRET;
    var invites = new Invites(Bench.INVITE_SECRET);
    var expiry = bench.timers.now().plusSeconds(60);
    String here = invites.create(ROOM, expiry);

    assertThat(invited(here).status()).isEqualTo(200);
    assertThat(invited(invites.create("", expiry)).status()).isEqualTo(200);
    assertThat(Bench.error(invited(invites.create("elsewhere", expiry))))
        .isEqualTo("invite_for_another_room");
    assertThat(invited(invites.create("elsewhere", expiry)).status()).isEqualTo(403);
    assertThat(Bench.error(invited(here + "x"))).isEqualTo("invite_invalid");
    assertThat(Bench.error(invited(new Invites("another-secret-altogether").create(ROOM, expiry))))
        .isEqualTo("invite_invalid");
    assertThat(Bench.error(bench.answer(Asked.forToken(GOOD)))).isEqualTo("invite_required");

    bench.timers.advance(Duration.ofSeconds(61));
    var expired = invited(here);
    assertThat(expired.status()).isEqualTo(401);
    assertThat(Bench.error(expired)).isEqualTo("invite_expired");
  }

  @Test
  void anInvitationNamesTheRoomAsItIsAskedForOrAsItIsCalled() {
    bench.inviteSecret = Bench.INVITE_SECRET;
    var invites = new Invites(Bench.INVITE_SECRET);
    var expiry = bench.timers.now().plusSeconds(60);
    String asked = "{\"roomName\":\"standup\",\"participantName\":\"a\",\"invite\":\"%s\"}";

    assertThat(
            bench
                .answer(Asked.forToken(asked.formatted(invites.create("standup", expiry))))
                .status())
        .isEqualTo(200);
    String real = bench.visitors.getFirst().roomName();
    assertThat(bench.answer(Asked.forToken(asked.formatted(invites.create(real, expiry)))).status())
        .isEqualTo(200);
  }

  @Test
  void pagesOfOtherSitesMayAskOnlyIfTheOperatorNamesThem() {
    bench.origins = Set.of("https://app.example");

    var own = bench.answer(Asked.forToken(GOOD).header("Origin", "https://talk.example"));
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.headers()).doesNotContainKey("Access-Control-Allow-Origin");

    var named = bench.answer(Asked.forToken(GOOD).header("Origin", "https://app.example"));
    assertThat(named.status()).isEqualTo(200);
    assertThat(named.headers())
        .containsEntry("Access-Control-Allow-Origin", "https://app.example")
        .containsEntry("Vary", "Origin");
    var wrong = bench.answer(Asked.forToken("{}").header("Origin", "https://app.example"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.headers()).containsKey("Access-Control-Allow-Origin");

    for (String other :
        List.of("https://evil.example", "null", "https://talk.example.evil.example")) {
      var refused = bench.answer(Asked.forToken(GOOD).header("Origin", other));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }
  }

  @Test
  void aBrowserMayAskFirst() {
    bench.origins = Set.of("https://app.example");
    var yes =
        bench.answer(Asked.to("OPTIONS", "/api/token").header("Origin", "https://app.example"));
    assertThat(yes.status()).isEqualTo(204);
    assertThat(yes.headers())
        .containsEntry("Access-Control-Allow-Methods", "POST, OPTIONS")
        .containsEntry("Access-Control-Allow-Headers", "authorization, content-type");
    assertThat(
            bench
                .answer(Asked.to("OPTIONS", "/api/token").header("Origin", "https://evil.example"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void aServerThatNeedsInvitationsSaysSo() {
    assertThat(
            Bench.json(bench.answer(Asked.to("GET", "/api/config")))
                .path("inviteRequired")
                .asBoolean())
        .isFalse();
    var guarded = new Bench();
    guarded.inviteSecret = Bench.INVITE_SECRET;
    assertThat(
            Bench.json(guarded.answer(Asked.to("GET", "/api/config")))
                .path("inviteRequired")
                .asBoolean())
        .isTrue();
  }

  private Answer named(String room, String name) {
    return bench.answer(
        Asked.forToken("{\"roomName\":\"%s\",\"participantName\":\"%s\"}".formatted(room, name)));
  }

  private Answer invited(String invitation) {
    return bench.answer(Asked.forToken(GOOD.replace("}", ",\"invite\":\"" + invitation + "\"}")));
  }
}
