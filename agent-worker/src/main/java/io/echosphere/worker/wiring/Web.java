package io.echosphere.worker.wiring;

import io.echosphere.adapter.http.AddressInUse;
import io.echosphere.adapter.http.Health;
import io.echosphere.adapter.http.HttpParts;
import io.echosphere.adapter.http.HttpSettings;
import io.echosphere.adapter.http.WebServer;
import io.echosphere.adapter.livekit.access.LiveKitAccess;
import io.echosphere.adapter.postgres.Database;
import io.echosphere.adapter.postgres.UuidV7Ids;
import io.echosphere.application.access.Reception;
import io.echosphere.application.history.History;
import io.echosphere.application.port.out.Timers;
import io.echosphere.worker.config.HttpConfig;
import io.echosphere.worker.config.LiveKitConfig;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page, the token API and the history, served by this process. */
final class Web implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Web.class);

  /** Where the page would connect if there were tokens. */
  private static final URI NOWHERE = URI.create("ws://127.0.0.1:7880");

  private final WebServer server;
  private final Optional<LiveKitAccess> access;

  private Web(WebServer server, Optional<LiveKitAccess> access) {
    this.server = server;
    this.access = access;
  }

  /** Takes the address, so that nobody else gets it while everything else is loaded. */
  static WebServer bind(HttpConfig config) throws AddressInUse {
    return WebServer.bind(config.address().host(), config.address().port());
  }

  /**
   * Begins to serve.
   *
   * @param livekit whom tokens are for; empty for none
   * @param database what is stored; empty for nothing
   */
  static Web serve(
      WebServer server,
      HttpConfig config,
      Optional<LiveKitConfig> livekit,
      Optional<Database> database,
      Serving serving) {
    Timers timers = serving.timers();
    var access = livekit.map(it -> new LiveKitAccess(Rooms.access(it), timers));
    var url = livekit.map(config::livekitUrl).or(config::livekitUrl).orElse(NOWHERE);
    var reception = access.map(it -> new Reception(it, new UuidV7Ids(), timers, url));
    var history = database.map(it -> new History(it.archive()));
    String secret =
        livekit.map(it -> it.apiSecret().value()).orElseGet(() -> UUID.randomUUID().toString());
    server.serve(
        new HttpSettings(config.protection(), config.roomNames(), secret, url),
        new HttpParts(reception.orElse(null), history.orElse(null), serving.readiness(), timers));
    LOG.info("The page is at http://{}:{}/", literal(config.address().host()), server.port());
    return new Web(server, access);
  }

  /**
   * What serving needs of its process.
   *
   * @param timers the clock
   * @param readiness whether the process is of use
   */
  record Serving(Timers timers, Supplier<Health> readiness) {}

  /** Takes no more requests and ends within two seconds. Idempotent. */
  @Override
  public void close() {
    server.close();
    access.ifPresent(LiveKitAccess::close);
  }

  private static String literal(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
