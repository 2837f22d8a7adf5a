package io.echosphere.worker.config;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Where LiveKit is and who we are to it.
 *
 * @param url the server, {@code ws://} or {@code wss://}, without a slash at its end
 * @param apiKey API key
 * @param apiSecret the key's secret
 * @param agentName name for explicit dispatch; empty for automatic dispatch
 * @param reconnecting how long a call's broken connection may take to be restored; zero for not at
 *     all
 */
public record LiveKitConfig(
    URI url, String apiKey, Secret apiSecret, String agentName, Duration reconnecting) {
  private static final int MOST_RECONNECTING_MS = 600_000;

  /** What LiveKit itself asks of a secret. */
  private static final int SAFE_SECRET = 32;

  static LiveKitConfig read(ConfigReader read) {
    var url = read.value(Setting.LIVEKIT_URL, LiveKitConfig::url);
    var key =
        read.value(
            Setting.LIVEKIT_API_KEY,
            text ->
                Parsers.matching(
                    text, "\\S{1,256}", "holds blanks", "copy the key as the server has it"));
    var secret = read.value(Setting.LIVEKIT_API_SECRET, Secret::new);
    var agent = read.value(Setting.AGENT_NAME, text -> text.isEmpty() ? text : Parsers.name(text));
    url.ifValid()
        .filter(server -> !isThisMachine(server.getHost()))
        .flatMap(_ -> secret.ifValid())
        .filter(it -> it.value().length() < SAFE_SECRET)
        .ifPresent(
            _ ->
                read.warning(
                    Setting.LIVEKIT_API_SECRET,
                    "is shorter than "
                        + SAFE_SECRET
                        + " characters: whoever guesses it joins and ends every call"));
    var reconnecting =
        read.value(Setting.ROOM_RECONNECT_MS, Parsers.millis(0, MOST_RECONNECTING_MS));
    return read.whenValid(
        () ->
            new LiveKitConfig(url.get(), key.get(), secret.get(), agent.get(), reconnecting.get()));
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /** The same server for plain requests: {@code http://} or {@code https://}. */
  public URI httpUrl() {
    return URI.create(url.toString().replaceFirst("^ws", "http"));
  }

  static URI url(String text) throws Unacceptable {
    URI uri =
        Parsers.server(text, Set.of("ws", "wss", "http", "https"), Setting.LIVEKIT_URL.sample());
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT).replaceFirst("^http", "ws");
    String rest = uri.toString().substring(uri.getScheme().length()).replaceFirst("/+$", "");
    return URI.create(scheme + rest);
  }
}
