package io.echosphere.worker.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page and the token API need when they run by themselves.
 *
 * @param livekit whom tokens are for; empty without address, key or secret: there are no tokens
 * @param http the page, the token API and the history
 * @param database where sessions are stored; {@code None} when nothing says
 * @param logging the logs
 */
public record WebConfig(
    Optional<LiveKitConfig> livekit,
    HttpConfig http,
    DatabaseConfig database,
    LoggingConfig logging) {

  private static final List<Setting> KEYS =
      List.of(Setting.LIVEKIT_URL, Setting.LIVEKIT_API_KEY, Setting.LIVEKIT_API_SECRET);

  /**
   * What was read.
   *
   * @param config the configuration
   * @param warnings one sentence each; may be empty
   */
  public record Loaded(WebConfig config, List<String> warnings) {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads only these settings.
   *
   * @throws InvalidConfigException naming every problem; a missing key of LiveKit is none
   */
  public static Loaded load(Map<String, String> variables) throws InvalidConfigException {
    var read = new ConfigReader(variables);
    List<String> missing = new ArrayList<>();
    for (Setting key : KEYS) {
      if (!read.isSet(key)) {
        missing.add(key.name());
        read.warning(key, "is not set: the page is served, but no tokens");
      }
    }
    Optional<LiveKitConfig> livekit =
        missing.isEmpty() ? Optional.ofNullable(LiveKitConfig.read(read)) : Optional.empty();
    var http = HttpConfig.read(read);
    DatabaseConfig database =
        read.isSet(Setting.DATABASE_URL) ? DatabaseConfig.read(read) : new DatabaseConfig.None();
    var logging = LoggingConfig.read(read);
    WebConfig config = read.build(() -> new WebConfig(livekit, http, database, logging));
    return new Loaded(config, read.warnings());
  }
}
