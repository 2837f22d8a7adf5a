package io.echosphere.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.echosphere.adapter.http.RoomNaming;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigTest {
  private final Map<String, String> variables = new HashMap<>();

  @Test
  void fillsInTheDocumentedDefaults() throws Exception {
    HttpConfig http = WebConfig.load(variables).config().http();

    assertThat(http.enabled()).isTrue();
    assertThat(http.address()).isEqualTo(new HttpConfig.Address("127.0.0.1", 8080));
    assertThat(http.roomNames()).isEqualTo(RoomNaming.HASHED);
    assertThat(http.retention()).isZero();
    assertThat(http.livekitUrl()).isEmpty();
    assertThat(http.protection().tokensPerMinute()).isEqualTo(30);
    assertThat(http.protection().allowedOrigins()).isEmpty();
    assertThat(http.protection().apiKeys()).isEmpty();
    assertThat(http.protection().adminKey()).isEmpty();
  }

  @Test
  void browsersMayReachLiveKitAtAnotherAddress() throws Exception {
    variables.putAll(
        Map.of(
            "LIVEKIT_URL", "ws://livekit:7880",
            "LIVEKIT_API_KEY", "key",
            "LIVEKIT_API_SECRET", "secret",
            "RETENTION_DAYS", "30"));
    WebConfig here = WebConfig.load(variables).config();
    assertThat(here.http().livekitUrl(here.livekit().orElseThrow()))
        .isEqualTo(URI.create("ws://livekit:7880"));
    assertThat(here.http().retention()).isEqualTo(Duration.ofDays(30));

    variables.put("LIVEKIT_PUBLIC_URL", "https://live.example/");
    WebConfig there = WebConfig.load(variables).config();
    assertThat(there.http().livekitUrl(there.livekit().orElseThrow()))
        .isEqualTo(URI.create("wss://live.example"));
  }

  @Test
  void withoutAllKeysThereIsNobodyToMakeTokensFor() throws Exception {
    variables.put("LIVEKIT_URL", "ws://livekit:7880");
    variables.put("LIVEKIT_API_KEY", "key");

    WebConfig.Loaded loaded = WebConfig.load(variables);

    assertThat(loaded.config().livekit()).isEmpty();
    assertThat(loaded.config().database()).isEqualTo(new DatabaseConfig.None());
    assertThat(loaded.warnings())
        .containsExactly("LIVEKIT_API_SECRET is not set: the page is served, but no tokens");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP_PORT|-1",
        "HTTP_PORT|65536",
        "HTTP_HOST|http://localhost",
        "LIVEKIT_PUBLIC_URL|live.example",
        "TOKEN_RATE_PER_MINUTE|-1",
        "TRUSTED_PROXIES|10.0.0.0/33",
        "TRUSTED_PROXIES|proxy.local",
        "ALLOWED_ORIGINS|example.com",
        "ALLOWED_ORIGINS|https://example.com/",
        "ROOM_NAMES|open",
        "API_KEYS|long-enough-to-be-a-key,short",
        "INVITE_SECRET|short",
        "ADMIN_API_KEY|has blanks in it and is long",
        "RETENTION_DAYS|36501"
      })
  void anUnusableValueIsNamed(String variable, String value) {
    variables.put(variable, value);
    var invalid =
        catchThrowableOfType(InvalidConfigException.class, () -> WebConfig.load(variables));
    assertThat(invalid.problems())
        .extracting(InvalidConfigException.Problem::variable)
        .containsExactly(variable);
  }

  @Test
  void secretsAreNeverShown() throws Exception {
    String secret = "a-secret-of-twenty-and-more";
    variables.putAll(Map.of("API_KEYS", secret, "INVITE_SECRET", secret, "ADMIN_API_KEY", secret));
    assertThat(WebConfig.load(variables).config().toString()).doesNotContain(secret);

    variables.put("ADMIN_API_KEY", "tooshort-hush");
    var invalid =
        catchThrowableOfType(InvalidConfigException.class, () -> WebConfig.load(variables));
    assertThat(invalid).hasMessageNotContaining("hush");
  }
}
