package io.echosphere.worker.config;

import io.echosphere.adapter.http.HttpSettings.Protection;
import io.echosphere.adapter.http.RoomNaming;
import io.echosphere.adapter.http.TrustedProxies;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The page, the token API and the history.
 *
 * @param enabled whether a worker serves them too
 * @param address where to listen
 * @param protection who may ask; does not print its secrets
 * @param roomNames what becomes of the names of rooms
 * @param livekitUrl the LiveKit server as browsers reach it; empty if that is as we reach it
 * @param retention how long sessions are kept; zero for as long as the database is
 */
public record HttpConfig(
    boolean enabled,
    Address address,
    Protection protection,
    RoomNaming roomNames,
    Optional<URI> livekitUrl,
    Duration retention) {

  private static final int SHORTEST_SECRET = 16;
  private static final int MOST_TOKENS = 1_000_000;
  private static final int LONGEST_RETENTION = 36_500;
  private static final int LAST_PORT = 65_535;

  /**
   * Where to listen.
   *
   * @param host name or address of an interface
   * @param port 0 for any that is free
   */
  public record Address(String host, int port) {}

  static HttpConfig read(ConfigReader read) {
    var enabled = read.value(Setting.HTTP_ENABLED, Parsers::yesOrNo);
    var host = read.value(Setting.HTTP_HOST, HttpConfig::host);
    var port = read.value(Setting.HTTP_PORT, Parsers.wholeNumber(0, LAST_PORT));
    var url = read.value(Setting.LIVEKIT_PUBLIC_URL, HttpConfig::url);
    var protection = protection(read);
    var names = read.value(Setting.ROOM_NAMES, Parsers.oneOf(RoomNaming.class, Locale.ROOT));
    var days = read.value(Setting.RETENTION_DAYS, Parsers.wholeNumber(0, LONGEST_RETENTION));
    return read.whenValid(
        () ->
            new HttpConfig(
                enabled.get(),
                new Address(host.get(), port.get()),
                protection,
                names.get(),
                url.get(),
                Duration.ofDays(days.get())));
  }

  /** The LiveKit server as browsers reach it. */
  public URI livekitUrl(LiveKitConfig livekit) {
    return livekitUrl.orElse(livekit.url());
  }

  private static Protection protection(ConfigReader read) {
    var rate = read.value(Setting.TOKEN_RATE_PER_MINUTE, Parsers.wholeNumber(0, MOST_TOKENS));
    var proxies = read.value(Setting.TRUSTED_PROXIES, HttpConfig::proxies);
    var origins = read.value(Setting.ALLOWED_ORIGINS, HttpConfig::origins);
    var keys = read.value(Setting.API_KEYS, HttpConfig::keys);
    var invite = read.value(Setting.INVITE_SECRET, HttpConfig::secret);
    var admin = read.value(Setting.ADMIN_API_KEY, HttpConfig::secret);
    return read.whenValid(
        () ->
            new Protection(
                rate.get(), proxies.get(), origins.get(), keys.get(), invite.get(), admin.get()));
  }

  static String host(String text) throws Unacceptable {
    return Parsers.matching(
        text,
        "[A-Za-z0-9.:_-]{1,255}",
        "is no address or host name",
        "use one such as 127.0.0.1 or 0.0.0.0");
  }

  private static Optional<URI> url(String text) throws Unacceptable {
    return text.isEmpty() ? Optional.empty() : Optional.of(LiveKitConfig.url(text));
  }

  private static TrustedProxies proxies(String text) throws Unacceptable {
    try {
      return TrustedProxies.of(Parsers.list(text));
    } catch (IllegalArgumentException e) {
      throw new Unacceptable(
          "holds no address or network (" + e.getMessage() + ")", "use ones such as 10.0.0.0/8");
    }
  }

  private static Set<String> origins(String text) throws Unacceptable {
    for (String origin : Parsers.list(text)) {
      if (!origin.equals("*") && !origin.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
        throw new Unacceptable(
            "holds no origin (" + origin + ")",
            "use scheme, host and port, such as https://example.com, without a slash at the end");
      }
    }
    return Set.copyOf(Parsers.list(text));
  }

  private static List<String> keys(String text) throws Unacceptable {
    for (String key : Parsers.list(text)) {
      secret(key);
    }
    return Parsers.list(text);
  }

  private static String secret(String text) throws Unacceptable {
    if (!text.isEmpty() && text.length() < SHORTEST_SECRET) {
      throw new Unacceptable(
          "is too short to be safe",
          "use 16 characters or more, for example those of: openssl rand -hex 24");
    }
    if (!text.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
      throw new Unacceptable(
          "holds blanks or characters that no header can carry",
          "use letters and digits, for example those of: openssl rand -hex 24");
    }
    return text;
  }
}
