package io.echosphere.adapter.http;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Knows a visitor again: a random id in a signed cookie that no script can read. It says nothing
 * about the person and cannot be made up. Thread-safe.
 */
final class Visitors {
  static final String COOKIE = "echosphere_uid";

  /** Browsers keep none for longer than 400 days. */
  private static final Duration KEPT = Duration.ofDays(365);

  private static final int RANDOM_BYTES = 16;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final SecureRandom random = new SecureRandom();
  private final Signer signer;

  Visitors(String secret) {
    signer = new Signer(secret, "visitor cookie");
  }

  /** The visitor whom the request's cookie names; a new one if it names none that we signed. */
  String recognise(Request request) {
    return known(request.headers("cookie")).orElseGet(this::newId);
  }

  /** The user id under which a visitor's sessions are kept. */
  static String userId(String id) {
    return "u-" + id;
  }

  /** The cookie's header value. */
  String cookie(String id, boolean secure) {
    return "%s=%s.%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
        .formatted(COOKIE, id, signer.sign(id), KEPT.toSeconds(), secure ? "; Secure" : "");
  }

  private Optional<String> known(List<String> cookieHeaders) {
    for (String header : cookieHeaders) {
      for (String pair : header.split(";", -1)) {
        String cookie = pair.strip();
        if (cookie.startsWith(COOKIE + "=")) {
          Optional<String> id = signed(cookie.substring(COOKIE.length() + 1));
          if (id.isPresent()) {
            return id;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> signed(String value) {
    int dot = value.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String id = value.substring(0, dot);
    boolean ours = ID.matcher(id).matches() && signer.matches(id, value.substring(dot + 1));
    return ours ? Optional.of(id) : Optional.empty();
  }

  private String newId() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
