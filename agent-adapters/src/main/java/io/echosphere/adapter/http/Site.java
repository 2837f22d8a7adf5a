package io.echosphere.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is served, apart from any server library: every request gets an answer here, with the
 * headers that all have, and no failure tells more than that there was one. Thread-safe.
 */
final class Site {
  private static final Logger LOG = LoggerFactory.getLogger(Site.class);

  private final Routes routes;
  private final SecurityHeaders headers;

  Site(HttpSettings settings, HttpParts parts, Function<String, @Nullable InputStream> resources) {
    headers = new SecurityHeaders(settings.livekitUrl());
    var tokens = new TokenEndpoint(settings, parts.tokens(), parts.timers());
    var history =
        new HistoryEndpoint(settings.protection().adminKey(), parts.sessions(), parts.timers());
    var pages = new Pages(resources);
    boolean invitations = settings.protection().invitationNeeded();
    routes =
        new Routes()
            .on("POST", "/api/token", tokens::issue)
            .on("OPTIONS", "/api/token", tokens::preflight)
            .on("GET", "/api/config", _ -> config(invitations))
            .on("GET", "/api/sessions", history::list)
            .on("GET", "/api/sessions/{id}", history::show)
            .on("DELETE", "/api/sessions/{id}", history::delete)
            .on("DELETE", "/api/users/{id}", history::deleteUser)
            .on(
                "GET",
                "/healthz",
                _ -> Answer.text(200, "live\n").with("Cache-Control", "no-store"))
            .on("GET", "/readyz", _ -> ready(parts.readiness()))
            .on("GET", "/", pages::page)
            .on("GET", "/room/{roomId}", pages::page)
            .on("GET", "/assets/{file}", pages::asset);
    if (history.exists()) {
      routes.on("GET", "/admin", pages::page);
    }
    routes.on("GET", "/{file}", pages::file);
  }

  Answer answer(Request request) {
    return headers.on(unadorned(request), request.client().secure());
  }

  private Answer unadorned(Request request) {
    try {
      return routes.answer(request);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (IOException gone) { // the client's connection, most of all
      LOG.debug("A request could not be answered: {}", gone.getMessage());
    } catch (RuntimeException bug) {
      LOG.error("A request failed", bug);
    }
    return Refusal.of(500, "internal", "Something went wrong here.").answer();
  }

  private static Answer config(boolean invitations) {
    return Answer.json(
        200, Json.object(out -> out.writeBooleanField("inviteRequired", invitations)));
  }

  private static Answer ready(Supplier<Health> readiness) {
    Health health = readiness.get();
    return Answer.json(
        health.ready() ? 200 : 503,
        Json.object(
            out -> {
              out.writeBooleanField("ready", health.ready());
              for (var part : health.parts().entrySet()) {
                out.writeBooleanField(part.getKey(), part.getValue());
              }
            }));
  }
}
