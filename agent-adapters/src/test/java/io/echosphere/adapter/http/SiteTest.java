package io.echosphere.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is where, and what all answers have in common. */
class SiteTest {
  private static final String SCRIPT = "console.log('room');".repeat(100);

  private final Bench bench = new Bench();

  SiteTest() {
    bench.files.put("io/echosphere/web/index.html", "<!doctype html><title>Room</title>");
    bench.files.put("io/echosphere/web/assets/index-B1c2_d3.js", SCRIPT);
    bench.files.put("io/echosphere/web/assets/index-a.css", "p{}");
    bench.files.put("io/echosphere/web/favicon.svg", "<svg/>");
    bench.files.put("io/echosphere/web/secret.properties", "key=value");
    bench.files.put("secret.txt", "outside");
    bench.files.put("io/echosphere/secret.txt", "outside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/room/3f2b8a52-8d0e-4c7e-9a55-0f4f5a0b7c11", "/room/%E6%9C%9D", "/admin"})
  void thePageIsAtItsAddressesAndIsAskedForAgainEachTime(String path) {
    var answer = get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).contains("<title>Room</title>");
    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("Cache-Control", "no-cache")
        .containsKey("ETag");
    var unchanged =
        bench.answer(Asked.to("GET", path).header("If-None-Match", Bench.header(answer, "ETag")));
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(Bench.header(unchanged, "Content-Security-Policy"))
        .as("what the browser keeps the page with")
        .isEqualTo(Bench.header(answer, "Content-Security-Policy"));
  }

  @Test
  void anUnbuiltPageSaysHowToBuildIt() {
    bench.files.clear();
    assertThat(text(get("/"))).contains("./mvnw package", "Node.js");
    assertThat(text(get("/room/a"))).contains("./mvnw package");
  }

  @Test
  void hashedFilesMayBeKeptForEver() {
    var answer = get("/assets/index-B1c2_d3.js");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo(SCRIPT);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "text/javascript; charset=utf-8")
        .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
        .containsEntry("Vary", "Accept-Encoding")
        .doesNotContainKey("Content-Encoding");
    assertThat(get("/assets/index-a.css").headers())
        .containsEntry("Content-Type", "text/css; charset=utf-8");
    assertThat(get("/favicon.svg").headers())
        .containsEntry("Content-Type", "image/svg+xml")
        .containsEntry("Cache-Control", "public, max-age=3600");
  }

  @Test
  void whoTakesGzipGetsIt() throws Exception {
    var answer =
        bench.answer(
            Asked.to("GET", "/assets/index-B1c2_d3.js")
                .header("Accept-Encoding", "gzip, deflate, br"));
    assertThat(answer.headers()).containsEntry("Content-Encoding", "gzip");
    assertThat(answer.body().length).isLessThan(SCRIPT.length() / 4);
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(SCRIPT);
    }
    assertThat(
            bench
                .answer(
                    Asked.to("GET", "/assets/index-B1c2_d3.js")
                        .header("Accept-Encoding", "gzip;q=0"))
                .headers())
        .doesNotContainKey("Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../secret.txt",
        "/assets/..%2fsecret.txt",
        "/assets/..%2F..%2Fsecret.txt",
        "/assets/%2e%2e%2fsecret.txt",
        "/assets/..\\secret.txt",
        "/assets/..%5csecret.txt",
        "/assets/%00index-a.css",
        "/assets/index-a.css%00.txt",
        "/assets/....//secret.txt",
        "/assets//index-a.css",
        "/assets/",
        "/assets/index.html",
        "/assets/nothing.js",
        "/assets/%",
        "/assets/%c0%ae%c0%ae%c0%afsecret.txt",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/.env",
        "/secret.properties",
        "/index",
        "//etc/passwd",
        "/room/",
        "/room/a/b",
        "/room/..",
        "/room/%2e%2e",
        "/api",
        "/api/",
        "/api/token/",
        "/nothing/here",
      })
  void nothingElseIsThere(String path) {
    var answer = get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(text(answer)).doesNotContain("outside", "key=value");
  }

  /** No path whatever leads out of the page's folder. */
  @Property
  void noPathLeadsOutOfTheFolder(@ForAll String path) {
    assertThat(text(get("/" + path))).doesNotContain("outside", "key=value");
    assertThat(text(get("/assets/" + path))).doesNotContain("outside", "key=value");
    assertThat(Routes.decoded(path).orElse("")).doesNotContain("/", "\\", "\0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/assets/index-a.css", "/api/token", "/api/sessions", "/nothing", "/healthz"})
  void everyAnswerTellsBrowsersWhatNotToDo(String path) {
    assertThat(get(path).headers())
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Referrer-Policy", "same-origin")
        .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
        .hasEntrySatisfying(
            "Permissions-Policy", policy -> assertThat(policy).contains("microphone=(self)"))
        .hasEntrySatisfying(
            "Content-Security-Policy",
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe"))
        .doesNotContainKeys("Server", "X-Powered-By");
  }

  @Test
  void thePageMayTalkToUsAndToLiveKitAlone() {
    assertThat(Bench.header(get("/"), "Content-Security-Policy"))
        .contains("script-src 'self';", "style-src 'self';", "base-uri 'none'")
        .contains("connect-src 'self' wss://live.example https://live.example;");
    assertThat(
            new SecurityHeaders(java.net.URI.create("ws://127.0.0.1:7880"))
                .on(Answer.html(200, ""), false)
                .headers()
                .get("Content-Security-Policy"))
        .contains("connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880;");
    assertThat(
            new SecurityHeaders(java.net.URI.create("wss://demo.livekit.cloud"))
                .on(Answer.html(200, ""), true)
                .headers()
                .get("Content-Security-Policy"))
        .contains("wss://*.livekit.cloud https://*.livekit.cloud");
  }

  @Test
  void healthIsTheProcessAndReadinessItsParts() {
    assertThat(get("/healthz").status()).isEqualTo(200);

    bench.health.put("registered", true);
    bench.health.put("database", true);
    assertThat(get("/readyz").status()).isEqualTo(200);
    bench.health.put("registered", false);
    var answer = get("/readyz");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(Bench.json(answer).path("ready").asBoolean()).isFalse();
    assertThat(Bench.json(answer).path("database").asBoolean()).isTrue();
    assertThat(Bench.json(answer).path("registered").asBoolean()).isFalse();
  }

  @Test
  void aPartThatIsMadeGoodByAnotherIsShownAllTheSame() {
    bench.health.put("database", false);
    bench.health.put("journal", true);
    bench.excused = true;

    var answer = get("/readyz");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Bench.json(answer).path("ready").asBoolean()).isTrue();
    assertThat(Bench.json(answer).path("database").asBoolean(true)).isFalse();
  }

  private Answer get(String path) {
    return bench.answer(Asked.to("GET", path));
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
