package io.echosphere.adapter.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What every answer tells browsers not to do. The page may load its own scripts and styles, talk to
 * us and to the LiveKit server, and nothing else; nobody may frame it. Immutable.
 */
final class SecurityHeaders {
  private static final String ANSWERS_ONLY = "default-src 'none'; frame-ancestors 'none'";
  private static final String ONE_YEAR = "max-age=31536000";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          // Not no-referrer: with it a form's origin would be told as null.
          "Referrer-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "microphone=(self), speaker-selection=(self), autoplay=(self), camera=(),"
              + " display-capture=(), geolocation=(), payment=(), usb=()");

  private final String pagePolicy;

  SecurityHeaders(URI livekit) {
    pagePolicy =
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            // React sets styles by script, which no policy forbids, and LiveKit's client starts a
            // worker only for end-to-end encryption: neither inline styles nor workers are needed.
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "media-src 'self' blob: mediastream:",
            "manifest-src 'self'",
            "connect-src 'self' " + String.join(" ", sources(livekit)),
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");
  }

  /** The answer with these headers where it does not set its own. */
  Answer on(Answer answer, boolean secure) {
    Map<String, String> more = new LinkedHashMap<>(ALWAYS);
    // A 304 gives its headers to the page that the browser has kept.
    boolean page =
        answer.status() == 304
            || answer.headers().getOrDefault("Content-Type", "").startsWith("text/html");
    more.put("Content-Security-Policy", page ? pagePolicy : ANSWERS_ONLY);
    if (secure) {
      more.put("Strict-Transport-Security", ONE_YEAR);
    }
    return answer.withDefaults(more);
  }

  /** The client connects by WebSocket and asks by HTTP why that failed; the cloud has regions. */
  private static Set<String> sources(URI livekit) {
    String scheme = livekit.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("wss") || scheme.equals("https");
    String authority = livekit.getHost() + (livekit.getPort() < 0 ? "" : ":" + livekit.getPort());
    Set<String> sources = new LinkedHashSet<>();
    sources.add((tls ? "wss://" : "ws://") + authority);
    sources.add((tls ? "https://" : "http://") + authority);
    if (livekit.getHost().endsWith(".livekit.cloud")) {
      sources.add("wss://*.livekit.cloud");
      sources.add("https://*.livekit.cloud");
    }
    return sources;
  }
}
