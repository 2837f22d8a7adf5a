package io.echosphere.adapter.http;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which sites' pages may use the API from a browser: our own, and those the operator names. Whoever
 * is no browser sends no origin and is let pass. Immutable.
 */
final class Origins {
  private static final String PREFLIGHT_SECONDS = "600";

  private final Set<String> allowed;

  Origins(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** The headers for a permitted request; empty for one from our own page or from no browser. */
  Map<String, String> check(Request request) throws Refusal {
    Optional<String> origin = request.header("origin");
    if (origin.isEmpty() || isOwn(origin.get(), request.client().host())) {
      return Map.of();
    }
    if (!allowed.contains("*") && !allowed.contains(origin.get())) {
      throw Refusal.of(
          403, "origin_not_allowed", "Pages of this origin may not ask; see ALLOWED_ORIGINS.");
    }
    return Map.of(
        "Access-Control-Allow-Origin",
        origin.get(),
        "Access-Control-Expose-Headers",
        "Retry-After",
        "Cross-Origin-Resource-Policy",
        "cross-origin",
        "Vary",
        "Origin");
  }

  /** Answers a browser that asks whether it may ask. */
  Answer preflight(Request request, String methods) throws Refusal {
    return Answer.empty(204)
        .with("Allow", methods)
        .with("Access-Control-Allow-Methods", methods)
        .with("Access-Control-Allow-Headers", "authorization, content-type")
        .with("Access-Control-Max-Age", PREFLIGHT_SECONDS)
        .withDefaults(check(request));
  }

  /** Behind a proxy the scheme is not ours to know; the host is what a browser cannot forge. */
  private static boolean isOwn(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && !host.isEmpty() && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }
}
