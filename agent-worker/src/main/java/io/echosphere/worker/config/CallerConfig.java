package io.echosphere.worker.config;

import java.util.Map;

/**
 * What a caller needs to be configured.
 *
 * @param livekit where to call
 * @param logging the logs
 */
public record CallerConfig(LiveKitConfig livekit, LoggingConfig logging) {
  /**
   * Reads only these settings.
   *
   * @throws InvalidConfigException naming every problem
   */
  public static CallerConfig from(Map<String, String> variables) throws InvalidConfigException {
    var read = new ConfigReader(variables);
    var livekit = LiveKitConfig.read(read);
    var logging = LoggingConfig.read(read);
    return read.build(() -> new CallerConfig(livekit, logging));
  }
}
