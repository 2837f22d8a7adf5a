package io.echosphere.worker.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that can be configured, checked. Holds no secret that would print.
 *
 * @param agent who the agent is
 * @param livekit where LiveKit is
 * @param aws which AWS
 * @param speech hearing, thinking, speaking
 * @param turn whose turn it is
 * @param limits how much, how long
 * @param database where sessions are stored
 * @param journal where what is said waits for the database
 * @param recovery how soon a worker counts as lost
 * @param http the page and the token API
 * @param telemetry traces, metrics and logs
 */
public record WorkerConfig(
    AgentConfig agent,
    LiveKitConfig livekit,
    AwsConfig aws,
    SpeechConfig speech,
    TurnConfig turn,
    LimitsConfig limits,
    DatabaseConfig database,
    JournalConfig journal,
    RecoveryConfig recovery,
    HttpConfig http,
    TelemetryConfig telemetry) {

  /**
   * Reads the configuration.
   *
   * @param variables names and values, as of the environment
   * @throws InvalidConfigException naming every problem
   */
  public static WorkerConfig from(Map<String, String> variables) throws InvalidConfigException {
    return load(variables).config();
  }

  /**
   * Reads the configuration and says what is odd in it.
   *
   * @throws InvalidConfigException naming every problem
   */
  public static Loaded load(Map<String, String> variables) throws InvalidConfigException {
    var read = new ConfigReader(variables);
    WorkerConfig config = read(read);
    return new Loaded(read.build(() -> config), read.warnings());
  }

  /** The settings that are read; all, unless somebody forgot one. */
  static Set<Setting> settings() {
    var read = new ConfigReader(Map.of());
    read(read);
    return read.asked();
  }

  private static WorkerConfig read(ConfigReader read) {
    var livekit = LiveKitConfig.read(read);
    var agent = AgentConfig.read(read);
    var aws = AwsConfig.read(read);
    var speech = SpeechConfig.read(read, aws);
    var turn = TurnConfig.read(read);
    var limits = LimitsConfig.read(read);
    var database = DatabaseConfig.read(read);
    var journal = JournalConfig.read(read);
    var recovery = RecoveryConfig.read(read);
    var http = HttpConfig.read(read);
    var telemetry = TelemetryConfig.read(read);
    return read.whenValid(
        () ->
            new WorkerConfig(
                agent, livekit, aws, speech, turn, limits, database, journal, recovery, http,
                telemetry));
  }

  /**
   * What was read.
   *
   * @param config the configuration
   * @param warnings one sentence each; may be empty
   */
  public record Loaded(WorkerConfig config, List<String> warnings) {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }
}
